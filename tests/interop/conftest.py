"""What the tests of this room share: the published cases, and how one is brought into a record."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from interop.cases.write import Imported, case_import
from patients.models import Patient
from patients.selectors.whole import records_of
from tests.cast import Cast, patient

CASES = Path(__file__).resolve().parents[2] / "config" / "demo" / "cases.json"
INDEX = date(2024, 1, 5)


@pytest.fixture(scope="session")
def cases() -> dict[str, Any]:
    """The published cases by their id."""
    told = json.loads(CASES.read_text(encoding="utf-8"), parse_float=Decimal)
    return {case["id"]: case for case in json.loads(json.dumps(told, default=float))}


def stranger(people: Cast, number: str = "IMP1", born_on: date = date(1960, 1, 1)) -> Patient:
    """A patient about whom nothing is known."""
    return patient(people.oncology_1, name="外院患者", number=number, birth_date=born_on)


def small(**more: Any) -> dict[str, Any]:
    """A case that says hardly anything."""
    return {
        "id": "X01",
        "sex": "F",
        "age": 60,
        "bone_metastasis": {"confirmed": True, "offset_days": 0, "basis": "biopsy"},
    } | more


def brought_in(people: Cast, case: dict[str, Any], day: int = 365, row: Patient | None = None) -> Imported:
    """The case as it stood so many days after the index day."""
    return case_import(
        by=people.doctor_wang,
        patient=row or stranger(people),
        document=case,
        index_on=INDEX,
        on=INDEX + timedelta(days=day),
    )


def record(found: Imported, day: int = 365) -> Any:
    """The record as the rules read it on that day, its parts named by their places in the case."""
    on = INDEX + timedelta(days=day)
    return records_of([found.patient.id], on, found.refs)[found.patient.id]
