"""Which boards a person sees and runs, who may sit on one, and the numbers it is held to."""

from dataclasses import replace
from datetime import date

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


def boards_run(user: User) -> QuerySet[Board]:
    """The boards the user may change: those of the own hospital, for a role that runs boards."""
    rows = Board.objects.filter(Q(hospital_id=user.hospital_id)).select_related("chair", "coordinator")
    return rows if can(user, Permission.BOARD_RUN) else rows.none()


def may_run(user: User, board: Board) -> bool:
    """True when the user may change this board and its meetings."""
    return can(user, Permission.BOARD_RUN) and board.hospital_id == user.hospital_id


def sitting(user: User) -> QuerySet[User]:
    """Colleagues whose role takes part in boards."""
    return colleagues(user).filter(role__in=_roles(Permission.BOARD_VIEW))


def running(user: User) -> QuerySet[User]:
    """Colleagues who can coordinate a board."""
    return colleagues(user).filter(role__in=_roles(Permission.BOARD_RUN))


def members_of(board: Board) -> QuerySet[BoardMember]:
    """The members of today, by discipline."""
    return board.members.filter(left_on=None).select_related("user")


def limits_of(board: Board, today: date) -> MdtLimits:
    """The hospital's limits of the meeting on a day, with the quorum of this board when it has its own."""
    limits = hospital_limits(board.hospital_id, today).mdt
    return limits if board.quorum is None else replace(limits, mdt_quorum=board.quorum)


def _roles(permission: Permission) -> list[str]:
    return [str(role) for role in Role if permission in ALLOWED[role]]
