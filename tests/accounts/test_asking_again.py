"""How one signs in is changed by who showed a moment ago that it is them; others do so first."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from accounts.models import User
from tests.accounts.sessions import LOCK, PROFILE, is_in, signed_in, unlock
from tests.accounts.test_session_list import handles
from tests.cast import PASSWORD

FACTOR = reverse("accounts:factor")
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def later(browser: Client, li: User, noon: Traveller) -> Client:
    """Nurse Li signed in eleven minutes ago."""
    browser.force_login(li)
    noon.shift(timedelta(minutes=11))
    return browser


@pytest.mark.parametrize("name", ["session_end", "sessions_end"])
def test_a_session_is_ended_after_the_password(later: Client, li: User, name: str) -> None:
    phone = signed_in(li)
    (handle,) = handles(li, later)
    asked = reverse(f"accounts:{name}"), {"handle": handle}

    assert later.post(*asked).headers["Location"] == LOCK
    assert is_in(phone)
    page = later.get(LOCK).content.decode()
    assert "请再次证明是您本人" in page.split("<main")[1].split("</main>")[0]
    assert page.count("请再次证明是您本人") == 1
    assert unlock(later, PASSWORD) == PROFILE
    later.post(*asked)
    assert not is_in(phone)


def test_the_first_factor_is_set_up_after_the_password(later: Client) -> None:
    assert later.get(FACTOR).headers["Location"] == LOCK
    assert unlock(later, "wrong") == ""
    assert unlock(later, PASSWORD) == FACTOR
    assert later.get(FACTOR).status_code == 200


def test_who_has_just_signed_in_is_not_asked_twice(browser: Client, li: User) -> None:
    browser.force_login(li)

    assert browser.get(FACTOR).status_code == 200
