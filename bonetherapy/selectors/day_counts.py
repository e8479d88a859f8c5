"""The numbers of the day and the choices of its filters, in one query that counts no further than it must."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from accounts.enums import Role
from accounts.models import User, Ward
from bonetherapy.selectors.scope import team_doses, ward_doses
from guidelines.bone.agents import Agent
from guidelines.bone.reminders import OverdueTier, overdue_tier
from patients.selectors.access import WHOLE_HOSPITAL

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: wards and doctors as (id, name), drugs as codes."""

    wards: tuple[Pair, ...] = ()
    doctors: tuple[Pair, ...] = ()
    agents: tuple[str, ...] = tuple(agent.value for agent in Agent)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many doses are late, due today, and due later in the window; each counted up to a cap.

    `escalated` are the late ones of tier 2 (REM-05); `oldest_on` is the first due date, or None.
    """

    late: int
    today: int
    later: int
    escalated: int
    oldest_on: date | None


def tally(user: User, wanted: Q, today: date, *, ahead_days: int, cap: int) -> tuple[Numbers, Choices]:
    """The numbers of the user's list and what its filters offer, in one query."""
    ranges = {
        "late": Q(due_on__lt=today),
        "today": Q(due_on=today),
        "later": Q(due_on__gt=today, due_on__lte=today + timedelta(days=ahead_days)),
    }
    due = Cast("due_on", CharField())
    parts = [
        _row(rows.filter(wanted & when).order_by("due_on", "id"), name, due)[:cap]
        for rows in (ward_doses(user), team_doses(user))
        for name, when in ranges.items()
    ]
    rows = list(parts[0].union(*parts[1:], _wards(user), _doctors(user), all=True))
    choices = Choices(wards=_pairs(rows, "ward"), doctors=_pairs(rows, "doctor"))
    return _numbers(rows, today, cap), choices


def _numbers(rows: list[Any], today: date, cap: int) -> Numbers:
    late = sorted(date.fromisoformat(day) for what, day, _name in rows if what == "late")
    what = [row[0] for row in rows]
    return Numbers(
        late=min(len(late), cap),
        today=min(what.count("today"), cap),
        later=min(what.count("later"), cap),
        escalated=sum(1 for day in late if overdue_tier(day, today) is OverdueTier.SECOND),
        oldest_on=late[0] if late else None,
    )


def _pairs(rows: list[Any], what: str) -> tuple[Pair, ...]:
    return tuple(sorted((code, name) for kind, code, name in rows if kind == what))


def _row(rows: QuerySet[Any, Any], what: str, code: Any = None, name: Any = None) -> QuerySet[Any, Any]:
    text = CharField()
    empty = Value("", output_field=text)
    return rows.values_list(Value(what, output_field=text), code or empty, name or empty)


def _wards(user: User) -> QuerySet[Any, Any]:
    rows = Ward.objects.filter(is_active=True, department__hospital_id=user.hospital_id).order_by()
    if user.role not in WHOLE_HOSPITAL:
        rows = rows.filter(department_id=user.department_id)
    return _row(rows, "ward", Cast("id", CharField()), F("name"))


def _doctors(user: User) -> QuerySet[Any, Any]:
    rows = User.objects.filter(role=Role.ONCOLOGIST, is_active=True, hospital_id=user.hospital_id).order_by()
    if user.role not in WHOLE_HOSPITAL:
        rows = rows.filter(department_id=user.department_id)
    return _row(rows, "doctor", Cast("id", CharField()), F("name"))
