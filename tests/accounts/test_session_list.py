"""A person's own sessions: seen, ended one by one or all, by an administrator, by a new password."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts import clock
from accounts.enums import Role
from accounts.models import OpenSession, TrailEntry, User
from accounts.services import password_reset
from accounts.sessions.devices import device_of
from accounts.sessions.rows import end_one, open_sessions
from tests.accounts.sessions import PROFILE, is_in, signed_in
from tests.cast import PASSWORD, Cast, person


def handles(user: User, this: Client) -> list[str]:
    lines = open_sessions(user, this=this.session.session_key, now=clock.now())
    return [line.handle for line in lines if not line.is_this]


def test_the_profile_lists_where_one_is_signed_in(browser: Client, li: User) -> None:
    browser.post(
        "/accounts/login/",
        {"username": "li", "password": PASSWORD},
        headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0"},
    )
    signed_in(li)
    page = browser.get(PROFILE).content.decode()

    assert "Firefox · Linux</strong> （本机）" in page
    assert "未知设备" in page  # it has asked for no page yet
    assert str(browser.session.session_key) not in page


def test_one_session_is_ended_and_the_others_go_on(browser: Client, li: User) -> None:
    first, second = signed_in(li), signed_in(li)
    browser.force_login(li)
    (handle,) = set(handles(li, browser)) - set(handles(li, first))
    answer = browser.post(reverse("accounts:session_end"), {"handle": handle}, follow=True)

    assert "该登录已结束" in answer.content.decode()
    assert (is_in(browser), is_in(first), is_in(second)) == (True, False, True)


def test_all_others_are_ended_at_once(browser: Client, li: User) -> None:
    others = [signed_in(li), signed_in(li)]
    browser.force_login(li)
    browser.post(reverse("accounts:sessions_end"))

    assert is_in(browser)
    assert not any(map(is_in, others))


def test_nobody_ends_the_session_of_another(browser: Client, li: User, people: Cast) -> None:
    wang = signed_in(people.doctor_wang)
    browser.force_login(li)
    (handle,) = handles(people.doctor_wang, browser)
    answer = browser.post(reverse("accounts:session_end"), {"handle": handle}, follow=True)

    assert "该登录早已结束" in answer.content.decode()
    assert is_in(wang)
    assert not end_one(by=li, handle="")


def test_a_copied_cookie_opens_nothing_after_signing_out(browser: Client, li: User) -> None:
    browser.force_login(li)
    thief = Client()
    thief.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert is_in(thief)
    browser.post(reverse("accounts:logout"))

    assert not is_in(thief)


def test_a_new_password_leaves_no_row_of_the_other_sessions(browser: Client, li: User) -> None:
    signed_in(li)
    browser.force_login(li)
    new = "a longer sentence 2026"
    browser.post(
        reverse("accounts:password"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )

    assert OpenSession.objects.get(user=li).session_key == browser.session.session_key


def test_a_temporary_password_ends_every_session(li: User) -> None:
    elsewhere = signed_in(li)
    password_reset(user=li, now=clock.now())

    assert not is_in(elsewhere)
    assert not OpenSession.objects.filter(user=li).exists()


def test_an_administrator_signs_people_out(browser: Client, li: User, people: Cast) -> None:
    phone, wang = signed_in(li), signed_in(people.doctor_wang)
    browser.force_login(people.admin_gao)
    answer = browser.post(
        reverse("admin:accounts_user_changelist"),
        {"action": "end_sessions", "_selected_action": [str(li.pk)]},
        follow=True,
    )

    assert "已让 1 人退出登录" in answer.content.decode()
    assert (is_in(phone), is_in(wang)) == (False, True)


def test_that_an_administrator_did_is_a_line_of_the_trail(browser: Client, li: User, people: Cast) -> None:
    for _ in range(2):
        signed_in(li)
    browser.force_login(people.admin_gao)
    asked = {"action": "end_sessions", "_selected_action": [str(li.pk)]}
    answer = browser.post(reverse("admin:accounts_user_changelist"), asked)
    line = TrailEntry.objects.get(subject="accounts_opensession")
    browser.force_login(people.auditor_tang)
    page = browser.get(reverse("accounts:trail")).content.decode()

    assert (line.action, line.user_name, line.row_id) == ("DELETE", "高远", str(li.pk))
    assert (line.before, str(line.request_id)) == ({"sessions": 2}, answer["X-Request-Id"])
    assert "李敏" in page
    assert "2 个登录，由高远结束" in page


def test_what_happened_in_another_hospital_is_not_shown(browser: Client, people: Cast) -> None:
    chief = person("zhu", "朱红", Role.ADMINISTRATOR, people.oncology_west, is_staff=True)
    browser.force_login(chief)
    asked = {"action": "end_sessions", "_selected_action": [str(people.doctor_wu.pk)]}
    browser.post(reverse("admin:accounts_user_changelist"), asked)
    browser.force_login(people.auditor_tang)

    assert TrailEntry.objects.filter(subject="accounts_opensession").exists()
    assert "吴刚" not in browser.get(reverse("accounts:trail")).content.decode()


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0.0.0 Safari/537.36 Edg/130.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1",
            "Safari · iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Safari/537.36 MicroMessenger/8.0", "WeChat · Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_in_words_people_know(agent: str, words: str) -> None:
    assert device_of(agent) == words
