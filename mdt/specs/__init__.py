"""What people enter in this room."""

from mdt.specs.record import ConferenceSpec, OpinionSpec

__all__ = ["ConferenceSpec", "OpinionSpec"]
