"""A record read together."""
