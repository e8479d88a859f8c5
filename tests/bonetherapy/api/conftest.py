"""A second patient of the same department."""

import pytest

from patients.models import Patient
from tests.cast import Cast, patient


@pytest.fixture
def other(people: Cast) -> Patient:
    """陈德明 of Oncology I."""
    return patient(people.oncology_1, "陈德明", "ZY02846174")
