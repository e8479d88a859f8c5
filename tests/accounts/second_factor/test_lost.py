"""An administrator takes a lost factor away."""

from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.models import TrailEntry, User
from accounts.second_factor.factors import has_factor
from accounts.services import password_forget, password_reset
from tests.accounts.second_factor.conftest import Factor
from tests.accounts.second_factor.phone import shown
from tests.cast import PASSWORD, Cast

USERS = "/admin/accounts/user/"
REASON = "手机丢失，已当面核对工牌"


def take_away(admin: Client, person: User, **more: str) -> Any:
    return admin.post(USERS, {"action": "take_lost_factor_away", "_selected_action": str(person.pk), **more})


@pytest.fixture
def admin(people: Cast) -> Client:
    """Administrator Gao's browser."""
    browser = Client()
    browser.force_login(people.admin_gao)
    return browser


def test_the_reason_is_asked_for_and_stands_in_the_trail(
    admin: Client, browser: Client, li: User, factor: Factor, people: Cast
) -> None:
    browser.force_login(li)
    for empty in ({}, {"reason": " "}):
        assert "reason" in take_away(admin, li, **empty).content.decode()
        assert has_factor(li)
    page = take_away(admin, li, reason=REASON).content.decode()

    assert not has_factor(li)
    rows = TrailEntry.objects.filter(subject="mfa_authenticator", action="DELETE")
    assert {(row.user_name, row.reason) for row in rows} == {(people.admin_gao.name, REASON)}
    assert len(rows) == 2
    assert "<code>" in page


def test_who_knows_only_the_old_password_gets_in_nowhere(
    admin: Client, browser: Client, li: User, factor: Factor
) -> None:
    browser.force_login(li)
    take_away(admin, li, reason=REASON)

    assert browser.get("/accounts/profile/").status_code == 302
    assert Client().post("/accounts/login/", {"username": "li", "password": PASSWORD}).status_code == 200
    assert User.objects.get(pk=li.pk).must_change_password


def test_who_has_no_password_of_ours_keeps_having_none(
    admin: Client, browser: Client, li: User, factor: Factor
) -> None:
    password_forget(user=li)
    browser.force_login(li)
    page = take_away(admin, li, reason=REASON).content.decode()

    assert "<code>" not in page
    assert browser.get("/accounts/profile/").status_code == 302
    assert not User.objects.get(pk=li.pk).has_usable_password()


def test_a_new_password_leaves_the_factor_where_it_is(browser: Client, li: User, factor: Factor) -> None:
    temporary = password_reset(user=li, now=clock.now())
    browser.post("/accounts/login/", {"username": "li", "password": temporary})

    assert "_auth_user_id" not in browser.session
    browser.post("/accounts/login/code/", {"code": shown(factor.secret)})
    assert "_auth_user_id" in browser.session


def test_nobody_takes_away_their_own(admin: Client, people: Cast) -> None:
    take_away(admin, people.admin_gao, reason=REASON)

    assert not TrailEntry.objects.filter(reason=REASON).exists()


def test_another_hospital_is_out_of_reach(admin: Client, people: Cast) -> None:
    take_away(admin, people.nurse_zhou, reason=REASON)

    assert not TrailEntry.objects.filter(reason=REASON).exists()
    assert not User.objects.get(pk=people.nurse_zhou.pk).must_change_password
