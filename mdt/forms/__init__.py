"""The forms of this room."""

from mdt.forms.record import ConferenceForm, OpinionForm

__all__ = ["ConferenceForm", "OpinionForm"]
