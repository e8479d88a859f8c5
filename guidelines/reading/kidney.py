"""Kidney function of a record: creatinine clearance, and eGFR where it was reported."""

from decimal import Decimal

from guidelines.bone.agents import Agent
from guidelines.bone.readiness import Clearance, clearance_reading
from guidelines.day import Day
from guidelines.facts import DoseFacts, LabFact
from guidelines.labs import Analyte
from guidelines.reading.labs import latest
from guidelines.record.person import Person

# Outside these ends a weight is a slip of the pen (kg, P).
POSSIBLE_WEIGHT_KG = (Decimal(2), Decimal(400))


def clearance(person: Person, facts: tuple[LabFact, ...], day: Day) -> Clearance | None:
    """Return the newest creatinine clearance, measured or calculated at today's age (STD-01).

    None when neither was ever measured; its value is None when weight, age or sex is missing.
    """
    if person.born_on is not None:
        day.age(person.born_on)
    asked = DoseFacts(
        agent=Agent.OTHER_BP,
        first_dose=False,
        birth_date=person.born_on,
        sex=person.sex,
        weight_kg=_weight(person),
        labs=facts,
    )
    return clearance_reading(asked, day.today)


def _weight(person: Person) -> Decimal | None:
    low, high = POSSIBLE_WEIGHT_KG
    weight = person.weight_kg
    return weight if weight is not None and weight.is_finite() and low <= weight <= high else None


def lowest_renal_function(person: Person, facts: tuple[LabFact, ...], day: Day) -> Decimal | None:
    """Return the lower of the newest clearance and the newest eGFR; None when neither is known."""
    egfr, reading = latest(facts, Analyte.EGFR), clearance(person, facts, day)
    known = (None if egfr is None else egfr.value, None if reading is None else reading.value)
    return min((value for value in known if value is not None), default=None)
