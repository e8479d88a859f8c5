"""The oncologist's first page."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from patients.models import Patient
from tests.bonetherapy.pages.conftest import Sign
from tests.bonetherapy.pages.morning import morning
from tests.bonetherapy.pages.test_give import text
from tests.cast import TODAY, Cast


@pytest.fixture
def doctor(sign_in: Sign, people: Cast) -> Client:
    """Doctor Wang's browser."""
    return sign_in(people.doctor_wang)


def names(browser: Client) -> list[str]:
    return [row.patient.name for row in browser.get("/day/").context["rows"]]


def test_my_overdue_and_blocked_doses(doctor: Client, people: Cast) -> None:
    morning(people)
    assert names(doctor)[:3] == ["周桂芳", "陈德明", "吴秀兰"]
    assert set(names(doctor)[3:]) == {"王建国", "赵卫东", "孙玉梅", "刘志强"}


def test_a_course_to_start_says_how_long_is_left(doctor: Client, zhang: Patient) -> None:
    type(zhang.bone_metastasis).objects.update(confirmed_on=TODAY - timedelta(days=10))
    page = text(doctor.get("/day/"))
    assert "张桂兰" in page
    assert "4 days left" in page
    assert f"/patients/{zhang.id}/courses/start/" in page


def test_another_doctors_patients_are_not_mine(sign_in: Sign, people: Cast) -> None:
    morning(people)
    other = User.objects.get(pk=people.doctor_zhao.pk)
    assert "Nothing waits for you." in text(sign_in(other).get("/day/"))


def test_the_list_of_the_ward_is_one_step_away(doctor: Client, people: Cast) -> None:
    morning(people)
    rows = doctor.get("/day/", {"show": "today"}).context["rows"]
    assert len(rows) == 5
