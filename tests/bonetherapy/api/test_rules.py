"""The rules of bone therapy over HTTP: what a page refuses, the API refuses too."""

from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from bonetherapy.models import Course, Dose
from patients.models import Override, Patient
from tests.bonetherapy.steps import denosumab, kidney, numbered, ready
from tests.cast import TODAY, Cast, albumin, calcium

pytestmark = pytest.mark.usefixtures("noon")

EXAM = {"rule_id": "ONJ-01", "reason_code": "CLINICAL_JUDGEMENT", "reason_text": "已预约口腔科"}
LOW = {"rule_id": "CAL-03", "reason_code": "CLINICAL_JUDGEMENT", "reason_text": "静脉补钙后给药"}


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def body(**more: Any) -> dict[str, Any]:
    return {
        "given_at": f"{TODAY}T10:00:00+08:00",
        "dose_mg": "120",
        "route": "SC",
        "site": "LEFT_ARM",
        "batch": "B2301",
        "expires_on": "2027-12-31",
        "identity_confirmed": True,
        "asked_today": True,
        "answers": [EXAM],
    } | more


def give(user: User, dose: Dose, **more: Any) -> Any:
    return signed_in(user).post(f"/api/v1/doses/{dose.id}/give/", body(**more), format="json")


@pytest.fixture
def course(zhang: Patient, people: Cast) -> Course:
    return denosumab(zhang, people.doctor_wang, TODAY)


def test_a_course_started_over_http_has_six_doses(zhang: Patient, people: Cast) -> None:
    doctor = signed_in(people.doctor_wang)
    order = {"agent": "DENOSUMAB", "first_due_on": str(TODAY)}
    started = doctor.post(f"/api/v1/patients/{zhang.id}/courses/", order, format="json")
    assert (started.status_code, started.json()["dose_mg"]) == (201, "120.00"), started.json()
    told = doctor.get(f"/api/v1/courses/{started.json()['id']}/").json()
    assert [dose["number"] for dose in told["doses"]] == [1, 2, 3, 4, 5, 6]
    assert [change["kind"] for change in told["changes"]] == ["START"]


def test_a_second_drug_is_refused_hard(course: Course, people: Cast) -> None:
    kidney(course.patient, people.nurse_li, TODAY)
    order = {"agent": "ZOLEDRONATE", "first_due_on": str(TODAY)}
    answer = signed_in(people.doctor_wang).post(
        f"/api/v1/patients/{course.patient_id}/courses/", order, format="json"
    )
    refusals = {error["code"]: error["severity"] for error in answer.json()["errors"]}
    assert (answer.status_code, answer.json()["type"], refusals["BMA-09"]) == (422, "refusal", "HARD")


def test_an_answer_does_not_pass_a_hard_rule(course: Course, people: Cast) -> None:
    kidney(course.patient, people.nurse_li, TODAY)
    answers = [{"rule_id": "BMA-09", "reason_code": "OTHER", "reason_text": "请放行"}]
    order = {"agent": "ZOLEDRONATE", "first_due_on": str(TODAY), "answers": answers}
    answer = signed_in(people.doctor_wang).post(
        f"/api/v1/patients/{course.patient_id}/courses/", order, format="json"
    )
    assert answer.status_code == 422
    assert course.patient.courses.count() == 1


def test_the_preview_reduces_zoledronate_for_the_kidney_and_writes_nothing(
    zhang: Patient, people: Cast
) -> None:
    kidney(zhang, people.nurse_li, TODAY, value="103.6")
    order = {"agent": "ZOLEDRONATE", "first_due_on": str(TODAY)}
    answer = (
        signed_in(people.doctor_wang)
        .post(f"/api/v1/patients/{zhang.id}/courses/preview/", order, format="json")
        .json()
    )
    assert answer["inputs"]["crcl_ml_min"] == "49.5"
    assert (answer["dose_mg"], answer["renal"]["rule_id"]) == ("3.30", "REN-01")
    assert len(answer["days"]) == 6
    assert zhang.courses.count() == 0


def test_low_calcium_stops_a_nurse(course: Course, people: Cast) -> None:
    calcium(course.patient, people.nurse_li, "2.05")
    albumin(course.patient, people.nurse_li)
    answer = give(people.nurse_li, numbered(course, 1), answers=[EXAM, LOW])
    refusals = {error["code"]: error["severity"] for error in answer.json()["errors"]}
    assert (answer.status_code, refusals) == (422, {"CAL-03": "STOP"})


def test_an_oncologist_overrides_low_calcium_and_it_is_recorded(course: Course, people: Cast) -> None:
    calcium(course.patient, people.nurse_li, "2.05")
    albumin(course.patient, people.nurse_li)
    answer = give(people.doctor_wang, numbered(course, 1), answers=[EXAM, LOW])
    assert (answer.status_code, answer.json()["state"]) == (200, "GIVEN"), answer.json()
    row = Override.objects.get(rule_id="CAL-03")
    assert (row.by, row.reason_text, row.severity) == (people.doctor_wang, LOW["reason_text"], "STOP")
    told = signed_in(people.doctor_wang).get(f"/api/v1/patients/{course.patient_id}/overrides/").json()
    assert "CAL-03" in {one["rule_id"] for one in told["results"]}


def test_a_late_dose_re_anchors_the_next_one(zhang: Patient, people: Cast) -> None:
    due_on = TODAY - timedelta(days=10)
    course = denosumab(zhang, people.doctor_wang, due_on)
    ready(zhang, people.nurse_li, TODAY)
    answer = give(people.nurse_li, numbered(course, 1), interruption_reason="FORGOTTEN")
    assert answer.status_code == 200, answer.json()
    assert numbered(course, 2).due_on == TODAY + timedelta(days=28)


def test_a_late_dose_without_its_reason_is_bad_input(zhang: Patient, people: Cast) -> None:
    course = denosumab(zhang, people.doctor_wang, TODAY - timedelta(days=10))
    ready(zhang, people.nurse_li, TODAY)
    answer = give(people.nurse_li, numbered(course, 1))
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "interruption_reason")


def test_the_same_dose_twice_is_one_and_another_is_a_conflict(course: Course, people: Cast) -> None:
    ready(course.patient, people.nurse_li, TODAY)
    dose = numbered(course, 1)
    assert give(people.nurse_li, dose).status_code == 200
    assert give(people.nurse_li, dose).status_code == 200
    assert give(people.nurse_li, dose, batch="OTHER").status_code == 409


def test_fields_that_are_not_asked_for_are_refused(course: Course, people: Cast) -> None:
    answer = give(people.nurse_li, numbered(course, 1), state="GIVEN", given_by=str(people.doctor_wang.id))
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == ["given_by", "state"]


def test_unanswered_questions_at_the_bed_are_bad_input(course: Course, people: Cast) -> None:
    ready(course.patient, people.nurse_li, TODAY)
    answer = give(people.nurse_li, numbered(course, 1), identity_confirmed=False)
    assert [error["attr"] for error in answer.json()["errors"]] == ["identity_confirmed"]
