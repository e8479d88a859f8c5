"""The time line of a patient's page: every lane, every mark a link, the same facts as a table."""

import pytest
from django.test import Client
from django.urls import reverse

from patients.models import Patient
from tests.cast import Cast
from tests.record import long_record


@pytest.fixture(autouse=True)
def every_room(settings, noon) -> None:
    """The lanes of all rooms, on the day of the record."""


def test_page(doctor: Client, people: Cast, zhang: Patient) -> None:
    long_record(people, zhang)
    page = doctor.get(reverse("patients:detail", args=[zhang.id]))
    assert page.status_code == 200
