"""Tables of this room."""

from mdt.models.boards import Board, BoardMember, CalendarFeed, MeetingSeries
from mdt.models.cases import Case, CaseDeferral, PanelOpinion, TimeSpent
from mdt.models.decisions import Decision, Dissent
from mdt.models.mails import MeetingMail
from mdt.models.meetings import Attendance, Invitation, Meeting
from mdt.models.minutes import Minutes, MinutesFile, SignOff
from mdt.models.prereads import PreRead
from mdt.models.record import Conference, ConsultationRequest, SpecialistOpinion
from mdt.models.referrals import BoardReferral

__all__ = [
    "Attendance",
    "Board",
    "BoardMember",
    "BoardReferral",
    "CalendarFeed",
    "Case",
    "CaseDeferral",
    "Conference",
    "ConsultationRequest",
    "Decision",
    "Dissent",
    "Invitation",
    "Meeting",
    "MeetingMail",
    "MeetingSeries",
    "Minutes",
    "MinutesFile",
    "PanelOpinion",
    "PreRead",
    "SignOff",
    "SpecialistOpinion",
    "TimeSpent",
]
