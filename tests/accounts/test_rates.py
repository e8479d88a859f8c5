"""Nobody carries the house away piece by piece, and nobody is kept from work because a counter is lost."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import ReadRecord
from patients.models import Patient
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture(autouse=True)
def counted_from_nothing() -> None:
    cache.clear()


def browser_of(user: Any) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_showing_numbers_is_stopped_and_says_when_it_is_open_again(
    people: Cast, zhang: Patient, settings: Settings
) -> None:
    settings.REVEALS_PER_HOUR = 3
    nurse, address = browser_of(people.nurse_li), reverse("patients:reveal", args=[zhang.id])
    assert [nurse.post(address).status_code for _each in range(3)] == [200] * 3

    answer = nurse.post(address)

    assert answer.status_code == 429
    assert answer["Retry-After"] == "3600"  # the clock stands at noon
    assert "60 分钟" in answer.content.decode()
    assert ReadRecord.objects.filter(action="REVEAL").count() == 3
    assert browser_of(people.doctor_wang).post(address).status_code == 200


def test_what_is_looked_at_in_the_ordinary_way_is_not_counted(
    people: Cast, zhang: Patient, settings: Settings
) -> None:
    settings.REVEALS_PER_HOUR = settings.EXPORTS_PER_HOUR = 1
    nurse = browser_of(people.nurse_li)

    assert {nurse.get(reverse("patients:detail", args=[zhang.id])).status_code for _each in range(4)} == {200}


@pytest.mark.parametrize(
    ("who", "address"), [("coordinator_qian", "imaging:export"), ("auditor_tang", "accounts:trail_csv")]
)
def test_taking_tables_away_is_stopped(people: Cast, settings: Settings, who: str, address: str) -> None:
    settings.EXPORTS_PER_HOUR = 2
    browser, query = browser_of(getattr(people, who)), {"since": "2025-02-01", "until": "2025-02-28"}

    assert [browser.get(reverse(address), query).status_code for _each in range(3)] == [200, 200, 429]


def test_a_machine_is_told_to_wait(people: Cast, settings: Settings) -> None:
    settings.API_REQUESTS_PER_MINUTE = 2
    browser, address = browser_of(people.nurse_li), "/api/v1/patients/"
    assert [browser.get(address).status_code for _each in range(2)] == [200, 200]

    answer = browser.get(address)

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert answer.json()["errors"][0]["code"] == "throttled"


def test_an_api_file_is_counted_as_a_page_is(people: Cast, zhang: Patient, settings: Settings) -> None:
    """The limit hangs at the one writer of looks, so a door added later has it."""
    settings.EXPORTS_PER_HOUR = 1
    nurse = browser_of(people.coordinator_qian)
    assert nurse.get(reverse("imaging:export")).status_code == 200

    assert nurse.get(reverse("imaging:export")).status_code == 429


def test_without_the_cache_nobody_is_kept_from_work(people: Cast, zhang: Patient, settings: Settings) -> None:
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:1/0"}}
    settings.REVEALS_PER_HOUR = settings.API_REQUESTS_PER_MINUTE = 1
    nurse = browser_of(people.nurse_li)

    assert [nurse.post(reverse("patients:reveal", args=[zhang.id])).status_code for _each in range(2)] == [
        200,
        200,
    ]
    assert [nurse.get("/api/v1/patients/").status_code for _each in range(2)] == [200, 200]
