"""The law of acting once: whatever is sent twice under one name is done once (docs/adr/0030)."""
