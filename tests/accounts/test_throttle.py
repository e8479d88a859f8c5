"""Guessing gets slower with every failure, by name and by address."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings
from time_machine import Traveller

from accounts.throttle import ADDRESS, NAME, forgive, note_failure, wait_of

HERE = RequestFactory().get("/", REMOTE_ADDR="10.9.8.7")
ELSEWHERE = RequestFactory().get("/", REMOTE_ADDR="10.9.8.6")


def fail(times: int, name: str = "li") -> None:
    for _ in range(times):
        note_failure(HERE, name)


def test_each_further_failure_doubles_the_wait_up_to_half_an_hour() -> None:
    assert [NAME.wait_s(failures) for failures in (1, 4, 5, 6, 7, 30)] == [0, 0, 15, 30, 60, 1800]
    assert [ADDRESS.wait_s(failures) for failures in (29, 30, 39, 40, 50, 999)] == [0, 60, 60, 120, 240, 1800]


def test_a_name_waits_from_wherever_it_is_tried_and_other_names_do_not(noon: Traveller) -> None:
    fail(6)

    assert wait_of(ELSEWHERE, "LI").total_seconds() == 30
    assert wait_of(HERE, "wang").total_seconds() == 0
    noon.shift(30)
    assert wait_of(HERE, "li").total_seconds() == 0


def test_an_address_waits_with_every_name(noon: Traveller) -> None:
    for number in range(30):
        fail(1, f"name{number}")

    assert wait_of(HERE, "wang").total_seconds() == 60
    assert wait_of(ELSEWHERE, "wang").total_seconds() == 0


def test_signing_in_forgives_the_name(noon: Traveller) -> None:
    fail(6)
    forgive("li")
    assert wait_of(HERE, "li").total_seconds() == 0
    fail(4)

    assert wait_of(HERE, "li").total_seconds() == 0


@pytest.mark.parametrize(("profile", "failures"), [("asvs", 10), ("dengbao3", 5)])
def test_at_its_limit_a_name_is_locked_and_no_longer_slowed(
    noon: Traveller, settings: Settings, profile: str, failures: int
) -> None:
    settings.SECURITY_PROFILE = profile
    fail(failures - 1)
    noon.shift(1800)
    fail(1)

    assert wait_of(HERE, "li").total_seconds() == 0
