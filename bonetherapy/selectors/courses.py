"""Courses of one patient."""

from bonetherapy.enums import CourseState
from bonetherapy.models import Course
from patients.models import Patient

OPEN = (CourseState.ACTIVE, CourseState.HELD)


def open_course(patient: Patient) -> Course | None:
    """The course that is running or on hold, with its protocol; None without one (BMA-09: never two)."""
    return Course.objects.filter(patient=patient, state__in=OPEN).select_related("protocol").first()


def courses_of(patient: Patient) -> list[Course]:
    """Every course of the patient, newest first."""
    return list(Course.objects.filter(patient=patient).select_related("protocol", "prescribed_by"))
