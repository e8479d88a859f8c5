"""Single doses of a course."""

from bonetherapy.enums import DoseState
from bonetherapy.models import Course, Dose


def next_planned(dose: Dose) -> Dose | None:
    """The first planned dose after this one in its course; None when none is planned."""
    later = dose.course.doses.filter(state=DoseState.PLANNED, number__gt=dose.number)
    return later.order_by("number").first()


def next_dose(course: Course) -> Dose | None:
    """The first planned dose of the course, overdue or not; None when none is planned."""
    return course.doses.filter(state=DoseState.PLANNED).order_by("number").first()
