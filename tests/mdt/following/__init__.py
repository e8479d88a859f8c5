"""What becomes of decisions."""
