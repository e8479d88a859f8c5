"""A locked page of somebody who signs in at the hospital: opened there, by the same person, asked anew."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from accounts import clock
from accounts.models import User
from tests.accounts.directory.provider import Provider
from tests.accounts.directory.test_oidc import GO, come_back, leave
from tests.accounts.sessions import LOCK, PROFILE, is_in, lock
from tests.cast import Cast


@pytest.fixture
def locked(browser: Client, oidc: Provider, li_of_directory: User) -> Client:
    """Nurse Li, who has no password here, has locked the list of patients."""
    browser.force_login(li_of_directory)
    lock(browser, "/patients/")
    return browser


def shown(browser: Client, oidc: Provider, at: datetime | None, name: str = "li") -> Any:
    """The provider says who is there, and when it asked."""
    oidc.knows("4711", preferred_username=name, auth_time=int(at.timestamp()) if at else None)
    return come_back(browser, oidc.answer(leave(browser), sub="4711"))


def test_the_lock_screen_offers_it_and_it_asks_again(locked: Client) -> None:
    assert GO in locked.get(LOCK).content.decode()
    asked = parse_qs(urlsplit(leave(locked)).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])


def test_who_is_signed_in_already_is_asked_by_nobody_twice(browser: Client, oidc: Provider, db: None) -> None:
    assert "prompt" not in parse_qs(urlsplit(leave(browser)).query)


def test_it_leads_back_to_the_page_that_was_left(locked: Client, oidc: Provider) -> None:
    before = locked.session.session_key
    answer = shown(locked, oidc, clock.now())

    assert answer.headers["Location"] == "/patients/"
    assert is_in(locked)
    assert locked.session.session_key != before


@pytest.mark.parametrize("ago", [timedelta(minutes=5), None])
def test_who_was_not_asked_since_stays_outside(locked: Client, oidc: Provider, ago: timedelta | None) -> None:
    answer = shown(locked, oidc, clock.now() - ago if ago else None)

    assert answer.status_code == 400
    assert locked.get(PROFILE).headers["Location"] == LOCK


def test_somebody_else_starts_at_home(locked: Client, oidc: Provider, people: Cast) -> None:
    answer = shown(locked, oidc, clock.now(), "sun")

    assert answer.headers["Location"] == "/"
    assert locked.session["_auth_user_id"] == str(people.nurse_sun.pk)
    assert is_in(locked)
