"""The forms of this room."""

from mdt.forms.boards import BoardForm, MemberForm, SeriesEndForm, SeriesForm
from mdt.forms.meetings import AnswerForm, CancelForm, GuestForm, MeetingForm
from mdt.forms.record import ConferenceForm, OpinionForm

__all__ = [
    "AnswerForm",
    "BoardForm",
    "CancelForm",
    "ConferenceForm",
    "GuestForm",
    "MeetingForm",
    "MemberForm",
    "OpinionForm",
    "SeriesEndForm",
    "SeriesForm",
]
