"""Short words for what tests of this room ask the services."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from guidelines.labs import Analyte
from patients.enums import Sex
from patients.specs.facts import LabSpec
from patients.specs.people import PatientSpec, PlaceSpec, RegistrationSpec
from tests.cast import TODAY, Cast

NOW = datetime(2025, 3, 1, 4, tzinfo=UTC)
CARD = "11010119670214002X"  # a woman born on 1967-02-14


def person(**more: Any) -> PatientSpec:
    """A woman without an identity card."""
    facts: dict[str, Any] = {
        "name": "刘芳",
        "sex": Sex.FEMALE,
        "birth_date": date(1960, 1, 2),
        "hospital_number": "ZY900",
    }
    return PatientSpec(**facts | more)


def newcomer(people: Cast, phone: str = "", **more: Any) -> RegistrationSpec:
    """Her registration in Oncology I."""
    return RegistrationSpec(person=person(**more), place=PlaceSpec(department=people.oncology_1), phone=phone)


def calcium_spec(**more: Any) -> LabSpec:
    """Calcium 2.30 mmol/L of today."""
    facts: dict[str, Any] = {
        "analyte": Analyte.CALCIUM,
        "value": Decimal("2.30"),
        "unit": "mmol/L",
        "sampled_on": TODAY,
        "ref_low": Decimal("2.11"),
        "ref_high": Decimal("2.52"),
    }
    return LabSpec(**facts | more)
