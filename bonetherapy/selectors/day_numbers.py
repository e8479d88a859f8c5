"""The numbers above the day's list, and what its filters offer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Min, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from accounts.enums import Role
from accounts.models import User, Ward
from bonetherapy.models import Dose
from bonetherapy.selectors.houses import day_by_house
from guidelines.bone.agents import Agent
from guidelines.bone.checks import CheckKind
from guidelines.bone.reminders import days_late
from guidelines.reading.limit_values import limits_from
from guidelines.reading.limits import HospitalLimits
from patients.selectors.access import WHOLE_HOSPITAL, care_team_patients
from patients.selectors.limits import versions_in_force

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer: wards and doctors as (id, name), drugs as codes."""

    wards: tuple[Pair, ...] = ()
    doctors: tuple[Pair, ...] = ()
    agents: tuple[str, ...] = tuple(agent.value for agent in Agent)


@dataclass(frozen=True, slots=True)
class Reach:
    """Patients from elsewhere whose care team names the user, the filters' choices, and hospitals' limits."""

    team_patients: tuple[UUID, ...]
    choices: Choices
    limits_set: Mapping[UUID, HospitalLimits]


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The numbers above the list; `unjudged` rows need their checks judged before the others are right."""

    today: int
    overdue: int
    blocked: int
    total: int
    today_ready: int
    today_blocked: int
    longest_days: int
    escalated: int
    blocked_by: tuple[tuple[CheckKind, int], ...]
    unjudged: int = 0


def reach_of(user: User, today: date) -> Reach:
    """Whom the user works for elsewhere, what the filters offer, what hospitals have set, in one query."""
    team = _row(care_team_patients(user).order_by(), "team", Cast("patient_id", CharField()))
    rows = list(team.union(_wards(user), _doctors(user), _limits(today), all=True))
    choices = Choices(wards=_pairs(rows, "ward"), doctors=_pairs(rows, "doctor"))
    return Reach(
        tuple(UUID(code) for what, code, _name in rows if what == "team"),
        choices,
        {UUID(code): limits_from(json.loads(text)) for what, code, text in rows if what == "limits"},
    )


def counted(
    doses: QuerySet[Dose], not_judged: Q, today: date, limits_set: Mapping[UUID, HospitalLimits]
) -> DayCounts:
    """The numbers of these doses, in one query."""
    late, stuck = Q(due_on__lt=today), Q(due_on__gte=today) & ~Q(blocked_by=[])
    # REM-05: tier 2 begins when the dose is late by more than these days.
    tier2_on = day_by_house(
        "patient__hospital_id", limits_set, lambda limits: today - timedelta(days=limits.overdue_tier2_days)
    )
    escalated = Q(due_on__lt=tier2_on)
    kinds = {
        kind.value: Count("id", filter=stuck & Q(blocked_by__contains=[kind.value])) for kind in CheckKind
    }
    found = doses.order_by().aggregate(
        total=Count("id"),
        overdue=Count("id", filter=late),
        today=Count("id", filter=Q(due_on=today)),
        blocked=Count("id", filter=stuck),
        today_blocked=Count("id", filter=stuck & Q(due_on=today)),
        escalated=Count("id", filter=escalated),
        oldest_on=Min("due_on", filter=late),
        unjudged=Count("id", filter=not_judged),
        **kinds,
    )
    return _counts(found, today)


def _counts(found: dict[str, Any], today: date) -> DayCounts:
    kinds = [(kind, found.pop(kind.value)) for kind in CheckKind]
    oldest_on = found.pop("oldest_on")
    return DayCounts(
        **found,
        today_ready=found["today"] - found["today_blocked"],
        longest_days=0 if oldest_on is None else days_late(oldest_on, today),
        blocked_by=tuple(sorted(((kind, n) for kind, n in kinds if n), key=lambda pair: -pair[1])),
    )


def _pairs(rows: list[Any], what: str) -> tuple[Pair, ...]:
    return tuple(sorted((code, name) for kind, code, name in rows if kind == what))


def _row(rows: QuerySet[Any, Any], what: str, code: Any, name: Any = None) -> QuerySet[Any, Any]:
    text: CharField[str, str] = CharField()
    return rows.values_list(Value(what, output_field=text), code, name or Value("", output_field=text))


def _limits(today: date) -> QuerySet[Any, Any]:
    return _row(
        versions_in_force(today), "limits", Cast("hospital_id", CharField()), Cast("values", TextField())
    )


def _wards(user: User) -> QuerySet[Any, Any]:
    rows = Ward.objects.filter(Q(department__hospital_id=user.hospital_id), is_active=True).order_by()
    if user.role not in WHOLE_HOSPITAL:
        rows = rows.filter(Q(department_id=user.department_id))
    return _row(rows, "ward", Cast("id", CharField()), F("name"))


def _doctors(user: User) -> QuerySet[Any, Any]:
    rows = User.objects.filter(
        Q(hospital_id=user.hospital_id), role=Role.ONCOLOGIST, is_active=True
    ).order_by()
    if user.role not in WHOLE_HOSPITAL:
        rows = rows.filter(Q(department_id=user.department_id))
    return _row(rows, "doctor", Cast("id", CharField()), F("name"))
