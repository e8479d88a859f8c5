"""The day of a ward: which doses are overdue, blocked, due, in one list, worst first.

Loaded in one query for the whole window and judged in two more, however many rows there are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.enums import Role
from accounts.models import User
from bonetherapy.enums import DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.readiness import readiness_of
from guidelines.bone.checks import Check, CheckKind
from guidelines.bone.readiness import blocked
from guidelines.bone.reminders import OverdueTier, overdue_tier
from patients.models import Patient
from patients.selectors.access import visible_to

WINDOW_DAYS = 7
PAGE_ROWS = 50
# A department never has so many open doses in a week; a hospital's coordinator sees the worst of them.
MOST_ROWS = 1000


class Show(StrEnum):
    """What a counter filters the list to."""

    ALL = ""
    TODAY = "today"
    OVERDUE = "overdue"
    BLOCKED = "blocked"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFilters:
    """The filters of the list; None filters nothing."""

    ward: UUID | None = None
    doctor: UUID | None = None
    agent: str = ""
    show: Show = Show.ALL
    page: int = 1


@dataclass(frozen=True, slots=True)
class DayRow:
    """One open dose. `state` is a badge word: overdue, blocked, due_today, booked or due_soon."""

    dose: Dose
    today: date
    checks: tuple[Check, ...] = ()

    @property
    def patient(self) -> Patient:
        """Whose dose it is."""
        return self.dose.patient

    @property
    def course(self) -> Course:
        """The course it belongs to."""
        return self.dose.course

    @property
    def planned_on(self) -> date:
        """The appointment where there is one, else the clinical date."""
        return self.dose.booked_on or self.dose.due_on

    @property
    def is_overdue(self) -> bool:
        """True after the due date, until a new appointment lies ahead."""
        return self.dose.due_on < self.today and self.planned_on <= self.today

    @property
    def days_late(self) -> int:
        """Days since the due date; 0 when it is not overdue."""
        return (self.today - self.dose.due_on).days if self.is_overdue else 0

    @property
    def is_blocked(self) -> bool:
        """True when a check stands in the way."""
        return blocked(self.checks)

    @property
    def reason_missing(self) -> bool:
        """True while an overdue dose has no interruption reason (REM-06)."""
        return self.is_overdue and not self.dose.interruption_reason

    @property
    def is_escalated(self) -> bool:
        """True beyond 28 days (REM-05)."""
        return self.is_overdue and overdue_tier(self.dose.due_on, self.today) is OverdueTier.SECOND

    @property
    def state(self) -> str:
        """The badge."""
        if self.is_overdue:
            return "overdue"
        if self.is_blocked:
            return "blocked"
        if self.planned_on == self.today:
            return "due_today"
        return "booked" if self.dose.booked_on else "due_soon"

    @property
    def rank(self) -> tuple[int, int, str]:
        """Worst first: most days overdue, then blocked, then today, then what is coming, each by date."""
        order = {"overdue": 0, "blocked": 1, "due_today": 2}
        days = -self.days_late if self.is_overdue else (self.planned_on - self.today).days
        return (order.get(self.state, 3), days, self.patient.name_pinyin)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCounts:
    """The three numbers and the line of explanation under each."""

    today: int
    today_blocked: int
    overdue: int
    longest_days: int
    escalated: int
    blocked: int
    blocked_by: tuple[tuple[CheckKind, int], ...]
    week: int
    total: int

    @property
    def today_ready(self) -> int:
        """Doses of today nothing stands in the way of."""
        return self.today - self.today_blocked


@dataclass(frozen=True, slots=True)
class DayChoices:
    """What the filters offer: only wards, doctors and agents that occur in the list."""

    wards: list[tuple[UUID, str]]
    doctors: list[tuple[UUID, str]]
    agents: list[str]


@dataclass(frozen=True, slots=True)
class DayPage:
    """The page: numbers of the filtered scope, one page of rows, the choices of the filters."""

    counts: DayCounts
    rows: list[DayRow]
    row_count: int
    choices: DayChoices


def day_page(*, user: User, filters: DayFilters, today: date) -> DayPage:
    """The open doses of the user's department (coordinators: of the hospital) up to a week ahead."""
    doses = list(open_doses(user, today)[:MOST_ROWS])
    scope = [dose for dose in doses if _fits(dose, filters)]
    rows = judged(scope, today=today)
    chosen = [row for row in rows if _shown(row, filters.show)]
    first = (filters.page - 1) * PAGE_ROWS
    return DayPage(counts(rows), chosen[first : first + PAGE_ROWS], len(chosen), _choices(doses))


