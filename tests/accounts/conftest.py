"""A nurse who has a password, and a browser at an address nobody else uses."""

import uuid
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.test import Client, override_settings

from accounts.models import User
from tests.cast import PASSWORD, Cast


@pytest.fixture(autouse=True)
def own_counts() -> Iterator[None]:
    """Failures are counted by name in the cache all tests share: each test counts for itself."""
    shared = django_settings.CACHES["default"]
    with override_settings(CACHES={"default": shared | {"KEY_PREFIX": uuid.uuid4().hex}}):
        yield


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
