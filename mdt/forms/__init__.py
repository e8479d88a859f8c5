"""The forms of this room."""

from mdt.forms.boards import BoardForm, MemberForm, SeriesEndForm, SeriesForm
from mdt.forms.meetings import AnswerForm, CancelForm, GuestForm, MeetingForm
from mdt.forms.record import ConferenceForm, ConsultationForm, OpinionForm

__all__ = [
    "AnswerForm",
    "BoardForm",
    "CancelForm",
    "ConferenceForm",
    "ConsultationForm",
    "GuestForm",
    "MeetingForm",
    "MemberForm",
    "OpinionForm",
    "SeriesEndForm",
    "SeriesForm",
]
