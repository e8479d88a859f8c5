"""What the tests of this room share: no other room follows or shows anything."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.fixture(autouse=True)
def alone(settings: Any) -> None:
    """Rooms above are silent: their own tests speak for them."""
    settings.PATIENT_PANELS = []
    settings.PATIENT_FOLLOWERS = []


@pytest.fixture
def nurse(people: Cast, client: Client) -> Client:
    """A browser in which nurse Li of Oncology I is signed in."""
    client.force_login(people.nurse_li)
    return client


@pytest.fixture
def doctor(people: Cast) -> Client:
    """A browser in which doctor Wang of Oncology I is signed in."""
    browser = Client()
    browser.force_login(people.doctor_wang)
    return browser
