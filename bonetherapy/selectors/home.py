"""The oncologist's home: what of my patients is stuck, waiting for me, or due for a look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from accounts.models import User
from bonetherapy.enums import CourseState, DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.closing import CourseToClose, courses_to_close
from bonetherapy.selectors.readiness import readiness_of
from bonetherapy.selectors.stopped import StoppedCourse, recently_stopped
from guidelines.bone.checks import Check
from guidelines.bone.readiness import blocked
from guidelines.bone.reminders import days_late
from guidelines.bone.start import start_finding
from guidelines.findings import Finding
from guidelines.reading.limits import HospitalLimits
from patients.enums import MetastasisStatus
from patients.models import BoneMetastasis, Patient
from patients.selectors.access import visible_to, visible_where
from patients.selectors.limits import hospital_limits_for, limits_set
from worklist.enums import TaskKind, TaskState
from worklist.models import Task
from worklist.rows import Row, listed_rows

AHEAD_DAYS = 7
ROWS = 50


@dataclass(frozen=True, slots=True)
class StuckDose:
    """An overdue dose, or one of the next seven days that a check blocks; `days_late` 0 for the latter."""

    dose: Dose
    days_late: int
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class CourseToStart:
    """A patient with confirmed bone metastasis and no course yet, with what BMA-01 says of it."""

    patient: Patient
    finding: Finding


@dataclass(frozen=True, slots=True)
class Review:
    """A hold or a longer interval whose review day has come within a week; `is_hold` tells which."""

    course: Course
    due_on: date
    is_hold: bool


@dataclass(frozen=True, slots=True)
class OncologistHome:
    """Each list is worst first and holds at most ROWS rows; `limits_set` is what hospitals have set."""

    stuck: tuple[StuckDose, ...]
    confirmations: tuple[BoneMetastasis, ...]
    starts: tuple[CourseToStart, ...]
    reviews: tuple[Review, ...]
    closings: tuple[CourseToClose, ...]
    stopped: tuple[StoppedCourse, ...]
    tasks: tuple[Task, ...]
    board_reviews: tuple[Task, ...]
    others: tuple[Row, ...]
    limits_set: Mapping[UUID, HospitalLimits]

    @property
    def patient_ids(self) -> Iterator[UUID]:
        """Whom the page names."""
        yield from (row.dose.patient_id for row in self.stuck)
        yield from (row.patient_id for row in self.confirmations)
        yield from (task.patient_id for task in (*self.tasks, *self.board_reviews))
        yield from (row.patient.id for row in self.starts)
        yield from (review.course.patient_id for review in self.reviews)
        yield from (closing.course.patient_id for closing in self.closings)
        yield from (stopped.course.patient_id for stopped in self.stopped)
        yield from (row.shown.patient.id for row in self.others)


def oncologist_home(*, user: User, today: date) -> OncologistHome:
    """My patients' stuck doses, confirmations, courses to start or to close, reviews due, my tasks."""
    return OncologistHome(
        stuck=_stuck(user, today),
        confirmations=tuple(_unconfirmed(user)),
        starts=_starts(user, today),
        reviews=_reviews(user, today),
        closings=courses_to_close(_mine(user), ROWS),
        stopped=recently_stopped(_mine(user), today=today, limit=ROWS),
        tasks=tuple(_tasks(user).exclude(kind=TaskKind.MDT_REVIEW)[:ROWS]),
        board_reviews=tuple(_tasks(user).filter(kind=TaskKind.MDT_REVIEW)[:ROWS]),
        others=tuple(listed_rows(user=user, patients=_mine(user), today=today, limit=ROWS)),
        limits_set=limits_set(today),
    )


def _tasks(user: User) -> QuerySet[Task]:
    rows = Task.objects.filter(owner=user, state=TaskState.OPEN, patient__in=visible_to(user))
    return rows.select_related("patient").order_by("due_on", "id")


def _mine(user: User) -> QuerySet[Patient]:
    """Those of whom the user is the responsible doctor, as far as the user sees them still."""
    return visible_where(user, Q(responsible_doctor=user))


def _stuck(user: User, today: date) -> tuple[StuckDose, ...]:
    earlier = Dose.objects.filter(
        course=OuterRef("course"), state=DoseState.PLANNED, number__lt=OuterRef("number")
    )
    rows = (
        Dose.objects.filter(patient__in=_mine(user), state=DoseState.PLANNED)
        .filter(due_on__lte=today + timedelta(days=AHEAD_DAYS))
        .exclude(Exists(earlier))
        .select_related("course__protocol", "patient__ward", "patient__department")
    )
    doses = list(rows.order_by("due_on", "id")[: 4 * ROWS])
    checks = readiness_of(doses, today=today)
    found = (StuckDose(dose, days_late(dose.due_on, today), checks[dose.id]) for dose in doses)
    return tuple(row for row in found if row.days_late or blocked(row.checks))[:ROWS]


def _unconfirmed(user: User) -> QuerySet[BoneMetastasis]:
    rows = BoneMetastasis.objects.filter(patient__in=_mine(user), status=MetastasisStatus.SUSPECTED)
    return rows.select_related("patient").order_by("id")[:ROWS]


def _starts(user: User, today: date) -> tuple[CourseToStart, ...]:
    rows = BoneMetastasis.objects.filter(
        patient__in=_mine(user), patient__courses=None, status=MetastasisStatus.CONFIRMED
    )
    found, waiting = [], list(rows.select_related("patient").order_by("confirmed_on", "id")[:ROWS])
    houses = hospital_limits_for({row.patient.hospital_id for row in waiting}, today)
    for row in waiting:
        finding = start_finding(
            confirmed_on=row.confirmed_on,
            today=today,
            started=False,
            contraindicated=False,
            limits=houses[row.patient.hospital_id].drugs,
        )
        if finding is not None:
            found.append(CourseToStart(row.patient, finding))
    return tuple(found)


def _reviews(user: User, today: date) -> tuple[Review, ...]:
    soon = today + timedelta(days=AHEAD_DAYS)
    held = Q(state=CourseState.HELD, hold_review_on__lte=soon)
    longer = Q(state=CourseState.ACTIVE, off_standard=True, interval_review_on__lte=soon)
    due_on = Case(When(state=CourseState.HELD, then=F("hold_review_on")), default=F("interval_review_on"))
    rows = Course.objects.filter(held | longer, patient__in=_mine(user)).select_related("patient")
    found = map(_review, rows.order_by(due_on, "id")[:ROWS])
    return tuple(row for row in found if row is not None)


def _review(course: Course) -> Review | None:
    is_hold = course.state == CourseState.HELD
    due_on = course.hold_review_on if is_hold else course.interval_review_on
    return None if due_on is None else Review(course, due_on, is_hold)
