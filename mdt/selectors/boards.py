"""Which boards a person sees and runs, who may sit on one, and the numbers it is held to."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import ALLOWED, Permission, can
from accounts.selectors import colleagues
from guidelines.mdt.limits import MdtLimits
from mdt.models import Board, BoardMember
from patients.selectors.limits import hospital_limits


def boards_seen(user: User) -> QuerySet[Board]:
    """The boards of the user's hospital, and those elsewhere that the user leads or sits on."""
    seat = BoardMember.objects.filter(board=OuterRef("pk"), user=user, left_on=None)
    own = Q(hospital_id=user.hospital_id) | Q(chair=user) | Q(coordinator=user)
    return Board.objects.filter(own | Exists(seat)).select_related("hospital", "chair", "coordinator")


def boards_run_by(user: User) -> QuerySet[Board]:
    """The boards the user runs: with a role that runs boards, the own hospital's and where the user presides.

    `runs` says the same of one board.
    """
    if not can(user, Permission.BOARD_RUN):
        return Board.objects.none()
    mine = Q(chair=user) | Q(coordinator=user)
    if user.hospital_id is not None:
        mine |= Q(hospital_id=user.hospital_id)
    return Board.objects.filter(mine).select_related("chair", "coordinator").order_by("name")


def boards_handled_by(user: User) -> QuerySet[Board]:
    """Those of them that still meet: the user handles their cases. `handles` says the same of one board."""
    return boards_run_by(user).filter(is_active=True)


def runs(user: User, board: Board) -> bool:
    """True when the user runs this board: its meetings, its cases, its members."""
    if not can(user, Permission.BOARD_RUN):
        return False
    is_ours = user.hospital_id is not None and user.hospital_id == board.hospital_id
    return is_ours or presides(user, board)


def handles(user: User, board: Board) -> bool:
    """True when the user runs the board and it still meets: its cases are accepted, deferred, withdrawn."""
    return board.is_active and runs(user, board)


def presides(user: User, board: Board) -> bool:
    """True for its chair and its coordinator, wherever they work."""
    return user.id in {board.chair_id, board.coordinator_id}


def sitting(user: User) -> QuerySet[User]:
    """Colleagues whose role takes part in boards."""
    return takes_part(colleagues(user))


def takes_part(people: QuerySet[User]) -> QuerySet[User]:
    """Those of them whose role takes part in boards."""
    return people.filter(role__in=_roles(Permission.BOARD_VIEW))


def running(user: User) -> QuerySet[User]:
    """Colleagues who can coordinate a board."""
    return colleagues(user).filter(role__in=_roles(Permission.BOARD_RUN))


def seats_of(board: Board) -> set[UUID]:
    """Everybody who sits on the board: its members, its chair and its coordinator."""
    members = board.members.filter(left_on=None).values_list("user_id", flat=True)
    return {board.chair_id, board.coordinator_id, *members}


def members_of(board: Board) -> QuerySet[BoardMember]:
    """The members of today, by discipline."""
    return board.members.filter(left_on=None).select_related("user")


def limits_of(board: Board, today: date) -> MdtLimits:
    """The hospital's limits of the meeting on a day, with the quorum of this board when it has its own."""
    limits = hospital_limits(board.hospital_id, today).mdt
    return limits if board.quorum is None else replace(limits, mdt_quorum=board.quorum)


def _roles(permission: Permission) -> list[str]:
    return [str(role) for role in Role if permission in ALLOWED[role]]
