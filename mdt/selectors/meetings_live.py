"""Which meetings a person may look at while they are held, and who runs one."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from mdt.models import BoardMember, Case, Invitation, Meeting
from mdt.models.cases import ON_AGENDA
from mdt.selectors.boards import presides, runs
from patients.selectors import visible_to


def meetings_of(user: User) -> QuerySet[Meeting]:
    """Meetings of the user's hospital, of boards the user sits on, and those the user was asked to."""
    seat = BoardMember.objects.filter(board=OuterRef("board"), user=user, left_on=None)
    asked = Invitation.objects.filter(meeting=OuterRef("pk"), user=user, withdrawn_at=None)
    ours = Q(board__hospital=user.hospital_id) if user.hospital_id else Q(pk__in=[])
    named = Q(board__chair=user) | Q(board__coordinator=user)
    rows = Meeting.objects.filter(ours | named | Exists(seat) | Exists(asked), cancelled_at=None)
    return rows.select_related("board__hospital", "board__chair", "board__coordinator")


def leads(user: User, meeting: Meeting) -> bool:
    """True for who leads this meeting: the board's chair, its coordinator, or a coordinator of its hospital.

    Not everybody who runs the board: a doctor of the hospital who looks on starts no clock.
    """
    stands_in = user.role == Role.COORDINATOR or presides(user, meeting.board)
    return stands_in and runs(user, meeting.board)


def cases_of(user: User) -> QuerySet[Case]:
    """Cases on an agenda the user may look at, of patients the user may see."""
    rows = Case.objects.filter(meeting__in=meetings_of(user), patient__in=visible_to(user))
    return rows.filter(state__in=ON_AGENDA).select_related("meeting__board")
