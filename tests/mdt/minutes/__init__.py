"""Minutes: closing, signing, sealing, printing, checking."""
