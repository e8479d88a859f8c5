"""The board of open decisions: everything nobody has answered for, the oldest first, and its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from mdt.models import Board
from mdt.selectors.followed import OPEN_STAGES, UNANSWERED, Stage, followed_by, in_stage


@dataclass(frozen=True, slots=True)
class DecisionFilters:
    """How the board is narrowed; None and empty: not at all."""

    stage: Stage | None = None
    board: UUID | None = None
    owner: UUID | None = None
    discipline: str = ""


def open_decisions(*, user: User, filters: DecisionFilters, today: date) -> QuerySet[Any]:
    """The rows shown, the longest decided first; one query."""
    rows = _narrowed(followed_by(user).filter(UNANSWERED), filters)
    if filters.stage is not None:
        rows = rows.filter(in_stage(filters.stage, today))
    return rows.order_by("decided_on", "due_on", "id")


def stage_numbers(*, user: User, filters: DecisionFilters, today: date) -> Mapping[Stage, int]:
    """How many decisions stand in each stage, by the other filters; one query."""
    rows = _narrowed(followed_by(user).filter(UNANSWERED), filters)
    counts = {stage.value: Count("pk", filter=in_stage(stage, today)) for stage in OPEN_STAGES}
    return {Stage(name): number for name, number in rows.aggregate(**counts).items()}


def boards_with_decisions(user: User) -> QuerySet[Board]:
    """The boards with an open decision the user may see."""
    rows = followed_by(user).filter(UNANSWERED).order_by()
    return Board.objects.filter(id__in=rows.values("case__board_id")).order_by("name")


def owners_of_decisions(user: User) -> QuerySet[User]:
    """The owners of open decisions the user may see."""
    rows = followed_by(user).filter(UNANSWERED).order_by()
    return User.objects.filter(id__in=rows.values("owner_id")).order_by("name")


def _narrowed(rows: QuerySet[Any], filters: DecisionFilters) -> QuerySet[Any]:
    wanted = Q()
    if filters.board is not None:
        wanted &= Q(case__board=filters.board)
    if filters.owner is not None:
        wanted &= Q(owner=filters.owner)
    if filters.discipline:
        wanted &= Q(discipline=filters.discipline)
    return rows.filter(wanted)
