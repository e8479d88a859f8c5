"""A nurse who has a password, and a browser at an address nobody else uses."""

import uuid

import pytest
from django.test import Client

from accounts.models import User
from tests.cast import PASSWORD, Cast


@pytest.fixture
def browser() -> Client:
    """A signed-out browser; its own address, because failures are counted per address in the shared cache."""
    digits = uuid.uuid4().bytes
    return Client(REMOTE_ADDR=f"10.{digits[0]}.{digits[1]}.{digits[2]}")


@pytest.fixture
def li(people: Cast) -> User:
    """Nurse Li, who signs in as `li` with the cast's password."""
    people.nurse_li.set_password(PASSWORD)
    people.nurse_li.save()
    return people.nurse_li
