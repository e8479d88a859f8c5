"""Cases: those a user may see, those of a board, the meetings a case can go to."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from mdt.enums import MeetingState
from mdt.models import Board, Case, Meeting
from mdt.models.cases import ON_AGENDA, UNDER_WAY
from mdt.models.meetings import LIVE
from patients.models import Patient
from patients.selectors import visible_to

WITH_ALL = (
    "patient__responsible_doctor",
    "patient__department",
    "board",
    "meeting",
    "submitted_by",
    "accepted_by",
)


def cases_of(user: User) -> QuerySet[Case]:
    """Cases of patients the user may see."""
    return Case.objects.filter(patient__in=visible_to(user))


def boards_of(hospital_id: UUID) -> QuerySet[Board]:
    """The active boards of a hospital, the oldest first: it is the one that rules propose to."""
    return Board.objects.filter(hospital_id=hospital_id, is_active=True).order_by("created_at")


def case_under_way(patient: Patient, board: Board) -> Case | None:
    """The one case of the patient that this board has not concluded."""
    return Case.objects.filter(patient=patient, board=board, state__in=UNDER_WAY).first()


def meetings_ahead(board: Board, now: datetime) -> QuerySet[Meeting]:
    """Meetings of the board that have not begun, the next one first."""
    return board.meetings.filter(LIVE, state=MeetingState.PLANNED, starts_at__gt=now).order_by("starts_at")


def next_meeting(board: Board, now: datetime) -> Meeting | None:
    """The next meeting whose deadline is ahead, else the next one: the deadline warns, it locks nothing."""
    in_time = meetings_ahead(board, now).filter(starts_at__gte=now + timedelta(hours=board.deadline_hours))
    return in_time.first() or meetings_ahead(board, now).first()


def meeting_after(board: Board, meeting: Meeting | None, now: datetime) -> Meeting | None:
    """The meeting that follows this one; without one the next."""
    later = meetings_ahead(board, now)
    return later.filter(starts_at__gt=meeting.starts_at).first() if meeting else later.first()


def deadline_of(meeting: Meeting, board: Board) -> datetime:
    """Until when its cases should be complete."""
    return meeting.starts_at - timedelta(hours=board.deadline_hours)


def agenda_of(meeting: Meeting) -> QuerySet[Case]:
    """The cases of a meeting in their order; those concluded there too."""
    return (
        Case.objects.filter(meeting=meeting, state__in=ON_AGENDA)
        .select_related(*WITH_ALL)
        .order_by("place", "submitted_at", "id")
    )
