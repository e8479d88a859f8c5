"""What a person sets about themselves."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from time_machine import Traveller

from accounts.models import User
from tests.cast import PASSWORD, Cast

NEW = "a longer sentence 2026"


def change(browser: Client, old: str, new: str, again: str) -> int:
    return browser.post(
        reverse("accounts:password"), {"old_password": old, "new_password1": new, "new_password2": again}
    ).status_code


def test_the_choices_are_kept(browser: Client, li: User) -> None:
    browser.force_login(li)
    chosen = {"language": "en", "wants_email": "on", "dark_projector": "on"}
    answer = browser.post(reverse("accounts:profile"), chosen, follow=True)
    li.refresh_from_db()

    assert (li.language, li.wants_email, li.has_shortcuts, li.dark_projector) == ("en", True, False, True)
    assert "Saved." in answer.content.decode()
    assert 'data-shortcuts="off"' in answer.content.decode()


def test_an_unknown_language_is_refused_with_words(browser: Client, li: User) -> None:
    browser.force_login(li)
    answer = browser.post(reverse("accounts:profile"), {"language": "xx"})
    li.refresh_from_db()

    assert answer.status_code == 200
    assert "form-errors" in answer.content.decode()
    assert li.language == "zh-hans"


def test_a_new_password_works_and_ends_the_other_sessions(browser: Client, li: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(li)
    browser.force_login(li)
    before = browser.session.session_key

    assert change(browser, PASSWORD, NEW, NEW) == 302

    assert User.objects.get(pk=li.pk).check_password(NEW)
    assert browser.session.session_key != before
    assert browser.get(reverse("accounts:profile")).status_code == 200
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("wrong", NEW, NEW),
        (PASSWORD, "short", "short"),
        (PASSWORD, NEW, NEW + "x"),
        (PASSWORD, "1234567890", "1234567890"),
    ],
)
def test_a_bad_password_is_refused_on_the_page(
    browser: Client, li: User, old: str, new: str, again: str
) -> None:
    browser.force_login(li)

    assert change(browser, old, new, again) == 422
    assert User.objects.get(pk=li.pk).check_password(PASSWORD)


def test_guessing_the_old_password_is_slowed_as_at_the_door_and_locks_the_name(
    browser: Client, li: User, noon: Traveller, settings: Settings
) -> None:
    settings.SECURITY_PROFILE = "dengbao3"
    browser.force_login(li)
    answers = [change(browser, "wrong", NEW, NEW) for _ in range(5)]

    assert answers == [422] * 4 + [429]
    assert change(browser, PASSWORD, NEW, NEW) == 429
    assert User.objects.get(pk=li.pk).check_password(PASSWORD)
    noon.shift(1801)
    browser.force_login(li)
    assert change(browser, PASSWORD, "x", "y") == 422
    mixed = "A longer sentence, 2026"
    assert change(browser, PASSWORD, mixed, mixed) == 302


def test_a_temporary_password_opens_nothing_but_the_page_to_change_it(browser: Client, li: User) -> None:
    User.objects.update(must_change_password=True)
    browser.force_login(li)

    assert browser.get(reverse("accounts:profile")).headers["Location"] == reverse("accounts:password")
    assert browser.get(reverse("accounts:password")).status_code == 200
    assert change(browser, PASSWORD, NEW, NEW) == 302
    assert browser.get(reverse("accounts:profile")).status_code == 200


def test_a_call_of_the_api_is_told_so_in_words_a_program_can_read(browser: Client, li: User) -> None:
    User.objects.update(must_change_password=True)
    browser.force_login(li)
    page = reverse("accounts:password")

    for told in (
        browser.get("/api/v1/patients/", headers={"accept": "application/json"}),
        browser.post("/api/v1/patients/", {}, "application/json"),
    ):
        assert (told.status_code, told.json()["errors"][0]["code"]) == (403, "choose_password")
        assert told.json()["errors"][0]["detail"] == "请先在网页上登录并设置自己的密码。"
    assert browser.get("/api/v1/docs/", headers={"accept": "text/html,*/*"}).headers["Location"] == page


DARK = '<html lang="zh-Hans" data-theme="dark" class="projector">'
LIGHT = '<html lang="zh-Hans" data-theme="light">'


def projector(browser: Client, **headers: str) -> Any:
    return browser.post(reverse("accounts:projector"), {"next": "/accounts/profile/"}, headers=headers)


def test_the_projector_mode_makes_every_page_dark_until_it_is_switched_off(browser: Client, li: User) -> None:
    browser.force_login(li)
    assert LIGHT in browser.get("/day/").content.decode()
    answer = projector(browser)

    assert answer.headers["Location"] == "/accounts/profile/"
    assert DARK in browser.get("/day/").content.decode()
    assert DARK in browser.get("/nowhere/").content.decode()

    projector(browser)
    assert LIGHT in browser.get("/day/").content.decode()


def test_the_projector_mode_outlives_the_session(browser: Client, li: User) -> None:
    browser.force_login(li)
    projector(browser)
    browser.post(reverse("accounts:logout"))
    assert LIGHT in browser.get(reverse("accounts:login")).content.decode()

    browser.force_login(User.objects.get(pk=li.pk))
    assert DARK in browser.get("/day/").content.decode()


def test_htmx_flips_the_projector_mode_without_leaving_the_page(browser: Client, li: User) -> None:
    browser.force_login(li)
    answer = projector(browser, HX_Request="true")

    assert (answer.status_code, answer.content) == (204, b"")
    assert json.loads(answer.headers["HX-Trigger"]) == {"projector": {"on": True}}


def test_a_sheet_for_paper_is_white_in_the_projector_mode(browser: Client, li: User) -> None:
    browser.force_login(li)
    projector(browser)

    assert LIGHT in browser.get(reverse("bonetherapy:ward_print")).content.decode()


def test_the_administration_follows_the_projector_mode(browser: Client, people: Cast) -> None:
    browser.force_login(people.admin_gao)
    assert "admin_dark" not in browser.get("/admin/").content.decode()
    projector(browser)

    assert "admin_dark" in browser.get("/admin/").content.decode()
