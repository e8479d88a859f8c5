"""The two profiles, side by side: what one asks for the other refuses to ask."""

from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from time_machine import Traveller

from accounts import clock
from accounts.enums import Role
from accounts.models import FormerPassword, User
from accounts.policy import policy
from accounts.policy.ageing import has_ended, has_to_choose, is_expired
from accounts.policy.known import is_known
from accounts.services import password_change, password_reset
from config.checks import profile_is_known
from tests.cast import PASSWORD

LOGIN = "/accounts/login/"
SENTENCE = "seven quiet cranes over the river"
MIXED = "Kran!ch7Fluss"
NOW = clock.now()


@pytest.fixture(params=["asvs", "dengbao3"])
def profile(request: pytest.FixtureRequest, settings: Settings) -> str:
    """Each profile in its turn."""
    settings.SECURITY_PROFILE = str(request.param)
    return str(request.param)


def is_taken(password: str, user: Any = None) -> bool:
    try:
        validate_password(password, user)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("password", "asvs", "dengbao3"),
    [
        (SENTENCE, True, False),
        (MIXED, True, True),
        ("Kran!ch7Fl", False, True),
        ("Kr!7fl", False, False),
        ("x" * 60 + "Kran!ch7Fluss", True, True),
        ("骨科的七只鹤飞过河面去看海了", True, False),
        ("Kran!ch7Fluss" * 316, False, False),
    ],
)
def test_the_profiles_disagree_about_recipes(
    settings: Settings, password: str, asvs: bool, dengbao3: bool
) -> None:
    for name, taken in (("asvs", asvs), ("dengbao3", dengbao3)):
        settings.SECURITY_PROFILE = name
        assert is_taken(password) is taken, name


@pytest.mark.parametrize(
    "password",
    [
        "Password2026!!", "P@ssw0rd1234!", "Qwertyuiop123!", "abcabcabcABC1!", "Woaini1314520!",
        "aaaaaaaaaaA1!", "Hospital-2026!", "Zhongliuke2026!",
    ],
)  # fmt: skip
def test_no_profile_takes_what_guessers_try_first(profile: str, password: str) -> None:
    assert not is_taken(password)


def test_the_three_thousand_commonest_fall_however_they_are_lengthened() -> None:
    """ASVS 6.2.4: also in the forms people give them to reach twelve characters."""
    words = sorted(word for word in CommonPasswordValidator().passwords if len(word) >= 4)[:3000]

    assert [word for word in words if not is_known(word.title())] == []
    letters = [word for word in words if word.isalpha()]
    assert [word for word in letters if not is_known(f"{word}2026!!!")] == []


@pytest.mark.parametrize("password", [SENTENCE, MIXED, "3x9-2847 k 1183-07", "8264 0193 7755 x"])
def test_a_good_one_is_no_known_one(password: str) -> None:
    assert not is_known(password)


def test_a_password_as_long_as_a_form_can_be_is_judged_at_once() -> None:
    started = monotonic()
    assert not is_known("a" + "2468" * 80_000 + "b")
    assert monotonic() - started < 5


@pytest.mark.parametrize("word", ["BoneBoard", "wanglei", "东湖医院", "王磊", "骨转移"])
def test_names_on_the_door_sign_are_left_out(profile: str, word: str, li: User) -> None:
    li.username, li.name = "wanglei", "王磊"

    assert not is_taken(f"Gr!9-{word}-vk2Q", li)
    assert is_taken("Gr!9-kranich-vk2Q", li)


@pytest.mark.parametrize(("name", "kept"), [("asvs", 1), ("dengbao3", 5)])
def test_the_one_in_use_is_no_new_one_and_former_ones_only_where_one_must_change(
    settings: Settings, li: User, name: str, kept: int
) -> None:
    settings.SECURITY_PROFILE = name
    passwords = [f"{MIXED}-{letter}x" for letter in "abcdefgh"]
    for password in passwords:
        assert is_taken(password, li)
        password_change(by=li, password=password, now=NOW)

    assert [is_taken(password, li) for password in passwords] == [True] * (8 - kept) + [False] * kept
    assert FormerPassword.objects.filter(user=li).count() == kept - 1


def test_passwords_age_only_where_the_profile_says_so(profile: str, li: User) -> None:
    ages = {"asvs": (False, False, False), "dengbao3": (False, True, True)}
    moments = (NOW - timedelta(days=90), NOW - timedelta(days=90, seconds=1), None)

    def expired(moment: Any) -> bool:
        li.password_set_at = moment
        return is_expired(li, NOW)

    assert tuple(map(expired, moments)) == ages[profile]


def test_an_expired_password_opens_nothing_but_the_page_to_change_it(
    browser: Client, li: User, settings: Settings
) -> None:
    settings.SECURITY_PROFILE = "dengbao3"
    browser.force_login(li)
    page, new = reverse("accounts:password"), f"{MIXED}-neu"

    assert browser.get("/day/").headers["Location"] == page
    assert browser.get("/api/v1/patients/").status_code == 403
    assert "已到更换期限" in browser.get(page).content.decode()
    browser.post(page, {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert browser.get("/day/").status_code == 200


def test_the_page_says_what_the_profile_asks_for(browser: Client, li: User, profile: str) -> None:
    User.objects.update(password_set_at=NOW)
    browser.force_login(li)
    page = browser.get(reverse("accounts:password")).content.decode()

    assert ("大写字母" in page) is (profile == "dengbao3")
    assert f"至少 {policy().min_length} 个字符" in page
    assert page.count('autocomplete="new-password"') == 2
    assert page.count("data-show-password") == 4  # the fourth is the cover's


def test_who_needs_a_second_factor(settings: Settings) -> None:
    assert policy().second_factor_roles == {Role.ADMINISTRATOR, Role.AUDITOR, Role.COORDINATOR}
    settings.SECURITY_PROFILE = "dengbao3"
    assert policy().second_factor_roles == set(Role)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("SECURITY_PROFILE", "none", "boneboard.E012"),
        ("SESSION_IDLE_MINUTES", -1, "boneboard.E013"),
        ("SESSION_ABSOLUTE_HOURS", -1, "boneboard.E013"),
    ],
)
def test_a_wrong_setting_stops_the_house(settings: Settings, name: str, value: Any, code: str) -> None:
    assert list(profile_is_known()) == []
    setattr(settings, name, value)

    assert [found.id for found in profile_is_known()] == [code]


def test_a_temporary_password_nobody_used_in_time_opens_nothing(
    browser: Client, li: User, noon: Traveller, profile: str
) -> None:
    """ASVS 6.4.1. Whoever typed it right is told; whoever guesses reads what everybody reads."""
    temporary = password_reset(user=li, now=clock.now())
    noon.shift(timedelta(days=3))
    in_time = browser.post(LOGIN, {"username": "li", "password": temporary})
    browser.logout()
    noon.shift(timedelta(seconds=1))
    late, guessed = (
        browser.post(LOGIN, {"username": "li", "password": typed}).content.decode()
        for typed in (temporary, "wrong")
    )

    assert in_time.status_code == 302
    assert "该临时密码有效期为 3 天，现已失效" in late
    assert "现已失效" not in guessed
    assert not browser.session.get("_auth_user_id")


def test_a_temporary_password_of_unknown_age_counts_as_over(li: User) -> None:
    li.must_change_password = True
    assert [has_ended(li, NOW), has_to_choose(li, NOW)] == [True, True]
    li.must_change_password = False
    assert not has_ended(li, NOW)
