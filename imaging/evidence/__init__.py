"""What was shown of a CT in the bone window: milliseconds a slice, their coverage, their grade."""
