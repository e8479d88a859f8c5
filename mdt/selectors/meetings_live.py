"""Which meetings a person may look at while they are held, and who runs one."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission, can
from mdt.enums import CaseState
from mdt.models import BoardMember, Case, Invitation, Meeting
from patients.selectors import visible_to

ON_THE_AGENDA = (CaseState.ACCEPTED, CaseState.CLOSED)


def meetings_of(user: User) -> QuerySet[Meeting]:
    """Meetings of the user's hospital, of boards the user sits on, and those the user was asked to."""
    seat = BoardMember.objects.filter(board=OuterRef("board"), user=user, left_on=None)
    asked = Invitation.objects.filter(meeting=OuterRef("pk"), user=user, withdrawn_at=None)
    ours = Q(board__hospital=user.hospital_id) if user.hospital_id else Q(pk__in=[])
    named = Q(board__chair=user) | Q(board__coordinator=user)
    rows = Meeting.objects.filter(ours | named | Exists(seat) | Exists(asked), cancelled_at=None)
    return rows.select_related("board__hospital", "board__chair", "board__coordinator")


def leads(user: User, meeting: Meeting) -> bool:
    """True for whoever may run this meeting: the board's chair, its coordinator or one of its hospital."""
    board = meeting.board
    is_named = user.id in {board.chair_id, board.coordinator_id}
    stands_in = user.role == Role.COORDINATOR and user.hospital_id == board.hospital_id
    return can(user, Permission.BOARD_RUN) and (is_named or stands_in)


def cases_of(user: User) -> QuerySet[Case]:
    """Cases on an agenda the user may look at, of patients the user may see."""
    rows = Case.objects.filter(meeting__in=meetings_of(user), patient__in=visible_to(user))
    return rows.filter(state__in=ON_THE_AGENDA).select_related("meeting__board")
