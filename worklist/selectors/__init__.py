"""Reading what is due and who was told."""
