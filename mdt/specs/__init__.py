"""What people enter in this room."""

from mdt.specs.boards import AnswerSpec, BoardSpec, MeetingSpec, SeriesSpec
from mdt.specs.record import ConferenceSpec, ConsultationSpec, OpinionSpec

__all__ = [
    "AnswerSpec",
    "BoardSpec",
    "ConferenceSpec",
    "ConsultationSpec",
    "MeetingSpec",
    "OpinionSpec",
    "SeriesSpec",
]
