"""The day's list: overdue first, then what is blocked within seven days, then today, then what is coming.

The same number of queries for any number of rows: numbers and filter choices, the window of dates, the facts
of
the checks, the people of the page. To put blocked doses first, the checks of all coming doses must be known:
the nearest CAP are judged on every page, what lies behind them follows in the order of the dates.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.day_counts import Choices, Numbers, tally
from bonetherapy.selectors.readiness import readiness_of
from bonetherapy.selectors.scope import team_doses, ward_doses
from guidelines.bone.checks import Check, CheckKind
from guidelines.bone.readiness import blocked
from guidelines.bone.reminders import days_late
from patients.models import Patient

PAGE_ROWS = 50
AHEAD_DAYS = 7
CAP = 200
COUNT_CAP = 1000


class Show(StrEnum):
    """Which of the three numbers the list is narrowed to; ALL is the empty word of an address."""

    ALL = ""
    TODAY = "today"
    OVERDUE = "overdue"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class DayFilters:
    """What the list is narrowed to; None and "" narrow nothing."""

    ward: UUID | None = None
    doctor: UUID | None = None
    agent: str = ""
    show: Show = Show.ALL
    on: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class DayCounts:
    """The numbers above the list, each counted up to COUNT_CAP; blocked among the nearest CAP coming doses.

    `capped` says that a number may be higher than shown.
    """

    today: int
    overdue: int
    blocked: int
    total: int
    today_ready: int
    today_blocked: int
    longest_days: int
    escalated: int
    blocked_by: tuple[tuple[CheckKind, int], ...]
    capped: bool = False


@dataclass(frozen=True, slots=True)
class DayRow:
    """One dose of the list.

    `state` is a badge word, `planned_on` the appointment, `today` the day it was read.
    """

    dose: Dose
    state: str
    days_late: int
    checks: tuple[Check, ...]
    reason_missing: bool
    today: date

    @property
    def patient(self) -> Patient:
        """The patient, with ward, department and doctor loaded."""
        return self.dose.patient

    @property
    def course(self) -> Course:
        """The course, with its protocol loaded."""
        return self.dose.course

    @property
    def planned_on(self) -> date:
        """The appointment when there is one, else the clinical date."""
        return self.dose.booked_on or self.dose.due_on

    @property
    def blocked(self) -> bool:
        """True when a check stands in the way."""
        return blocked(self.checks)


@dataclass(frozen=True, slots=True)
class DayPage:
    """The list of one page, its numbers, and what can be chosen in the filters;

    `row_count` spans all pages.
    """

    counts: DayCounts
    rows: tuple[DayRow, ...]
    row_count: int
    choices: Choices = field(default_factory=Choices)


def day_page(*, user: User, filters: DayFilters, today: date) -> DayPage:
    """The user's list of today: the department's doses and those of care-team patients, worst first."""
    numbers, choices = tally(user, narrowing(filters), today, ahead_days=AHEAD_DAYS, cap=COUNT_CAP)
    start = (filters.page - 1) * PAGE_ROWS
    window = _window(user, filters, today, reach=start + PAGE_ROWS)
    late, coming = _halves(window, today)
    late_here = late[start : start + PAGE_ROWS] if filters.show in {Show.ALL, Show.OVERDUE} else []
    checks = readiness_of([*coming, *late_here], today=today)
    ordered = [*late, *_most_urgent_first(coming, checks, today)]
    shown = [dose for dose in ordered if _is_shown(dose, filters, checks, today)]
    rows = tuple(
        day_row(dose, checks[dose.id], today) for dose in _with_people(shown[start : start + PAGE_ROWS])
    )
    counts = _counts(numbers, coming, checks, today)
    return DayPage(counts, rows, _row_count(filters.show, counts), choices)


def _halves(window: Sequence[Dose], today: date) -> tuple[list[Dose], list[Dose]]:
    late = [dose for dose in window if dose.due_on < today]
    return late, list(window[len(late) :])


def _row_count(show: Show, counts: DayCounts) -> int:
    return {
        Show.ALL: counts.total,
        Show.TODAY: counts.today,
        Show.OVERDUE: counts.overdue,
        Show.BLOCKED: counts.blocked,
    }[show]


def narrowing(filters: DayFilters) -> Q:
    """Ward, doctor and drug as a condition on doses."""
    wanted = Q()
    if filters.ward is not None:
        wanted &= Q(patient__ward_id=filters.ward)
    if filters.doctor is not None:
        wanted &= Q(patient__responsible_doctor_id=filters.doctor)
    if filters.agent:
        wanted &= Q(course__agent=filters.agent)
    return wanted


def _window(user: User, filters: DayFilters, today: date, *, reach: int) -> list[Dose]:
    """The most overdue doses as far as the page reaches, and the nearest coming ones, by date."""
    wanted = narrowing(filters)
    last_on = today if filters.show is Show.TODAY else today + timedelta(days=AHEAD_DAYS)
    halves = ((Q(due_on__lt=today), reach), (Q(due_on__gte=today, due_on__lte=last_on), max(CAP, reach)))
    parts = [
        rows.filter(wanted & when).order_by("due_on", "id").values("id")[:limit]
        for rows in (ward_doses(user), team_doses(user))
        for when, limit in halves
    ]
    ids = parts[0].union(*parts[1:], all=True)
    return list(
        Dose.objects.filter(id__in=ids)
        .select_related("course__protocol")
        .defer("checks", "course__start_inputs", "course__protocol__note")
        .order_by("due_on", "id")
    )


Checks = dict[UUID, tuple[Check, ...]]


def _most_urgent_first(coming: Sequence[Dose], checks: Checks, today: date) -> list[Dose]:
    """Blocked, today, later;

    behind the nearest CAP in the order of the dates, so that pages never overlap.
    """

    def urgency(dose: Dose) -> tuple[int, date]:
        if blocked(checks[dose.id]):
            return 0, dose.due_on
        return (1 if dose.due_on == today else 2), dose.due_on

    return [*sorted(coming[:CAP], key=urgency), *coming[CAP:]]


def _is_shown(dose: Dose, filters: DayFilters, checks: Checks, today: date) -> bool:
    return {
        Show.ALL: True,
        Show.TODAY: dose.due_on == today,
        Show.OVERDUE: dose.due_on < today,
        Show.BLOCKED: dose.due_on >= today and blocked(checks.get(dose.id, ())),
    }[filters.show]


def _with_people(doses: Sequence[Dose]) -> list[Dose]:
    """The doses of the page with everything a line shows, in the same order, in one query."""
    if not doses:
        return []
    patients: dict[UUID, Any] = Patient.objects.select_related(
        "ward", "department", "responsible_doctor"
    ).in_bulk([dose.patient_id for dose in doses])
    for dose in doses:
        dose.patient = patients[dose.patient_id]
    return list(doses)


def day_row(dose: Dose, checks: tuple[Check, ...], today: date) -> DayRow:
    """The row of a dose, with the badge word that fits it today."""
    late = days_late(dose.due_on, today)
    return DayRow(
        dose=dose,
        state=_state(dose, checks, today),
        days_late=late,
        checks=checks,
        reason_missing=late > 0 and not dose.interruption_reason,
        today=today,
    )


def _state(dose: Dose, checks: tuple[Check, ...], today: date) -> str:
    if dose.due_on < today:
        return "overdue"
    if blocked(checks):
        return "blocked"
    return "due_today" if dose.due_on == today else "due_soon"


def _counts(numbers: Numbers, coming: Sequence[Dose], checks: Checks, today: date) -> DayCounts:
    stuck = [dose for dose in coming[:CAP] if blocked(checks[dose.id])]
    stuck_today = sum(1 for dose in stuck if dose.due_on == today)
    kinds = Counter(check.kind for dose in stuck for check in checks[dose.id] if check.blocks)
    return DayCounts(
        today=numbers.today,
        overdue=numbers.late,
        blocked=len(stuck),
        total=numbers.late + numbers.today + numbers.later,
        today_ready=numbers.today - stuck_today,
        today_blocked=stuck_today,
        longest_days=0 if numbers.oldest_on is None else days_late(numbers.oldest_on, today),
        escalated=numbers.escalated,
        blocked_by=tuple(kinds.most_common()),
        capped=max(numbers.late, numbers.today + numbers.later) >= CAP,
    )


def ward_rows(*, user: User, filters: DayFilters, today: date) -> tuple[DayRow, ...]:
    """Every row of the list for the printed ward list, up to COUNT_CAP a side, in the order of the page."""
    window = _window(user, filters, today, reach=COUNT_CAP)
    late, coming = _halves(window, today)
    checks = readiness_of(window, today=today)
    ordered = [*late, *_most_urgent_first(coming, checks, today)]
    shown = [dose for dose in ordered if _is_shown(dose, filters, checks, today)]
    return tuple(day_row(dose, checks[dose.id], today) for dose in _with_people(shown))
