"""Changes of courses and doses over HTTP, one after the other, as another system would send them."""

from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import ReadRecord, User
from bonetherapy.models import Course
from patients.models import Patient
from tests.bonetherapy.api.test_rules import body, signed_in
from tests.bonetherapy.steps import denosumab, numbered, ready
from tests.cast import TODAY, Cast
from worklist.models import Task

pytestmark = pytest.mark.usefixtures("noon")

SOON = str(TODAY + timedelta(days=14))
SUPPLEMENT = {"calcium_mg_per_day": "1000", "vitamin_d_iu_per_day": "800", "started_on": str(TODAY)}


@pytest.fixture
def course(zhang: Patient, people: Cast) -> Course:
    return denosumab(zhang, people.doctor_wang, TODAY)


@pytest.fixture
def doctor(people: Cast) -> APIClient:
    return signed_in(people.doctor_wang)


@pytest.fixture
def nurse(people: Cast) -> APIClient:
    return signed_in(people.nurse_li)


def change(client: APIClient, course: Course, what: str, **values: Any) -> Any:
    return client.post(f"/api/v1/courses/{course.id}/{what}/", values, format="json")


def test_a_hold_and_its_end(course: Course, doctor: APIClient) -> None:
    held = change(doctor, course, "hold", reason_code="HYPOCALCAEMIA", review_on=SOON).json()
    assert (held["state"], held["hold_review_on"]) == ("HELD", SOON), held
    resumed = change(doctor, course, "resume", resume_on=SOON).json()
    assert resumed["state"] == "ACTIVE"
    assert str(numbered(course, 1).due_on) == SOON


def test_resuming_what_runs_is_a_conflict(course: Course, doctor: APIClient) -> None:
    assert change(doctor, course, "resume", resume_on=SOON).status_code == 409


def test_a_stop_shows_its_meaning_first(course: Course, doctor: APIClient) -> None:
    stop = {"reason_code": "DIED", "stopped_on": str(TODAY)}
    preview = change(doctor, course, "stop/preview", **stop).json()
    assert (preview["cancelled_doses"], preview["watch"]) == (6, None)
    assert change(doctor, course, "stop", **stop).json()["state"] == "STOPPED"


def test_a_longer_interval_lists_what_it_lacks(course: Course, doctor: APIClient) -> None:
    answer = change(doctor, course, "interval", interval_days=84)
    assert answer.status_code == 400
    assert {error["attr"] for error in answer.json()["errors"]} >= {"review_on", "disease_stable"}


def test_an_interval_without_a_number_has_no_preview(course: Course, doctor: APIClient) -> None:
    answer = change(doctor, course, "interval/preview")
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "interval_days")


def test_the_interval_preview_shows_dates(course: Course, doctor: APIClient) -> None:
    preview = change(doctor, course, "interval/preview", interval_days=84).json()
    assert preview["off_standard"] is True
    assert len(preview["days"]) == 6


def test_a_dose_is_given_and_taken_back(course: Course, nurse: APIClient, people: Cast) -> None:
    ready(course.patient, people.nurse_li, TODAY)
    dose = f"/api/v1/doses/{numbered(course, 1).id}/"
    assert nurse.post(f"{dose}give/", body(), format="json").json()["state"] == "GIVEN"
    assert len(nurse.get(dose).json()["checks"]) == 4
    undone = nurse.post(f"{dose}undo/", {"reason_text": "选错患者"}, format="json").json()
    assert undone["state"] == "PLANNED"


def test_the_preview_of_a_dose_says_when_the_next_one_is(course: Course, nurse: APIClient) -> None:
    address = f"/api/v1/doses/{numbered(course, 1).id}/give/preview/"
    preview = nurse.post(address, {"given_on": str(TODAY)}, format="json").json()
    assert preview["next_due_on"] == str(TODAY + timedelta(days=28))
    assert preview["reminder_on"] == str(TODAY + timedelta(days=25))
    assert {check["kind"] for check in preview["checks"]} >= {"CALCIUM", "DENTAL"}


def test_a_new_appointment_leaves_the_due_date(course: Course, nurse: APIClient) -> None:
    address = f"/api/v1/doses/{numbered(course, 1).id}/rebook/"
    booked = nurse.post(address, {"reason_code": "FORGOTTEN", "booked_on": SOON}, format="json").json()
    assert (booked["due_on"], booked["booked_on"]) == (str(TODAY), SOON)


