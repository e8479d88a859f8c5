"""Pages about closing, signing, reading and checking minutes."""
