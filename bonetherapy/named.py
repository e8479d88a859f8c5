"""The rows of this room as others name them (settings.RECORD_ROWS)."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from accounts.templatetags.words import number, say
from bonetherapy.enums import DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.sheets import SHEETS
from guidelines.bone.agents import Agent
from patients.lines.base import Line
from patients.naming import Naming, naming_of


def _agent(code: str) -> str:
    return say(Agent(code)) if code in set(Agent) else code


def _dose(row: Dose) -> Line:
    amount = f"{number(row.dose_mg)} mg" if row.dose_mg is not None else ""
    words = gettext("%(drug)s dose %(number)s") % {"drug": _agent(row.course.agent), "number": row.number}
    return Line(on=row.given_on or row.planned_on, what=f"{words} {amount}".strip())


def _course(row: Course) -> Line:
    return Line(on=row.first_due_on, what=f"{_agent(row.agent)} {number(row.dose_mg)} mg")


def _at_course(row: Dose) -> str:
    return f"{reverse('bonetherapy:course', args=[row.course_id])}#dose-{row.id}"


def _dose_page(row: Dose) -> str:
    """Only what is on record as given can be wrong."""
    return reverse("bonetherapy:dose_correct", args=[row.id]) if row.state == DoseState.GIVEN else ""


ROWS: tuple[Naming, ...] = (
    Naming(
        model=Dose,
        kind=_("Dose"),
        line=_dose,
        url=_at_course,
        correct=_dose_page,
        permission=Permission.COURSE_PRESCRIBE,
        loads=("course",),
    ),
    Naming(
        Course, _("Course of a bone drug"), _course, lambda row: reverse("bonetherapy:course", args=[row.id])
    ),
    *(naming_of(sheet) for sheet in SHEETS),
)
