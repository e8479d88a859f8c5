"""Fixtures every room shares: the cast, the patient everyone knows, the hospital's clock at noon of TODAY."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from patients.models import Patient
from tests.cast import TODAY, Cast, cast, confirm_bone_metastasis, patient


@pytest.fixture
def people(db: None) -> Cast:
    """The cast."""
    return cast()


@pytest.fixture
def zhang(people: Cast) -> Patient:
    """张桂兰, 58, of doctor Wang in Oncology I; bone metastasis confirmed 2025-02-01; no labs, no course."""
    row = patient(people.oncology_1, responsible_doctor=people.doctor_wang, ward=people.ward_1, bed="15")
    confirm_bone_metastasis(row, people.doctor_wang)
    return row


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    """The clock stands at 12:00 on TODAY in the hospital."""
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    with time_machine.travel(at, tick=False) as clock:
        yield clock
