"""Courses that were stopped lately: a stop by mistake must be seen before it is forgotten."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from bonetherapy.enums import ChangeKind, CourseState
from bonetherapy.models import Course, CourseChange
from patients.models import Patient

UNDO_HOURS = 12
RECENT_DAYS = 7


@dataclass(frozen=True, slots=True)
class StoppedCourse:
    """A stopped course without a successor, and when somebody recorded the stop."""

    course: Course
    recorded_at: datetime

    def can_undo(self, now: datetime) -> bool:
        """True while the stop can be taken back."""
        return now - self.recorded_at <= timedelta(hours=UNDO_HOURS)


def recently_stopped(patients: QuerySet[Patient], *, today: date, limit: int) -> tuple[StoppedCourse, ...]:
    """Courses of these patients stopped within a week and not followed by another, newest first."""
    rows = (
        CourseChange.objects.filter(
            kind=ChangeKind.STOP,
            created_at__date__gte=today - timedelta(days=RECENT_DAYS),
            course__patient__in=patients,
            course__state=CourseState.STOPPED,
            course__followed_by=None,
        )
        .select_related("course__patient")
        .order_by("-created_at", "id")
    )
    found: dict[object, StoppedCourse] = {}
    for change in rows[:limit]:
        found.setdefault(change.course_id, StoppedCourse(change.course, change.created_at))
    return tuple(found.values())


def stop_of(course: Course) -> CourseChange | None:
    """The change that stopped the course last; None when it never was."""
    return course.changes.filter(kind=ChangeKind.STOP).order_by("-created_at").first()


def undoable(course: Course, now: datetime) -> bool:
    """True while the stop of this course can be taken back."""
    if course.state != CourseState.STOPPED:
        return False
    patients, today = Patient.objects.filter(pk=course.patient_id), timezone.localdate(now)
    rows = recently_stopped(patients, today=today, limit=1)
    return any(row.course.pk == course.pk and row.can_undo(now) for row in rows)
