"""A computer handed over: locked by one, opened again by the same one, or taken over by another."""

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from accounts.models import OpenSession, User
from patients.models import Patient
from tests.accounts.sessions import LOCK, PROFILE, STATE, is_in, lock, unlock
from tests.cast import PASSWORD, Cast

RESUME = "/accounts/session/resume/"
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def locked(browser: Client, li: User, zhang: Patient) -> Client:
    """Nurse Li has locked the page of 张桂兰."""
    browser.force_login(li)
    lock(browser, reverse("patients:detail", args=[zhang.id]))
    return browser


def test_the_lock_screen_names_the_user_and_no_patient(locked: Client, zhang: Patient) -> None:
    page = locked.get(LOCK).content.decode()

    assert "李敏" in page
    assert zhang.name not in page
    assert zhang.hospital_number not in page
    assert str(zhang.id) not in page


@pytest.mark.parametrize(("is_dark", "ground"), [(True, "dark"), (False, "light")])
def test_a_room_that_was_dark_stays_dark_while_it_is_locked(
    locked: Client, li: User, is_dark: bool, ground: str
) -> None:
    User.objects.filter(pk=li.pk).update(dark_projector=is_dark)

    assert f'data-theme="{ground}"' in locked.get(LOCK).content.decode()


def test_nothing_opens_while_it_is_locked(locked: Client, zhang: Patient) -> None:
    htmx = locked.get(PROFILE, headers={"HX-Request": "true"})
    api = locked.get("/api/v1/patients/", headers={"Accept": "application/json"})

    assert locked.get(reverse("patients:list")).headers["Location"] == LOCK
    assert (htmx.status_code, htmx.headers["X-Session"]) == (401, "locked")
    assert (api.status_code, api.json()["errors"][0]["code"]) == (401, "not_authenticated")
    assert locked.post(PROFILE, {"language": "en"}).headers["Location"] == LOCK
    assert locked.get(STATE).json()["state"] == "locked"


def test_the_password_leads_back_to_the_same_page(locked: Client, zhang: Patient) -> None:
    before = locked.session.session_key
    lock(locked, "/day/")  # pressing it again changes nothing

    assert unlock(locked, "wrong") == ""
    assert unlock(locked) == reverse("patients:detail", args=[zhang.id])
    assert is_in(locked)
    assert not OpenSession.objects.filter(session_key=before).exists()


def test_a_name_sent_along_is_not_asked(locked: Client, people: Cast) -> None:
    people.doctor_wang.set_password(PASSWORD + "!")
    people.doctor_wang.save()
    facts = {"username": "wang", "password": PASSWORD + "!"}

    assert locked.post(reverse("accounts:unlock"), facts).status_code == 200
    assert locked.post(RESUME, facts).status_code == 422
    assert not is_in(locked)


def test_somebody_else_signs_the_first_one_out_and_starts_at_home(locked: Client, people: Cast) -> None:
    people.doctor_wang.set_password(PASSWORD)
    people.doctor_wang.save()
    out = locked.post(reverse("accounts:logout"))
    home = locked.post(out.headers["Location"], {"username": "wang", "password": PASSWORD})

    assert home.headers["Location"] == "/"
    assert locked.session["_auth_user_id"] == str(people.doctor_wang.pk)
    assert "return_to" not in locked.session


@pytest.mark.parametrize("page", ["https://evil.invalid/", "//evil.invalid", ""])
def test_the_way_back_never_leaves_the_house(browser: Client, li: User, page: str) -> None:
    browser.force_login(li)
    lock(browser, page)

    assert unlock(browser) == "/"


def test_a_locked_session_ends_as_any_other(locked: Client, noon: Traveller) -> None:
    lock(locked)
    noon.shift(12 * 3600)

    assert locked.get(LOCK).headers["Location"] == "/accounts/login/"
    assert unlock(locked) == "/"
    assert not is_in(locked)


def test_who_is_not_locked_has_nothing_to_open(browser: Client, li: User) -> None:
    browser.force_login(li)

    assert browser.get(LOCK).headers["Location"] == "/"
    assert unlock(browser) == "/"


def test_guessing_at_the_lock_screen_is_slowed_as_at_the_door(locked: Client) -> None:
    answers = [locked.post(reverse("accounts:unlock"), {"password": "wrong"}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


def test_the_page_under_the_cover_goes_on_after_the_password(locked: Client, li: User) -> None:
    told = locked.post(RESUME, {"username": "li", "password": PASSWORD}).json()

    assert (told["state"], told["user"]) == ("open", str(li.pk))
    assert is_in(locked)


def test_an_ended_session_is_begun_anew_without_leaving_the_page(browser: Client, li: User) -> None:
    wrong = browser.post(RESUME, {"username": "li", "password": "wrong"})
    empty = browser.post(RESUME, {"username": "li", "password": ""})
    right = browser.post(RESUME, {"username": "li", "password": PASSWORD}).json()

    assert (wrong.status_code, len(wrong.json()["errors"])) == (422, 1)
    assert empty.json()["errors"] == ["请输入密码。"]
    assert (right["state"], right["user"], right["ends_in"]) == ("open", str(li.pk), 15 * 60)
    assert right["csrf"]
    assert is_in(browser)


def test_the_page_is_told_when_it_is_somebody_elses_session_now(
    browser: Client, li: User, people: Cast
) -> None:
    browser.force_login(people.doctor_wang)

    assert browser.get(STATE).json()["user"] == str(people.doctor_wang.pk) != str(li.pk)


def test_too_many_wrong_passwords_are_told_to_the_page_as_data(browser: Client, li: User) -> None:
    for _ in range(6):
        answer = browser.post(
            RESUME, {"username": "li", "password": "wrong"}, headers={"Accept": "application/json"}
        )

    assert answer.status_code == 429
    assert answer.json()["errors"] == ["错误次数过多。请 1 分钟后再试。"]


def test_who_is_signed_in_and_guesses_another_name_slows_that_name(
    browser: Client, li: User, people: Cast
) -> None:
    browser.force_login(people.doctor_wang)
    for _ in range(5):
        browser.post(RESUME, {"username": "li", "password": "wrong"})

    assert Client().post("/accounts/login/", {"username": "li", "password": PASSWORD}).status_code == 429


def test_coming_back_needs_the_token_of_the_form(li: User) -> None:
    browser = Client(enforce_csrf_checks=True)

    assert browser.post(RESUME, {"username": "li", "password": PASSWORD}).status_code == 403
