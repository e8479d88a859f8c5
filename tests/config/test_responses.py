"""What every answer carries, and what people read when something is wrong."""

from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.cast import PASSWORD, Cast

POLICY = {
    "default-src 'none'",
    "object-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
ADDRESSES = [
    "/",
    "/accounts/login/",
    "/accounts/profile/",
    "/admin/accounts/user/",
    "/livez",
    "/readyz",
    "/healthz",
    "/nowhere/",
    "/api/v1/schema/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("signed_in", [True, False])
def test_every_answer_carries_the_same_protection(
    client: Client, people: Cast, address: str, signed_in: bool
) -> None:
    if signed_in:
        client.force_login(people.admin_gao)
    answer = client.get(address)

    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert len(answer.headers["X-Request-Id"]) == 36


@pytest.mark.parametrize("address", [*ADDRESSES, "/accounts/profile/password/"])
def test_no_browser_keeps_the_page_of_a_signed_in_user(client: Client, people: Cast, address: str) -> None:
    client.force_login(people.admin_gao)

    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_the_answer_to_a_sign_out_is_not_kept_either(client: Client, people: Cast) -> None:
    client.force_login(people.nurse_li)

    assert client.post(reverse("accounts:logout")).headers["Cache-Control"] == "no-store"


def test_cookies_are_not_for_scripts_and_only_travel_over_tls(
    client: Client, people: Cast, settings: Settings
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    people.nurse_li.set_password(PASSWORD)
    people.nurse_li.save()
    answer = client.post("/accounts/login/", {"username": "li", "password": PASSWORD})
    cookie = answer.cookies["sessionid"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["secure"]


@pytest.mark.parametrize(
    ("role", "first_page"),
    [
        ("nurse_li", "/day/"),
        ("doctor_wang", "/day/"),
        ("coordinator_qian", "/day/"),
        ("radiologist_he", "/patients/"),
        ("panel_member_lin", "/patients/"),
        ("admin_gao", "/outbox/"),
        ("auditor_tang", "/admin/accounts/readrecord/"),
    ],
)
def test_home_is_the_first_page_of_the_role(client: Client, people: Cast, role: str, first_page: str) -> None:
    client.force_login(getattr(people, role))

    assert client.get("/").headers["Location"] == first_page


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "页面不存在"), ("en", "does not exist")])
def test_a_missing_page_says_so(client: Client, people: Cast, language: str, words: str) -> None:
    User.objects.update(language=language)
    client.force_login(people.nurse_li)
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_a_forbidden_page_says_what_to_do(client: Client, people: Cast) -> None:
    client.force_login(people.nurse_li)
    answer = client.get("/admin/", follow=True)

    assert answer.status_code == 403
    assert "管理员" in answer.content.decode()


def test_a_failure_says_that_nothing_was_saved_in_both_languages(people: Cast) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(people.nurse_li)
    with patch("accounts.views.render", side_effect=RuntimeError):
        answer = browser.get("/accounts/profile/")

    assert answer.status_code == 500
    assert "没有保存" in answer.content.decode()
    assert "was not saved" in answer.content.decode()
    assert answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "页面打开时间过长"), ("en", "open too long")])
def test_a_form_that_was_open_too_long_says_what_to_do(people: Cast, language: str, words: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    User.objects.update(language=language)
    browser.force_login(people.nurse_li)
    answer = browser.post("/accounts/profile/", {"language": "en"})

    assert answer.status_code == 403
    assert words in answer.content.decode()
