"""The day's list: overdue first, then what is blocked within seven days, then today, then what is coming.

Three queries for any number of rows: care-team patients and what the filters offer, the numbers, the rows.
How the checks stand is read from the doses, where bonetherapy.services.judging keeps it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from accounts.models import User
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.day_numbers import Choices, DayCounts, Reach, counted, reach_of
from bonetherapy.selectors.scope import doses_within
from bonetherapy.selectors.snapshots import check_of
from guidelines.bone.checks import Check
from guidelines.bone.readiness import blocked
from guidelines.bone.reminders import OverdueTier, days_late, overdue_tier
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS, HospitalLimits
from patients.models import Patient

PAGE_ROWS = 50
AHEAD_DAYS = 7
PRINTED_ROWS = 500
UNREAD = ("checks", "patient__national_id", "course__start_inputs")


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
class DayRow:
    """One dose of the list: `state` is a badge word, `today` the day it was read.

    `told_after`: after so many days late the doctor was told, once they are over (REM-05); None until then.
    """

    dose: Dose
    state: str
    days_late: int
    checks: tuple[Check, ...]
    reason_missing: bool
    today: date
    told_after: int | None = None

    @property
    def patient(self) -> Patient:
        """The patient, with ward and department loaded."""
        return self.dose.patient

    @property
    def course(self) -> Course:
        """The course."""
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
    """The list of one page, its numbers, and what the filters offer; `row_count` spans all pages.

    `team_patients`: patients from elsewhere whose care team names the user.
    """

    counts: DayCounts
    rows: tuple[DayRow, ...]
    row_count: int
    choices: Choices = field(default_factory=Choices)
    team_patients: tuple[UUID, ...] = ()


def day_page(*, user: User, filters: DayFilters, today: date) -> DayPage:
    """The user's list of today: the department's doses and those of care-team patients, worst first."""
    reach = reach_of(user, today)
    wanted = _window(user, reach, today, filters)
    counts = counted(wanted, not_judged(today), today, reach.limits_set)
    start = (filters.page - 1) * PAGE_ROWS
    rows = _rows(wanted.filter(_shown(filters.show, today)), today, reach, start, PAGE_ROWS)
    return DayPage(counts, rows, _row_count(filters.show, counts), reach.choices, reach.team_patients)


def my_doses(user: User, today: date) -> QuerySet[Dose]:
    """Every awaited dose of the user's list up to a week ahead."""
    return _window(user, reach_of(user, today), today, DayFilters())


def ward_rows(*, user: User, reach: Reach, filters: DayFilters, today: date) -> tuple[DayRow, ...]:
    """The rows of the list on paper, in the order of the page, at most PRINTED_ROWS."""
    wanted = _window(user, reach, today, filters)
    return _rows(wanted.filter(_shown(filters.show, today)), today, reach, 0, PRINTED_ROWS)


def not_judged(today: date) -> Q:
    """Doses whose readiness was never judged, judged before a fact changed, or for another day."""
    return Q(judged_for=None) | ~Q(judged_for=Greatest("planned_on", Value(today)))


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


def _window(user: User, reach: Reach, today: date, filters: DayFilters) -> QuerySet[Dose]:
    doses = doses_within(user, reach.team_patients).filter(narrowing(filters))
    return doses.filter(due_on__lte=today + timedelta(days=AHEAD_DAYS))


def _shown(show: Show, today: date) -> Q:
    return {
        Show.ALL: Q(),
        Show.TODAY: Q(due_on=today),
        Show.OVERDUE: Q(due_on__lt=today),
        Show.BLOCKED: Q(due_on__gte=today) & ~Q(blocked_by=[]),
    }[show]


def _ordered(doses: QuerySet[Dose], today: date) -> QuerySet[Dose]:
    """Overdue, blocked, today, later; within each the earliest date first."""
    rank = Case(
        When(due_on__lt=today, then=0),
        When(~Q(blocked_by=[]), then=1),
        When(due_on=today, then=2),
        default=3,
        output_field=IntegerField(),
    )
    return doses.order_by(rank, "due_on", "id")


def _row_count(show: Show, counts: DayCounts) -> int:
    return {
        Show.ALL: counts.total,
        Show.TODAY: counts.today,
        Show.OVERDUE: counts.overdue,
        Show.BLOCKED: counts.blocked,
    }[show]


def _rows(doses: QuerySet[Dose], today: date, reach: Reach, start: int, count: int) -> tuple[DayRow, ...]:
    """One page of these doses as rows, in one query: which ones, then everything a line shows of them."""
    page = _ordered(doses, today).values("id")[start : start + count]
    people = Dose.objects.filter(id__in=page).select_related("course", "patient__ward", "patient__department")
    shown = _ordered(people.defer(*UNREAD), today)
    return tuple(day_row(dose, map(check_of, dose.readiness), today, reach.limits_set) for dose in shown)


def day_row(
    dose: Dose, checks: Iterable[Check], today: date, limits_set: Mapping[UUID, HospitalLimits]
) -> DayRow:
    """The row of a dose, with the badge word that fits it today; `limits_set` as in `Reach`."""
    late, seen = days_late(dose.due_on, today), tuple(checks)
    return DayRow(
        dose=dose,
        state=_state(dose, seen, today),
        days_late=late,
        checks=seen,
        reason_missing=late > 0 and not dose.interruption_reason,
        today=today,
        told_after=_told_after(
            dose, today, limits_set.get(dose.patient.hospital_id, DEFAULT_HOSPITAL_LIMITS)
        ),
    )


def _told_after(dose: Dose, today: date, limits: HospitalLimits) -> int | None:
    is_told = overdue_tier(dose.due_on, today, limits.drugs) is OverdueTier.SECOND
    return limits.drugs.overdue_tier2_days if is_told else None


def _state(dose: Dose, checks: tuple[Check, ...], today: date) -> str:
    if dose.due_on < today:
        return "overdue"
    if blocked(checks):
        return "blocked"
    return "due_today" if dose.due_on == today else "due_soon"
