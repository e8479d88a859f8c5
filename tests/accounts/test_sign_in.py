"""Signing in and out, and being kept out."""

from typing import Any
from unittest.mock import patch

import pytest
from axes.models import AccessLog
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from time_machine import Traveller

from accounts import throttle
from accounts.models import OpenSession, User
from tests.cast import PASSWORD

LOGIN = "/accounts/login/"


def sign_in(browser: Client, username: str = "li", password: str = PASSWORD, **more: str) -> Any:
    return browser.post(LOGIN, {"username": username, "password": password, **more})


def test_a_nurse_signs_in_and_lands_on_her_first_page(browser: Client, li: User) -> None:
    answer = sign_in(browser)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert browser.session["_auth_user_id"] == str(li.pk)
    assert User.objects.get(pk=li.pk).password.startswith("argon2")


@pytest.mark.parametrize(
    ("asked", "landed"),
    [("/accounts/profile/", "/accounts/profile/"), ("https://evil.invalid/", "/"), ("//evil.invalid", "/")],
)
def test_one_returns_to_the_page_asked_for_but_never_to_another_site(
    browser: Client, li: User, asked: str, landed: str
) -> None:
    assert sign_in(browser, next=asked).headers["Location"] == landed


def test_the_session_key_changes_at_sign_in(browser: Client, li: User) -> None:
    session = browser.session
    session["before"] = True
    session.save()
    browser.cookies["sessionid"] = str(session.session_key)

    sign_in(browser)

    assert browser.session.session_key != session.session_key
    assert not OpenSession.objects.filter(session_key=session.session_key).exists()


def test_an_unknown_name_and_a_wrong_password_read_the_same(browser: Client, li: User) -> None:
    pages = [sign_in(browser, "nobody", "wrong"), sign_in(browser, "li", "wrong")]
    User.objects.update(is_active=False)
    pages.append(sign_in(browser))

    texts = {str(page.context["form"].errors) for page in pages}
    assert len(texts) == 1
    assert "用户名或密码不正确" in texts.pop()


def test_the_user_name_stays_typed_and_the_password_does_not(browser: Client, li: User) -> None:
    page = sign_in(browser, "li", "a wrong one").content.decode()

    assert 'value="li"' in page
    assert "a wrong one" not in page


@pytest.mark.parametrize("username", ["", "a\x00b", "x" * 5000, "<script>", "李敏"])
def test_junk_is_refused_on_the_page(browser: Client, li: User, username: str) -> None:
    assert sign_in(browser, username).status_code == 200


def test_five_wrong_passwords_lock_the_name_for_half_an_hour(
    browser: Client, li: User, noon: Traveller, settings: Settings
) -> None:
    settings.SECURITY_PROFILE = "dengbao3"
    answers = [sign_in(browser, "li", "wrong").status_code for _ in range(5)]
    locked = sign_in(browser)

    assert answers == [200, 200, 200, 200, 429]
    assert locked.status_code == 429
    assert "请 30 分钟后再试" in locked.content.decode()
    assert "12:30 起可以重新登录" in locked.content.decode()
    noon.shift(1801)
    assert sign_in(browser).status_code == 302


def test_trying_while_locked_does_not_lengthen_the_lock(
    browser: Client, li: User, noon: Traveller, settings: Settings
) -> None:
    settings.SECURITY_PROFILE = "dengbao3"
    for _ in range(5):
        sign_in(browser, "li", "wrong")
    noon.shift(1200)
    page = sign_in(browser, "li", "wrong").content.decode()

    assert "请 10 分钟后再试" in page
    noon.shift(601)
    assert sign_in(browser).status_code == 302


def test_a_locked_page_is_english_for_who_chose_english_and_says_whom_to_call(
    browser: Client, li: User, settings: Settings
) -> None:
    settings.SUPPORT_CONTACT, settings.SECURITY_PROFILE = "8000", "dengbao3"
    browser.cookies["django_language"] = "en"
    for _ in range(5):
        answer = sign_in(browser, "li", "wrong")

    assert "Sign-in paused" in answer.content.decode()
    assert "call 8000" in answer.content.decode()


def test_guessing_many_names_from_one_address_is_stopped_before_hashing(browser: Client, li: User) -> None:
    for number in range(throttle.FAILURES_PER_MINUTE):
        with patch("django.contrib.auth.hashers.Argon2PasswordHasher.encode", return_value="argon2$x"):
            sign_in(browser, f"name{number}", "wrong")

    with patch("django.contrib.auth.forms.authenticate") as hashing:
        answer = sign_in(browser)

    assert answer.status_code == 429
    assert not hashing.called


@pytest.mark.parametrize("spelled", ["ｌｉ", " li", "li\u3000"])
def test_a_name_waits_however_it_is_spelled(browser: Client, li: User, spelled: str) -> None:
    for _ in range(5):
        sign_in(browser, spelled, "wrong")

    assert sign_in(browser).status_code == 429


def test_without_the_cache_people_can_still_sign_in(browser: Client, li: User, settings: Settings) -> None:
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:1/0"}}

    assert sign_in(browser, "li", "wrong").status_code == 200
    assert sign_in(browser).status_code == 302


def test_signing_out_takes_a_button_not_a_link(browser: Client, li: User) -> None:
    browser.force_login(li)
    assert browser.get(reverse("accounts:logout")).status_code == 405
    answer = browser.post(reverse("accounts:logout"))

    assert answer.headers["Location"] == LOGIN
    assert not OpenSession.objects.exists()


def test_an_ended_session_tells_htmx_so_and_leaves_the_page_as_it_is(browser: Client, db: None) -> None:
    answer = browser.get(reverse("accounts:profile"), headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["X-Session"]) == (401, "ended")
    assert "HX-Redirect" not in answer.headers


def test_behind_the_proxy_the_address_is_the_one_the_proxy_saw(
    browser: Client, li: User, settings: Settings
) -> None:
    settings.BEHIND_TLS_PROXY = True
    browser.post(
        LOGIN,
        {"username": "li", "password": PASSWORD},
        headers={"X-Forwarded-For": "6.6.6.6, 10.1.2.3"},
    )

    assert AccessLog.objects.get().ip_address == "10.1.2.3"
