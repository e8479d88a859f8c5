"""Courses of patients who died or are treated elsewhere: open until a doctor closes them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from bonetherapy.enums import GONE, DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.models.courses import OPEN_STATES
from guidelines.bone.interruptions import InterruptionReason
from patients.models import Patient


@dataclass(frozen=True, slots=True)
class CourseToClose:
    """An open course whose patient does not come back, as it was recorded for a dose due on `since`.

    The reason is one of the reasons to stop, too (VOC-17, VOC-18).
    """

    course: Course
    reason: InterruptionReason
    since: date


def departures() -> QuerySet[Dose]:
    """Doses not given because the patient died or went elsewhere, unless a later one was given after all."""
    came_back = Dose.objects.filter(
        course=OuterRef("course"), state=DoseState.GIVEN, number__gt=OuterRef("number")
    )
    gone = Dose.objects.filter(state=DoseState.NOT_GIVEN, interruption_reason__in=GONE)
    return gone.exclude(Exists(came_back))


def courses_to_close(patients: QuerySet[Patient], limit: int) -> tuple[CourseToClose, ...]:
    """The open courses of these patients that wait to be closed, oldest first; one query."""
    rows = (
        departures()
        .filter(patient__in=patients, course__state__in=OPEN_STATES)
        .select_related("course__patient")
        .order_by("due_on", "number")
    )
    found = {dose.course_id: dose for dose in rows[:limit]}
    return tuple(
        CourseToClose(dose.course, InterruptionReason(dose.interruption_reason), dose.due_on)
        for dose in found.values()
    )
