"""Whose turn it is: every change of a dose starts here, behind the lock of its course."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.errors import Conflict
from bonetherapy.enums import CourseState, DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.services.planning import open_doses
from patients.services.overrides import plain


def dose_locked(course: Course, dose: Dose) -> Dose:
    """The dose as it is now, its course and patient filled in from the locked course."""
    fresh = Dose.objects.select_for_update().get(pk=dose.pk)
    fresh.course, fresh.patient = course, course.patient
    return fresh


def turn_check(course: Course, dose: Dose) -> None:
    """Raise Conflict unless this is the first open dose of a running course."""
    if course.state != CourseState.ACTIVE or dose.state != DoseState.PLANNED:
        raise Conflict(
            _("The plan changed since the page was opened. Reload it to see the dose as it stands.")
        )
    if course.doses.filter(state=DoseState.PLANNED, number__lt=dose.number).exists():
        raise Conflict(_("An earlier dose of this course is still open. Record that one first."))


def plan_snapshot(course: Course) -> list[dict[str, Any]]:
    """The open doses as they stand, so that an undo can put them back."""
    names = ("id", "number", "state", "due_on", "booked_on", "interruption_reason")
    return [plain({name: getattr(dose, name) for name in names}) for dose in open_doses(course)]
