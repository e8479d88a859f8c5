"""What a person typed, parsed into a spec. Whether it may be written is decided by the services."""