def test_a_dose_not_given_keeps_its_reason(course: Course, nurse: APIClient) -> None:
    address = f"/api/v1/doses/{numbered(course, 1).id}/not-given/"
    closed = nurse.post(address, {"reason_code": "FORGOTTEN"}, format="json").json()
    assert (closed["state"], closed["interruption_reason"]) == ("NOT_GIVEN", "FORGOTTEN")


def test_a_missing_check_is_asked_for_once(course: Course, nurse: APIClient) -> None:
    address = f"/api/v1/doses/{numbered(course, 1).id}/request/"
    first = nurse.post(address, {"kind": "CALCIUM"}, format="json").json()
    assert nurse.post(address, {"kind": "CALCIUM"}, format="json").json()["id"] == first["id"]
    assert Task.objects.get(pk=first["id"]).kind == "LAB_REQUEST"


def test_an_extraction_is_cleared_by_its_dentist(zhang: Patient, nurse: APIClient) -> None:
    address = f"/api/v1/patients/{zhang.id}/dental/"
    record = nurse.post(address, {"item": "EXTRACTION", "on": str(TODAY)}, format="json").json()
    clearance = {"cleared_on": str(TODAY), "dentist_name": "何医生"}
    cleared = nurse.post(f"{address}{record['id']}/clear/", clearance, format="json").json()
    assert cleared["cleared_on"] == str(TODAY)
    assert [row["id"] for row in nurse.get(address).json()["results"]] == [record["id"]]


def test_a_supplement_is_started_confirmed_and_stopped(zhang: Patient, nurse: APIClient) -> None:
    address = f"/api/v1/patients/{zhang.id}/supplements/"
    row = nurse.post(address, SUPPLEMENT, format="json").json()
    for step, field in (("confirm", "confirmed_on"), ("stop", "stopped_on")):
        answer = nurse.post(f"{address}{row['id']}/{step}/", {"on": str(TODAY)}, format="json").json()
        assert answer[field] == str(TODAY)


def test_a_severe_event_becomes_a_case_for_the_board(course: Course, nurse: APIClient) -> None:
    address = f"/api/v1/courses/{course.id}/adverse-events/"
    event = {"code": "HYPOCALCAEMIA", "severity": "SEVERE", "onset_on": str(TODAY)}
    row = nurse.post(address, event, format="json").json()
    assert Task.objects.filter(subject_id=row["id"], kind="MDT_REVIEW").exists()
    over = nurse.post(f"{address}{row['id']}/resolve/", {"on": str(TODAY)}, format="json").json()
    assert over["resolved_on"] == str(TODAY)


def test_another_patients_record_is_not_found_below_this_one(
    zhang: Patient, people: Cast, nurse: APIClient, other: Patient
) -> None:
    address = f"/api/v1/patients/{zhang.id}/supplements/"
    row = nurse.post(address, SUPPLEMENT, format="json").json()
    foreign = f"/api/v1/patients/{other.id}/supplements/{row['id']}/stop/"
    assert nurse.post(foreign, {"on": str(TODAY)}, format="json").status_code == 404


def test_a_course_of_another_hospital_is_not_found(course: Course, people: Cast) -> None:
    for user in (people.doctor_wu, people.nurse_zhou):
        assert signed_in(user).get(f"/api/v1/courses/{course.id}/").status_code == 404


def test_reading_a_dose_is_on_record(course: Course, nurse: APIClient, people: Cast) -> None:
    nurse.get(f"/api/v1/doses/{numbered(course, 1).id}/")
    assert _readers(people.nurse_li) == ["api_dose"]


def _readers(user: User) -> list[str]:
    return [row.subject for row in ReadRecord.objects.filter(user_id=user.id)]


def test_a_hold_is_in_the_day_and_a_stop_is_taken_back(doctor: APIClient, course: Course) -> None:
    hold = {"reason_code": "HYPOCALCAEMIA", "review_on": SOON}
    assert change(doctor, course, "hold", **hold).status_code == 200
    (held,) = doctor.get("/api/v1/day/").json()["held"]
    assert (held["course"]["id"], held["review_on"], held["days_over"]) == (str(course.id), SOON, 0)
    stop = {"reason_code": "NO_BENEFIT", "stopped_on": str(TODAY)}
    assert change(doctor, course, "stop", **stop).status_code == 200

    answer = change(doctor, course, "stop/undo", reason_text="点错患者")

    assert (answer.status_code, answer.json()["state"]) == (200, "HELD")
