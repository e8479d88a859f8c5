"""What the head of a patient's page says of the drug (REM-08)."""

from bonetherapy.enums import DoseState
from bonetherapy.models import Dose
from bonetherapy.selectors.courses import open_course
from guidelines.bone.agents import Agent
from guidelines.bone.reminders import CycleHeader, cycle_header
from patients.models import Patient


def cycle_of(patient: Patient) -> CycleHeader | None:
    """Agent, cycle number, last and next dose of the open course; None without one. Two queries."""
    course = open_course(patient)
    if course is None:
        return None
    wanted = (DoseState.GIVEN, DoseState.PLANNED)
    doses = list(Dose.objects.filter(course=course, state__in=wanted).order_by("number"))
    given = [dose.given_on for dose in doses if dose.state == DoseState.GIVEN and dose.given_on is not None]
    coming = [dose.planned_on for dose in doses if dose.state == DoseState.PLANNED]
    return cycle_header(Agent(course.agent), given, coming[0] if coming else None)
