"""The rows of this room as others name them (settings.RECORD_ROWS)."""

from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from accounts.templatetags.words import number, say
from bonetherapy.models import Course, DentalRecord, Dose, NotStarted, ReportedTherapy, SupplementOrder
from bonetherapy.views.safety_page import strength as strength_of
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from patients.lines.base import Line
from patients.models import Patient
from patients.naming import Naming


def _agent(code: str) -> str:
    return say(Agent(code)) if code in set(Agent) else code


def _dose(row: Dose) -> Line:
    amount = f"{number(row.dose_mg)} mg" if row.dose_mg is not None else ""
    words = gettext("%(drug)s dose %(number)s") % {"drug": _agent(row.course.agent), "number": row.number}
    return Line(on=row.given_on or row.planned_on, what=f"{words} {amount}".strip())


def _course(row: Course) -> Line:
    return Line(on=row.first_due_on, what=f"{_agent(row.agent)} {number(row.dose_mg)} mg")


def _supplement(row: SupplementOrder) -> Line:
    return Line(on=row.started_on, what=f"{row.product} {strength_of(row)}".strip())


def _reported(row: ReportedTherapy) -> Line:
    stated = row.doses_stated
    count = "" if stated is None else pgettext("reported", "%(number)s doses stated") % {"number": stated}
    return Line(on=row.started_on, what=" ".join(part for part in (row.agent_text, count, row.text) if part))


def _dental(row: DentalRecord) -> Line:
    item = say(DentalItem(row.item)) if row.item in set(DentalItem) else row.item
    return Line(on=row.on, what=f"{item} {row.note}".strip())


def _at_patient(row: "SupplementOrder | ReportedTherapy | NotStarted | DentalRecord") -> str:
    patient: Patient = row.patient
    return f"{reverse('patients:detail', args=[patient.pk])}#bone-therapy"


def _at_course(row: Dose) -> str:
    return f"{reverse('bonetherapy:course', args=[row.course_id])}#dose-{row.id}"


ROWS: tuple[Naming, ...] = (
    Naming(Dose, _("Dose"), _dose, _at_course, loads=("course",)),
    Naming(
        Course, _("Course of a bone drug"), _course, lambda row: reverse("bonetherapy:course", args=[row.id])
    ),
    Naming(
        model=SupplementOrder,
        kind=_("Supplement"),
        line=_supplement,
        url=_at_patient,
        correct=lambda row: reverse("bonetherapy:supplement_stop", args=[row.id]),
        permission=Permission.SUPPLEMENT_RECORD,
    ),
    Naming(ReportedTherapy, _("Reported bone therapy"), _reported, _at_patient),
    Naming(
        NotStarted,
        _("Reason against a start"),
        lambda row: Line(on=row.decided_on, what=row.reason),
        _at_patient,
    ),
    Naming(DentalRecord, _("Dental record"), _dental, _at_patient),
)
