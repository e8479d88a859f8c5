"""Is a dose ready: the four checks a week ahead, for any number of doses in a constant number of queries."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from bonetherapy.models import Dose
from bonetherapy.selectors.facts import dose_facts
from bonetherapy.selectors.protocols import limits_of
from guidelines.bone.checks import Check
from guidelines.bone.readiness import readiness
from patients.facts import PatientFacts, facts_of


def readiness_of(doses: Sequence[Dose], *, today: date) -> dict[UUID, tuple[Check, ...]]:
    """The checks of each dose by its id, judged on the day it will be given: max(planned day, today).

    Load the doses with `select_related("course__protocol")`, else each course costs queries of its own.
    """
    return checks_of(doses, facts_of({dose.patient_id for dose in doses}, today), today=today)


def checks_of(
    doses: Sequence[Dose], persons: Mapping[UUID, PatientFacts], *, today: date
) -> dict[UUID, tuple[Check, ...]]:
    """The same by facts of the patients that are known already."""
    facts = dose_facts(doses, persons)
    limits = {dose.course.protocol_id: limits_of(dose.course.protocol) for dose in doses}
    return {
        dose.id: readiness(
            facts[dose.id], dose.booked_on or dose.due_on, today, limits[dose.course.protocol_id]
        )
        for dose in doses
    }
