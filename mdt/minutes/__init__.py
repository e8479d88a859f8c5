"""Sealed minutes: what is frozen, how it is sealed, and how it is printed. Nothing in here writes a row."""
