"""Is a dose ready: the four checks a week ahead, for any number of doses in a constant number of queries."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from bonetherapy.models import Dose
from bonetherapy.selectors.facts import dose_facts
from bonetherapy.selectors.protocols import limits_of
from guidelines.bone.checks import Check
from guidelines.bone.readiness import readiness
from guidelines.settings import Limits
from patients.facts import PatientFacts, facts_of
from patients.selectors.limits import hospital_limits_for


def readiness_of(doses: Sequence[Dose], *, today: date) -> dict[UUID, tuple[Check, ...]]:
    """The checks of each dose by its id, judged on the day it will be given: max(planned day, today).

    Load the doses with `select_related("course__protocol")`, else each course costs queries of its own.
    """
    persons = facts_of({dose.patient_id for dose in doses}, today)
    found = hospital_limits_for({dose.course.protocol.hospital_id for dose in doses}, today)
    houses = {hospital_id: limits.drugs for hospital_id, limits in found.items()}
    return checks_of(doses, persons, houses, today=today)


def checks_of(
    doses: Sequence[Dose],
    persons: Mapping[UUID, PatientFacts],
    houses: Mapping[UUID, Limits],
    *,
    today: date,
) -> dict[UUID, tuple[Check, ...]]:
    """The same by what is known already of the patients and of what their hospitals have set."""
    facts = dose_facts(doses, persons)
    protocols = {dose.course.protocol_id: dose.course.protocol for dose in doses}
    limits = {key: limits_of(row, houses[row.hospital_id]) for key, row in protocols.items()}
    return {
        dose.id: readiness(
            facts[dose.id], dose.booked_on or dose.due_on, today, limits[dose.course.protocol_id]
        )
        for dose in doses
    }
