"""The oncologist's first page."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from bonetherapy.models import Dose
from bonetherapy.services.missed import dose_mark_not_given
from bonetherapy.services.stops import course_stop
from bonetherapy.specs import NotGivenSpec, StopSpec
from patients.models import Patient
from tests.bonetherapy.pages.conftest import Sign
from tests.bonetherapy.pages.morning import morning
from tests.bonetherapy.pages.test_give import text
from tests.cast import TODAY, Cast
from tests.worklist.planned import subject


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


def test_a_patient_who_moved_away_is_named_to_the_old_doctor_no_more(
    doctor: Client, people: Cast, zhang: Patient
) -> None:
    subject(zhang, TODAY, owner=people.doctor_wang)
    type(zhang.bone_metastasis).objects.update(confirmed_on=TODAY - timedelta(days=10))
    assert text(doctor.get("/day/")).count("张桂兰") >= 2

    Patient.objects.filter(pk=zhang.pk).update(department=people.oncology_2, ward=None)
    assert "张桂兰" not in text(doctor.get("/day/"))


def test_the_list_of_the_ward_is_one_step_away(doctor: Client, people: Cast) -> None:
    morning(people)
    rows = doctor.get("/day/", {"show": "today"}).context["rows"]
    assert len(rows) == 5


def test_a_course_to_close_leads_to_the_stop_with_its_reason(doctor: Client, people: Cast, due: Dose) -> None:
    Patient.objects.filter(pk=due.patient_id).update(responsible_doctor=people.doctor_wang)
    spec = NotGivenSpec(reason_code="DIED")
    dose_mark_not_given(by=people.nurse_li, dose=due, spec=spec, today=TODAY)
    address = f"/courses/{due.course_id}/stop/?reason=DIED"

    assert address in text(doctor.get("/day/"))
    assert "Course to close" in text(doctor.get(f"/patients/{due.patient_id}/"))
    assert doctor.get(address).context["form"]["reason_code"].value() == "DIED"
    assert doctor.get(address.replace("DIED", "NONSENSE")).status_code == 200


def test_a_stop_by_mistake_is_seen_and_taken_back(doctor: Client, people: Cast, due: Dose) -> None:
    Patient.objects.filter(pk=due.patient_id).update(responsible_doctor=people.doctor_wang)
    spec = StopSpec(reason_code="NO_BENEFIT", stopped_on=TODAY, rebound_plan="每月查 CTX")
    course_stop(by=people.doctor_wang, course=due.course, spec=spec, today=TODAY)
    address = f"/courses/{due.course_id}/stop/undo/"
    for page in ("/day/", f"/patients/{due.patient_id}/", f"/courses/{due.course_id}/"):
        assert address in text(doctor.get(page))
    assert doctor.post(address, {"reason_text": ""}).status_code == 422

    doctor.post(address, {"reason_text": "点错患者"})

    due.course.refresh_from_db()
    assert due.course.state == "ACTIVE"
    assert doctor.get(address).status_code == 302
    assert address not in text(doctor.get("/day/"))


def test_a_stop_of_yesterday_is_seen_and_stays(
    sign_in: Sign, people: Cast, due: Dose, noon: time_machine.Traveller
) -> None:
    Patient.objects.filter(pk=due.patient_id).update(responsible_doctor=people.doctor_wang)
    spec = StopSpec(reason_code="NO_BENEFIT", stopped_on=TODAY, rebound_plan="每月查 CTX")
    course_stop(by=people.doctor_wang, course=due.course, spec=spec, today=TODAY)
    noon.shift(timedelta(hours=13))

    page = text(sign_in(people.doctor_wang).get("/day/"))

    assert "Stopped in the last seven days" in page
    assert "/stop/undo/" not in page
