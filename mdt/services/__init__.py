"""The writers of this room."""

from mdt.services.record import CONFERENCE, OPINION

__all__ = ["CONFERENCE", "OPINION"]
