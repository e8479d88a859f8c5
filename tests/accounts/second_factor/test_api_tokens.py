"""A token for machines needs the code too."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from rest_framework.authtoken.models import Token

from accounts.enums import Role
from accounts.models import User
from tests.accounts.second_factor.conftest import Factor
from tests.accounts.second_factor.phone import shown
from tests.cast import PASSWORD

TOKEN, SCHEMA = "/api/v1/token/", "/api/v1/schema/"


def ask(browser: Client, **more: Any) -> Any:
    facts = {"username": "li", "password": PASSWORD, **more}
    return browser.post(TOKEN, facts, content_type="application/json")


def test_the_code_is_asked_for_and_opens_once(browser: Client, factor: Factor) -> None:
    digits = shown(factor.secret)
    answers = [ask(browser), *(ask(browser, code=code) for code in ("000000", digits, digits))]

    assert [answer.status_code for answer in answers] == [400, 400, 200, 400]
    assert answers[0].json()["errors"][0]["attr"] == "code"


@pytest.mark.parametrize("code", ["x" * 5000, "a\x00b", 7, None, [], {"a": 1}])
def test_junk_gets_none(browser: Client, factor: Factor, code: Any) -> None:
    assert ask(browser, code=code).status_code == 400


def test_wrong_codes_lock_the_name(browser: Client, factor: Factor) -> None:
    for _ in range(5):
        ask(browser, code="000000")

    assert ask(browser, code=shown(factor.secret)).status_code != 200


def test_a_role_that_needs_a_factor_gets_no_token_without_one(
    browser: Client, li: User, settings: Settings
) -> None:
    settings.SECOND_FACTOR_ROLES = [Role.NURSE]

    assert ask(browser).status_code == 403


def test_a_token_from_before_the_duty_waits_for_the_factor(li: User, settings: Settings) -> None:
    machine = Client(headers={"authorization": f"Token {Token.objects.create(user=li).key}"})
    assert machine.get(SCHEMA).status_code == 200
    settings.SECOND_FACTOR_ROLES = [Role.NURSE]

    assert machine.get(SCHEMA).status_code == 401
