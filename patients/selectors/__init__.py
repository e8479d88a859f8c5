"""Reading patients. `visible_to` is the only door."""

from patients.selectors.access import visible_to

__all__ = ["visible_to"]
