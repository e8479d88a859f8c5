"""An act that is sent twice happens once: docs/adr/0030-people-at-once.md."""
