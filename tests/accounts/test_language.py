"""Chinese unless somebody chose English."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User

LOGIN = "/accounts/login/"


def page(browser: Client, **headers: str) -> str:
    return browser.get(LOGIN, headers=headers).content.decode()


@pytest.mark.django_db
def test_the_language_of_the_browser_is_not_asked(browser: Client) -> None:
    assert "登录" in page(browser, accept_language="en")


@pytest.mark.django_db
def test_a_signed_out_choice_stays_in_a_cookie(browser: Client) -> None:
    answer = browser.post(reverse("set_language"), {"language": "en", "next": LOGIN})

    assert answer.headers["Location"] == LOGIN
    assert "Sign in" in page(browser)
    assert answer.cookies["django_language"]["httponly"]


def test_a_signed_in_choice_belongs_to_the_user(browser: Client, li: User) -> None:
    browser.force_login(li)
    browser.post(reverse("accounts:language"), {"language": "en"})

    assert User.objects.get(pk=li.pk).language == "en"
    assert "My account" in browser.get("/accounts/profile/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "xx", "zh-hant", "en'--"])
def test_an_unknown_language_changes_nothing(browser: Client, language: str) -> None:
    answer = browser.post(reverse("set_language"), {"language": language})

    assert answer.status_code == 302
    assert "django_language" not in answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["https://evil.invalid/", "//evil.invalid", "javascript:alert(1)", ""])
def test_the_switch_never_leads_to_another_site(browser: Client, address: str) -> None:
    answer = browser.post(reverse("set_language"), {"language": "en", "next": address})

    assert answer.headers["Location"] == "/"
