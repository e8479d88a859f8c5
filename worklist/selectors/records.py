"""A patient's whole record, for the worklist and the rooms above it."""

from patients.selectors.whole import records_of

__all__ = ["records_of"]
