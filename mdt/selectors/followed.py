"""Decisions of concluded cases on their way to being done: whose turn it is, and since when."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case as Choose
from django.db.models import DateField, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Least, TruncDate

from accounts.models import User
from mdt.enums import CaseState
from mdt.models import Decision
from patients.selectors import visible_to

SHOWN_WITH = ("case__patient", "case__board", "case__meeting", "owner")
UNANSWERED = Q(outcome="")
UNCONFIRMED = Q(course=None, slot=None, task=None)


class Stage(StrEnum):
    """Where a decision stands today; computed from its dates, never stored."""

    CONFIRM = "confirm"
    WAITING = "waiting"
    ASKED = "asked"
    OVERDUE = "overdue"
    ANSWERED = "answered"


OPEN_STAGES = (Stage.OVERDUE, Stage.ASKED, Stage.CONFIRM, Stage.WAITING)


def followed() -> QuerySet[Any]:
    """Every decision of a concluded case, with `decided_on` and `asked_on`, the day it asks to be answered.

    It asks the day after it was due (MDT-07), or so many days after the meeting as the board has set if that
    is earlier. A course or a scan answers by itself: it is asked about only once its day has passed.
    """
    rows = Decision.objects.filter(case__state=CaseState.CLOSED, voided_at=None)
    decided = rows.annotate(decided_on=TruncDate(Coalesce("case__meeting__starts_at", "case__closed_at")))
    return decided.annotate(asked_on=_asked_on()).select_related(*SHOWN_WITH)


def _asked_on() -> Choose:
    after_meeting = _days_after("decided_on", F("case__board__outcome_after_days"))
    after_due = _days_after("due_on", Value(1))
    answers_itself = Q(course__isnull=False) | Q(slot__isnull=False)
    return Choose(
        When(answers_itself, then=Coalesce(after_due, after_meeting)),
        default=Least(after_due, after_meeting),
        output_field=DateField(),
    )


def _days_after(day: str, days: Any) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(F(day) + days, output_field=DateField())


def followed_by(user: User) -> QuerySet[Any]:
    """The same, of patients the user may see."""
    return followed().filter(case__patient__in=visible_to(user))


def in_stage(stage: Stage, today: date) -> Q:
    """Which rows of `followed` stand there."""
    late, asked = Q(due_on__lt=today), Q(asked_on__lte=today)
    not_late = Q(due_on=None) | Q(due_on__gte=today)
    return {
        Stage.OVERDUE: UNANSWERED & late,
        Stage.ASKED: UNANSWERED & not_late & asked,
        Stage.CONFIRM: UNANSWERED & not_late & ~asked & UNCONFIRMED,
        Stage.WAITING: UNANSWERED & not_late & ~asked & ~UNCONFIRMED,
        Stage.ANSWERED: ~UNANSWERED,
    }[stage]


def stage_of(decision: Any, today: date) -> Stage:
    """The stage of one row of `followed`."""
    if decision.outcome:
        return Stage.ANSWERED
    if decision.due_on is not None and decision.due_on < today:
        return Stage.OVERDUE
    if decision.asked_on <= today:
        return Stage.ASKED
    return Stage.CONFIRM if is_unconfirmed(decision) else Stage.WAITING


def is_unconfirmed(decision: Decision) -> bool:
    """True while it has become neither a course nor a scan nor a task."""
    return decision.course_id is None and decision.slot_id is None and decision.task_id is None
