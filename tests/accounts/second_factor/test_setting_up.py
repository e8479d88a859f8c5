"""Setting a factor up, its printed codes, and giving it up again."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from rest_framework.authtoken.models import Token
from time_machine import Traveller

from accounts import clock
from accounts.enums import Role
from accounts.models import OpenSession, User
from accounts.second_factor.factors import has_factor, recovery_codes_left
from accounts.second_factor.setting_up import KEY
from accounts.sessions.store import SessionStore
from tests.accounts.second_factor.conftest import Factor
from tests.accounts.second_factor.phone import shown
from tests.cast import PASSWORD

PAGE = "/accounts/profile/second-factor/"


def secret_on(page: str) -> str:
    found = re.search(r'class="secret-key">([A-Z2-7 ]+)<', page)
    assert found
    return found[1].replace(" ", "")


def printed_on(page: str) -> list[str]:
    return [code.replace(" ", "") for code in re.findall(r"<li><code>([\d ]+)</code>", page)]


@pytest.fixture
def at_page(browser: Client, li: User, noon: Traveller) -> Client:
    """Nurse Li's browser on the page of setting up."""
    browser.force_login(li)
    return browser


def test_the_page_shows_picture_and_key_and_one_code_sets_it_up(at_page: Client, li: User) -> None:
    page = at_page.get(PAGE).content.decode()
    secret = secret_on(page)
    assert "<svg" in page
    assert "style=" not in page.partition("<svg")[2].partition("</svg>")[0]
    answer = at_page.post(PAGE, {"code": shown(secret)})

    assert len(set(printed_on(answer.content.decode()))) == 10
    assert answer.headers["Cache-Control"] == "no-store"
    assert has_factor(li)
    assert recovery_codes_left(li) == 10


def test_the_printed_codes_are_shown_once(at_page: Client) -> None:
    secret = secret_on(at_page.get(PAGE).content.decode())
    at_page.post(PAGE, {"code": shown(secret)})

    again = at_page.get(PAGE).content.decode()
    assert not printed_on(again)
    assert secret not in again.replace(" ", "")


def test_a_wrong_code_keeps_the_picture(at_page: Client, li: User) -> None:
    secret = secret_on(at_page.get(PAGE).content.decode())
    answer = at_page.post(PAGE, {"code": "000000"}).content.decode()

    assert "这个验证码对不上" in answer
    assert secret_on(answer) == secret
    assert not has_factor(li)


def test_the_secret_waits_sealed(at_page: Client) -> None:
    secret = secret_on(at_page.get(PAGE).content.decode())

    kept = SessionStore().decode(OpenSession.objects.get().session_data)
    assert KEY in kept
    assert secret not in str(kept)


def test_a_token_got_with_the_password_alone_ends(at_page: Client, li: User) -> None:
    Token.objects.create(user=li)
    at_page.post(PAGE, {"code": shown(secret_on(at_page.get(PAGE).content.decode()))})

    assert not Token.objects.exists()


def test_new_printed_codes_cost_a_code_and_end_the_old_ones(
    at_page: Client, li: User, factor: Factor
) -> None:
    refused = at_page.post(f"{PAGE}codes/", {"code": "000000"}).content.decode()
    assert not printed_on(refused)
    fresh = printed_on(at_page.post(f"{PAGE}codes/", {"code": shown(factor.secret)}).content.decode())

    assert len(fresh) == 10
    assert not set(fresh) & set(factor.printed)
    assert not printed_on(at_page.post(f"{PAGE}codes/", {"code": factor.printed[0]}).content.decode())


def test_a_factor_nobody_asks_for_may_be_given_up_against_a_code(
    at_page: Client, li: User, factor: Factor
) -> None:
    at_page.post(f"{PAGE}drop/", {"code": "000000"})
    assert has_factor(li)
    at_page.post(f"{PAGE}drop/", {"code": shown(factor.secret)})

    assert not has_factor(li)
    assert recovery_codes_left(li) == 0


class TestRequired:
    """A role that needs a factor."""

    @pytest.fixture(autouse=True)
    def nurses_need_one(self, settings: Settings) -> None:
        settings.SECOND_FACTOR_ROLES = [Role.NURSE]

    def signed_in(self, browser: Client) -> Any:
        return browser.post("/accounts/login/", {"username": "li", "password": PASSWORD, "next": "/day/"})

    def test_a_call_of_the_api_is_told_so_in_words_a_program_can_read(
        self, browser: Client, li: User
    ) -> None:
        self.signed_in(browser)
        told = browser.get("/api/v1/patients/", headers={"accept": "application/json"})

        assert (told.status_code, told.json()["errors"][0]["code"]) == (403, "set_up_second_factor")
        assert told.json()["errors"][0]["detail"] == "请先在网页上登录并设置第二重验证。"

    @pytest.mark.parametrize("path", ["/day/", "/patients/", "/accounts/profile/password/"])
    def test_nothing_opens_but_the_page_of_setting_up(self, browser: Client, li: User, path: str) -> None:
        self.signed_in(browser)

        assert browser.get(path).headers["Location"] == PAGE

    def test_after_setting_up_everything_opens(self, browser: Client, li: User, noon: Traveller) -> None:
        self.signed_in(browser)
        browser.post(PAGE, {"code": shown(secret_on(browser.get(PAGE).content.decode()))})

        assert browser.get("/day/").status_code == 200

    def test_it_cannot_be_given_up(self, browser: Client, li: User, factor: Factor) -> None:
        browser.post("/accounts/login/", {"username": "li", "password": PASSWORD})
        browser.post("/accounts/login/code/", {"code": shown(factor.secret)})

        assert browser.post(f"{PAGE}drop/", {"code": factor.printed[0]}).status_code == 403
        assert has_factor(li)

    def test_a_session_older_than_the_factor_ends(self, browser: Client, li: User, factor: Factor) -> None:
        browser.force_login(li)

        assert browser.get("/day/").headers["Location"] == "/accounts/login/?next=/day/"
        assert "_auth_user_id" not in browser.session

    def test_a_temporary_password_is_changed_first(self, browser: Client, li: User) -> None:
        User.objects.filter(pk=li.pk).update(must_change_password=True, password_set_at=clock.now())
        self.signed_in(browser)

        assert browser.get("/day/").headers["Location"] == "/accounts/profile/password/"
        assert browser.get("/accounts/profile/password/").status_code == 200

    def test_a_superuser_needs_one_whatever_the_role(self, browser: Client, li: User) -> None:
        User.objects.filter(pk=li.pk).update(is_superuser=True, role=Role.RADIOLOGIST)
        self.signed_in(browser)

        assert browser.get("/admin/").headers["Location"] == PAGE

    def test_signing_out_and_the_language_stay_open(self, browser: Client, li: User) -> None:
        self.signed_in(browser)

        assert browser.post("/accounts/language/", {"language": "en"}).headers["Location"] == "/"
        assert "Set up the second factor" in browser.get(PAGE).content.decode()
        assert browser.post("/accounts/logout/").headers["Location"] == "/accounts/login/"
