"""How long a phone's code is good: its own thirty seconds (ASVS 6.5.5), or one half minute around them."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from time_machine import Traveller

from accounts.second_factor.codes import matching_step
from tests.accounts.second_factor.conftest import Factor
from tests.accounts.second_factor.phone import shown
from tests.cast import PASSWORD

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
BEGINS = 1_111_111_110  # a multiple of thirty
GOOD = {"asvs": (0, 30), "dengbao3": (-30, 60)}  # from its first second, until before its last


@pytest.mark.parametrize("profile", GOOD)
@pytest.mark.parametrize("edge", [0, 1])
def test_a_code_is_good_for_exactly_the_time_of_the_profile(
    settings: Settings, noon: Traveller, profile: str, edge: int
) -> None:
    settings.SECURITY_PROFILE = profile
    digits, fits = shown(SECRET, at=BEGINS), []
    for seconds in (-0.001, 0):
        noon.move_to(BEGINS + GOOD[profile][edge] + seconds)
        fits.append(matching_step(SECRET, digits, after=0))

    step = BEGINS // 30
    assert fits == ([None, step] if edge == 0 else [step, None])


@pytest.mark.parametrize(
    ("profile", "seconds", "opens"),
    [
        ("asvs", -1, False),
        ("asvs", 0, True),
        ("asvs", 29, True),
        ("asvs", 30, False),
        ("dengbao3", -31, False),
        ("dengbao3", -30, True),
        ("dengbao3", 59, True),
        ("dengbao3", 60, False),
    ],
)
def test_the_page_takes_it_as_long(
    browser: Client,
    factor: Factor,
    noon: Traveller,
    settings: Settings,
    profile: str,
    seconds: int,
    opens: bool,
) -> None:
    settings.SECURITY_PROFILE = profile
    noon.shift(300)
    digits = shown(factor.secret)
    noon.shift(seconds)
    answer = typed(browser, digits)

    assert ("_auth_user_id" in browser.session) is opens
    assert opens or "请检查手机是否设为自动校准时间" in answer.content.decode()


def typed(browser: Client, digits: str) -> Any:
    browser.post("/accounts/login/", {"username": "li", "password": PASSWORD})
    return browser.post("/accounts/login/code/", {"code": digits})
