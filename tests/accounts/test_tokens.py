"""A token for machines."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts import clock, throttle
from accounts.models import User
from accounts.policy import policy
from accounts.services import password_reset
from tests.cast import PASSWORD

TOKEN = "/api/v1/token/"


def ask(browser: Client, username: str = "li", password: str = PASSWORD) -> int:
    facts = {"username": username, "password": password}
    return browser.post(TOKEN, facts, content_type="application/json").status_code


@pytest.fixture
def machine(browser: Client, li: User) -> Client:
    """A program that holds nurse Li's token."""
    answer = browser.post(TOKEN, {"username": "li", "password": PASSWORD}, content_type="application/json")
    return Client(headers={"authorization": f"Token {answer.json()['token']}"})


def test_the_right_password_gets_a_token_that_opens_the_schema(machine: Client) -> None:
    opened = machine.get("/api/v1/schema/")

    assert opened.status_code == 200
    assert opened.headers["Cache-Control"] == "no-store"


def test_a_changed_password_takes_the_token_away(browser: Client, machine: Client, li: User) -> None:
    browser.force_login(li)
    new = "a longer sentence 2026"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}

    assert browser.post(reverse("accounts:password"), fields).status_code == 302
    assert machine.get("/api/v1/schema/").status_code == 401


def test_a_reset_password_takes_the_token_away(machine: Client, li: User) -> None:
    password_reset(user=li, now=clock.now())

    assert machine.get("/api/v1/schema/").status_code == 401


@pytest.mark.parametrize("username", ["", "nobody", "x" * 5000, "a\x00b"])
def test_junk_gets_none(browser: Client, li: User, username: str) -> None:
    assert ask(browser, username, "wrong") == 400


def test_a_temporary_password_gets_none(browser: Client, li: User) -> None:
    User.objects.update(must_change_password=True)

    assert ask(browser) == 403


def test_a_token_of_somebody_with_a_temporary_password_is_told_the_same(machine: Client) -> None:
    User.objects.update(must_change_password=True)
    answer = machine.get("/api/v1/patients/")

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "choose_password")


def test_wrong_passwords_lock_the_name_here_too(browser: Client, li: User) -> None:
    for _ in range(policy().failure_limit):
        ask(browser, "li", "wrong")

    assert ask(browser) != 200


def test_many_failures_stop_the_address(browser: Client, li: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "ADDRESS", replace(throttle.ADDRESS, free=2))
    answers = [ask(browser, f"name{number}", "wrong") for number in range(3)]

    assert answers == [400, 400, 429]


def test_an_expired_password_gets_none(browser: Client, li: User, settings: Settings) -> None:
    settings.SECURITY_PROFILE = "dengbao3"
    assert ask(browser) == 403

    User.objects.update(password_set_at=clock.now())
    assert ask(browser) == 200
