"""Sessions of the pages: how long they last, the lock screen, a person's list of them (docs/adr/0027)."""
