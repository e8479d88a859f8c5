"""Bone-modifying drugs: start, dose, interval, checks before a dose, stop, and what follows."""