def open_doses(user: User, today: date) -> QuerySet[Dose]:
    """The next open dose of every running course up to a week ahead, most overdue first.

    Later planned doses of a course are projections that move with the next one, so they are no work of today.
    """
    earlier = Dose.objects.filter(
        course=OuterRef("course"), state=DoseState.PLANNED, number__lt=OuterRef("number")
    )
    until = today + timedelta(days=WINDOW_DAYS)
    return (
        _of_scope(user)
        .filter(state=DoseState.PLANNED, due_on__lte=until, planned_on__lte=until)
        .filter(~Exists(earlier), patient__in=visible_to(user))
        .select_related(
            "course__protocol", "patient__ward", "patient__department", "patient__responsible_doctor"
        )
        .order_by("due_on", "id")
    )


def judged(doses: Sequence[Dose], *, today: date) -> list[DayRow]:
    """The doses with their checks, worst first."""
    checks: Mapping[UUID, tuple[Check, ...]] = readiness_of(doses, today=today)
    return sorted((DayRow(dose, today, checks[dose.id]) for dose in doses), key=lambda row: row.rank)


def counts(rows: Sequence[DayRow]) -> DayCounts:
    """The numbers of these rows."""
    due = [row for row in rows if row.planned_on == row.today and not row.is_overdue]
    late = [row for row in rows if row.is_overdue]
    held_up = [row for row in rows if row.state == "blocked"]
    return DayCounts(
        today=len(due),
        today_blocked=sum(row.is_blocked for row in due),
        overdue=len(late),
        longest_days=max((row.days_late for row in late), default=0),
        escalated=sum(row.is_escalated for row in late),
        blocked=len(held_up),
        blocked_by=_blocked_by(held_up),
        week=len(rows),
        total=sum(_shown(row, Show.ALL) for row in rows),
    )


def _blocked_by(rows: Sequence[DayRow]) -> tuple[tuple[CheckKind, int], ...]:
    first = Counter(next(check.kind for check in row.checks if check.blocks) for row in rows)
    return tuple(first.most_common())


def _of_scope(user: User) -> QuerySet[Dose]:
    if user.role == Role.COORDINATOR:
        return Dose.objects.filter(department__hospital_id=user.hospital_id)
    return Dose.objects.filter(department_id=user.department_id)


def _fits(dose: Dose, filters: DayFilters) -> bool:
    return (
        (filters.ward is None or dose.patient.ward_id == filters.ward)
        and (filters.doctor is None or dose.patient.responsible_doctor_id == filters.doctor)
        and (not filters.agent or dose.course.agent == filters.agent)
    )


def _shown(row: DayRow, show: Show) -> bool:
    return {
        Show.ALL: row.state in {"overdue", "blocked", "due_today"},
        Show.TODAY: row.planned_on == row.today and not row.is_overdue,
        Show.OVERDUE: row.is_overdue,
        Show.BLOCKED: row.state == "blocked",
        Show.WEEK: True,
    }[show]


def _choices(doses: Sequence[Dose]) -> DayChoices:
    wards = {dose.patient.ward_id: dose.patient.ward.name for dose in doses if dose.patient.ward}
    doctors = {
        doctor.id: doctor.name for dose in doses if (doctor := dose.patient.responsible_doctor) is not None
    }
    return DayChoices(
        wards=_by_name(wards),
        doctors=_by_name(doctors),
        agents=sorted({dose.course.agent for dose in doses}),
    )


def _by_name(names: Mapping[UUID | None, str]) -> list[tuple[UUID, str]]:
    return sorted(((key, name) for key, name in names.items() if key), key=lambda pair: pair[1])
