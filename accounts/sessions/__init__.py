"""Sessions of the pages: how long they last, the lock screen, which of them a person has open (docs/adr/0027)."""
