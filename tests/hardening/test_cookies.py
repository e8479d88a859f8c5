"""What is left in a browser, and what opens nothing any more."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from accounts.forms import PasswordForm
from accounts.models import User
from tests.cast import PASSWORD, Cast
from tests.setup.checkout import ROOT

COOKIES = ("SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE")
TELL = f"""
import json
from django.conf import settings
print(json.dumps({{n: getattr(settings, n) for n in dir(settings) if n.startswith({COOKIES!r})}}))
"""


def cookies(**change: str) -> dict[str, object]:
    """The settings of all cookies as another environment makes them."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | change
    done = subprocess.run([sys.executable, "-c", TELL], cwd=ROOT, env=env, capture_output=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_over_tls_every_cookie_belongs_to_this_host_alone() -> None:
    found = cookies(BASE_URL="https://bone.invalid", DEBUG="")

    names = {name for name in found if name.endswith("_NAME")}
    assert {str(found[name])[:7] for name in names} == {"__Host-"}
    assert len(names) == len(COOKIES)
    for cookie in ("SESSION_COOKIE", "CSRF_COOKIE"):
        assert found[f"{cookie}_SECURE"], cookie
        assert found[f"{cookie}_HTTPONLY"], cookie
        assert found[f"{cookie}_SAMESITE"] == "Lax", cookie
        assert (found[f"{cookie}_PATH"], found[f"{cookie}_DOMAIN"]) == ("/", None), cookie


def test_without_tls_people_can_sign_in_all_the_same() -> None:
    found = cookies(BASE_URL="http://bone.invalid", DEBUG="")

    assert found["SESSION_COOKIE_NAME"] == "sessionid"
    assert not found["SESSION_COOKIE_SECURE"]


@pytest.fixture
def li(people: Cast) -> User:
    people.nurse_li.set_password(PASSWORD)
    people.nurse_li.save()
    return people.nurse_li


def signed_in(user: User) -> Client:
    browser = Client()
    browser.post(reverse("accounts:login"), {"username": user.username, "password": PASSWORD})
    return browser


def copied(browser: Client) -> Client:
    """Another browser with the same cookie."""
    thief = Client()
    thief.cookies["sessionid"] = browser.cookies["sessionid"].value
    return thief


def test_a_copied_cookie_is_dead_after_signing_out(li: User) -> None:
    browser = signed_in(li)
    thief = copied(browser)
    assert thief.get("/accounts/profile/").status_code == 200

    browser.post(reverse("accounts:logout"))

    assert thief.get("/accounts/profile/").status_code == 302


def test_the_session_of_who_left_opens_nothing(li: User) -> None:
    browser = signed_in(li)
    User.objects.filter(pk=li.pk).update(is_active=False)

    assert browser.get("/accounts/profile/").status_code == 302


def test_signing_out_empties_the_browser(li: User) -> None:
    answer = signed_in(li).post(reverse("accounts:logout"))

    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_no_script_stores_anything_in_the_browser() -> None:
    """A ward computer is shared: what one person saw must not lie there for the next."""
    stores = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open|serviceWorker")
    scripts = list((ROOT / "static" / "js").rglob("*.js"))
    assert len(scripts) > 10
    assert [script.name for script in scripts if stores.search(script.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "password", ["一句很长的话 " * 12, " " * 4 + "river " * 33, "🦴🌊🌉🐢" * 10, "only small letters here"]
)
def test_a_long_password_is_taken_as_it_is(li: User, password: str) -> None:
    typed = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    form = PasswordForm(li, typed)
    assert form.is_valid(), form.errors
    form.save()

    li.refresh_from_db()
    assert li.check_password(password)
    assert not li.check_password(password.strip() + "x")
