"""Is a dose ready: the four checks a week ahead, for any number of doses in a constant number of queries."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from bonetherapy.models import Dose
from bonetherapy.selectors.facts import dose_facts
from bonetherapy.selectors.protocols import limits_of
from guidelines.bone.checks import Check
from guidelines.bone.readiness import readiness


def readiness_of(doses: Sequence[Dose], *, today: date) -> dict[UUID, tuple[Check, ...]]:
    """The checks of each dose by its id, judged on the day it will be given: max(planned day, today).

    Load the doses with `select_related("course__protocol")`, else each course costs queries of its own.
    """
    facts = dose_facts(doses, today=today)
    limits = {dose.course.protocol_id: limits_of(dose.course.protocol) for dose in doses}
    return {
        dose.id: readiness(
            facts[dose.id], dose.booked_on or dose.due_on, today, limits[dose.course.protocol_id]
        )
        for dose in doses
    }
