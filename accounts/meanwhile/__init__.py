"""Two people and one record: the second sees both versions and chooses (docs/adr/0030-people-at-once.md)."""
