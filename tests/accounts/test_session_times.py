"""How long a session lasts, asked of the server: nothing here trusts a script."""

import pytest
from django.test import Client
from django.utils.timezone import now
from pytest_django.fixtures import Settings
from time_machine import Traveller

from accounts.models import OpenSession, User
from accounts.tasks import clear_sessions
from tests.accounts.sessions import PROFILE, STATE, is_in, signed_in

MINUTE, HOUR = 60, 3600


@pytest.fixture
def browser(browser: Client, noon: Traveller, li: User) -> Client:
    """Nurse Li signed in at noon."""
    browser.force_login(li)
    return browser


def test_a_session_nobody_uses_ends_and_leaves_no_row(browser: Client, noon: Traveller) -> None:
    noon.shift(15 * MINUTE - 1)
    assert is_in(browser)
    noon.shift(15 * MINUTE)

    assert browser.get(PROFILE).headers["Location"] == f"/accounts/login/?next={PROFILE}"
    assert not OpenSession.objects.exists()


def test_a_session_in_use_goes_on_for_a_shift_and_no_longer(browser: Client, noon: Traveller) -> None:
    for _ in range(11):
        for _ in range(5):
            noon.shift(12 * MINUTE)
            assert is_in(browser)
    for _ in range(4):
        noon.shift(14 * MINUTE)
        browser.get(PROFILE)
    noon.shift(4 * MINUTE)

    assert not is_in(browser)


def test_what_a_page_asks_by_itself_keeps_nothing_alive(browser: Client, noon: Traveller) -> None:
    for _ in range(3):
        noon.shift(4 * MINUTE)
        assert browser.get(PROFILE, headers={"X-Background": "1"}).status_code == 200
        assert browser.get(STATE).json()["state"] == "open"
    noon.shift(4 * MINUTE)

    assert browser.get(STATE).json()["state"] == "ended"


def test_the_page_learns_what_is_left_and_says_that_somebody_is_there(
    browser: Client, noon: Traveller, li: User
) -> None:
    noon.shift(10 * MINUTE)
    asked = browser.get(STATE).json()
    told = browser.post(STATE).json()

    assert (asked["ends_in"], asked["user"], asked["can_be_extended"]) == (5 * MINUTE, str(li.pk), True)
    assert told["ends_in"] == 15 * MINUTE


def test_near_the_end_of_the_shift_nothing_can_be_extended(
    browser: Client, noon: Traveller, settings: Settings
) -> None:
    settings.SESSION_IDLE_MINUTES, settings.SESSION_ABSOLUTE_HOURS = 90, 1
    noon.shift(50 * MINUTE)
    told = browser.post(STATE).json()

    assert (told["ends_in"], told["can_be_extended"]) == (10 * MINUTE, False)


def test_a_hospital_may_set_its_own_times(browser: Client, noon: Traveller, settings: Settings) -> None:
    settings.SESSION_IDLE_MINUTES = 5
    noon.shift(5 * MINUTE)

    assert not is_in(browser)


def test_the_page_knows_when_to_warn(browser: Client, noon: Traveller) -> None:
    page = browser.get(PROFILE).content.decode()

    assert 'data-ends-in="900"' in page
    assert 'data-warned-before="120"' in page


def test_rows_of_ended_sessions_are_cleared_once(browser: Client, noon: Traveller, li: User) -> None:
    noon.shift(20 * MINUTE)
    other = signed_in(li)

    assert (clear_sessions(), clear_sessions()) == (1, 0)
    assert is_in(other)


def test_the_row_says_whose_session_it_is_and_when_it_ends(browser: Client, li: User) -> None:
    row = OpenSession.objects.get()

    assert (row.user, row.began_at, row.last_seen_at) == (li, now(), now())


def test_the_cookie_ends_with_the_shift(li: User, noon: Traveller, client: Client) -> None:
    client.post("/accounts/login/", {"username": "li", "password": "correct horse battery"})

    assert OpenSession.objects.get().expire_date.timestamp() == now().timestamp() + 12 * HOUR
    assert client.cookies["sessionid"]["max-age"] == 12 * HOUR
