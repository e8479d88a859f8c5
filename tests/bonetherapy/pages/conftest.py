"""The pages at noon of the hospital's day, opened by the nurse or the doctor."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from bonetherapy.models import Dose
from patients.models import Patient
from tests.bonetherapy.pages.morning import open_course
from tests.bonetherapy.steps import ready
from tests.cast import TODAY, Cast

Sign = Callable[..., Client]


@pytest.fixture
def sign_in(noon: time_machine.Traveller) -> Sign:
    """A browser of this user, speaking English unless told otherwise."""

    def sign(user: User, language: str = "en") -> Client:
        User.objects.filter(pk=user.pk).update(language=language)
        client = Client()
        client.force_login(user)
        return client

    return sign


@pytest.fixture
def nurse(sign_in: Sign, people: Cast) -> Client:
    """Nurse Li's browser."""
    return sign_in(people.nurse_li)


@pytest.fixture
def due(zhang: Patient, people: Cast, noon: time_machine.Traveller) -> Dose:
    """The second dose of 张桂兰, due today, blood taken this morning."""
    ready(zhang, people.nurse_li, TODAY)
    return open_course(zhang, people.doctor_wang, "DENOSUMAB", TODAY, number=2)


@pytest.fixture
def typed() -> dict[str, Any]:
    """The form of the dose, filled in."""
    return {
        "identity_confirmed": "on",
        "asked_today": "on",
        "batch": "DN26081B",
        "expires_on": "2027-07",
        "dose_mg": "120",
        "given_at": "2025-03-01T11:40",
        "site": "LEFT_ABDOMEN",
    }
