"""The code after the password: once, in time, by the right person, and no way around it."""

from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django.fixtures import Settings
from time_machine import Traveller

from accounts import clock, throttle
from accounts.enums import Role
from accounts.models import TrailEntry, User
from accounts.second_factor.codes import matching_step
from accounts.services import password_reset
from tests.accounts.second_factor.conftest import Factor
from tests.accounts.second_factor.phone import shown
from tests.cast import PASSWORD

LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def password(browser: Client, **more: str) -> Any:
    return browser.post(LOGIN, {"username": "li", "password": PASSWORD, **more})


def code(browser: Client, typed: str) -> Any:
    return browser.post(CODE, {"code": typed})


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


@pytest.mark.parametrize(("at", "digits"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_codes_are_those_of_the_standard(noon: Traveller, at: int, digits: str) -> None:
    """RFC 6238, appendix B, the last six digits of SHA-1."""
    noon.move_to(at)

    assert matching_step(RFC_SECRET, digits, after=0) == at // 30
    assert shown(RFC_SECRET) == digits


def test_the_password_alone_signs_nobody_in(browser: Client, factor: Factor) -> None:
    answer = password(browser, next="/accounts/profile/")

    assert answer.headers["Location"] == CODE
    assert not is_in(browser)
    assert browser.get("/accounts/profile/").headers["Location"].startswith(LOGIN)
    assert code(browser, shown(factor.secret)).headers["Location"] == "/accounts/profile/"
    assert is_in(browser)


def test_a_code_opens_once(browser: Client, factor: Factor) -> None:
    digits = shown(factor.secret)
    password(browser)
    code(browser, digits)
    second = Client()
    password(second)
    page = code(second, digits)

    assert page.status_code == 200
    assert "这个验证码不对、已经过期或者已经用过" in page.content.decode()
    assert not is_in(second)


def test_a_printed_code_opens_once_and_is_counted_off(browser: Client, factor: Factor) -> None:
    for number, opened in enumerate([True, False]):
        browser.logout()
        password(browser)
        code(browser, factor.printed[0])
        assert is_in(browser) is opened, number

    code(browser, factor.printed[1])
    assert ">8<" in browser.get("/accounts/profile/second-factor/").content.decode()


@pytest.mark.parametrize("typed", ["{} {}", "{}-{}", "\uff10", " {}{} "])
def test_blanks_dashes_and_wide_digits_do_not_matter(browser: Client, factor: Factor, typed: str) -> None:
    digits = shown(factor.secret)
    wide = digits.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    password(browser)
    code(browser, wide if typed == "\uff10" else typed.format(digits[:3], digits[3:]))

    assert is_in(browser)


@pytest.mark.parametrize("typed", ["", "000000", "x" * 5000, "a\x00b", "<script>", "１２", "-" * 30])
def test_junk_is_refused_on_the_page(browser: Client, factor: Factor, typed: str) -> None:
    password(browser)

    assert code(browser, typed).status_code == 200
    assert not is_in(browser)


def test_five_wrong_codes_lock_the_name_as_wrong_passwords_do(browser: Client, factor: Factor) -> None:
    password(browser)
    answers = [code(browser, "000000").status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert code(browser, shown(factor.secret)).status_code == 429
    assert password(Client()).status_code == 429
    assert not is_in(browser)


def test_the_right_password_does_not_forget_wrong_codes(browser: Client, factor: Factor) -> None:
    answers = []
    for _ in range(5):
        password(browser)
        answers.append(code(browser, "000000").status_code)

    assert answers[-1] == 429


def test_an_address_that_guesses_codes_is_throttled(
    browser: Client, factor: Factor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "ADDRESS", replace(throttle.ADDRESS, free=2))
    password(browser)

    assert [code(browser, "000000").status_code for _ in range(2)] == [200, 429]
    assert code(browser, shown(factor.secret)).status_code == 429


def test_the_code_is_awaited_for_five_minutes(browser: Client, factor: Factor, noon: Traveller) -> None:
    password(browser)
    noon.shift(301)

    assert code(browser, shown(factor.secret)).headers["Location"] == LOGIN
    assert not is_in(browser)


@pytest.mark.parametrize("change", ["password", "inactive"])
def test_who_waits_is_forgotten_when_the_account_changes(
    browser: Client, li: User, factor: Factor, change: str
) -> None:
    password(browser)
    if change == "password":
        password_reset(user=li, now=clock.now())
    else:
        User.objects.filter(pk=li.pk).update(is_active=False)

    assert code(browser, shown(factor.secret)).headers["Location"] == LOGIN
    assert not is_in(browser)


def test_without_a_password_there_is_no_second_step(browser: Client, db: None) -> None:
    assert browser.get(CODE).headers["Location"] == LOGIN


def test_the_administration_has_no_sign_in_of_its_own(
    browser: Client, li: User, factor: Factor, settings: Settings
) -> None:
    User.objects.filter(pk=li.pk).update(is_superuser=True, is_staff=True, role=Role.ADMINISTRATOR)
    settings.SECOND_FACTOR_ROLES = [Role.ADMINISTRATOR]
    browser.post("/admin/login/", {"username": "li", "password": PASSWORD})
    assert not is_in(browser)

    password(browser, next="/admin/")
    assert browser.get("/admin/").status_code == 302
    assert code(browser, shown(factor.secret)).headers["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200


def test_the_secret_of_a_phone_is_sealed(factor: Factor) -> None:
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert factor.secret not in stored
    assert stored.count("a1:") == 1


def test_the_trail_says_that_a_factor_came_and_not_what_it_is(factor: Factor) -> None:
    rows = TrailEntry.objects.filter(subject="mfa_authenticator")
    assert {row.after["type"] for row in rows if row.action == "INSERT"} == {"totp", "recovery_codes"}
    assert not any("data" in (row.after or {}) for row in rows)
