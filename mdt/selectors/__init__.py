"""What this room reads, one module per subject."""
