"""Words for tests of sessions: a page that needs a user, and what becomes of it."""

from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.cast import PASSWORD

PROFILE = "/accounts/profile/"
STATE = "/accounts/session/"
LOCK = "/accounts/lock/"


def is_in(browser: Client) -> bool:
    """True when a page for signed-in users opens."""
    return browser.get(PROFILE).status_code == 200


def signed_in(user: User) -> Client:
    """Another browser of the same user."""
    browser = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36"})
    browser.force_login(user)
    return browser


def lock(browser: Client, page: str = PROFILE) -> None:
    """Lock the session on this page."""
    assert browser.post(LOCK, {"next": page}).headers["Location"] == LOCK


def unlock(browser: Client, password: str = PASSWORD) -> str:
    """Where the password leads; empty when it opens nothing."""
    answer = browser.post(reverse("accounts:unlock"), {"password": password})
    return answer.headers.get("Location", "")
