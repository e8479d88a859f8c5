"""Tasks, findings and data flags over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from guidelines.assessment.codes import Code
from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.worklist.conftest import at
from tests.worklist.planned import subject
from worklist import services
from worklist.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def doctor(people: Cast) -> APIClient:
    return signed_in(people.doctor_wang)


def post(client: APIClient, address: str, **body: Any) -> Any:
    return client.post(f"/api/v1/{address}", body, format="json")


def test_a_task_is_taken_handed_on_commented_and_put_off(
    doctor: APIClient, zhang: Patient, people: Cast
) -> None:
    task = f"tasks/{subject(zhang, TODAY).id}"
    assert post(doctor, f"{task}/take/").json()["owner"] == str(people.doctor_wang.id)
    assert post(doctor, f"{task}/assign/", to=str(people.nurse_li.id)).json()["owner"] == str(
        people.nurse_li.id
    )
    assert post(doctor, f"{task}/assign/", to=str(people.nurse_zhou.id)).status_code == 400
    until = str(TODAY + timedelta(days=3))
    assert post(doctor, f"{task}/postpone/", until=until, reason="abroad").json()["wait_until"] == until
    assert post(doctor, f"{task}/postpone/", until=str(TODAY), reason="abroad").status_code == 400
    assert post(doctor, f"{task}/notes/", text="called").status_code == 201
    notes = doctor.get(f"/api/v1/{task}/notes/").json()["results"]
    assert {note["kind"] for note in notes} == {"POSTPONED", "ASSIGNED", "TAKEN", "COMMENT"}


def test_a_closed_task_is_left_alone(doctor: APIClient, zhang: Patient) -> None:
    task = subject(zhang, TODAY, state="DONE")
    assert post(doctor, f"tasks/{task.id}/take/").status_code == 409


def test_the_tasks_of_outsiders_are_not_there(zhang: Patient, people: Cast) -> None:
    task = subject(zhang, TODAY)
    assert post(signed_in(people.doctor_wu), f"tasks/{task.id}/take/").status_code == 404


def test_the_findings_of_a_patient_are_asked_now(doctor: APIClient, zhang: Patient) -> None:
    found = doctor.get(f"/api/v1/patients/{zhang.id}/findings/").json()
    start = next(row for row in found if row["code"] == Code.BMA_START)
    assert (start["subject"], start["age_days"], start["grade"]) == ("patient", 28, "1A")
    assert not Task.objects.exists()


def test_a_finding_in_the_list_of_tasks_is_narrowed_by_its_code(doctor: APIClient, zhang: Patient) -> None:
    services.patient_reassess(patient_id=zhang.id, now=at(TODAY, 12))
    answer = doctor.get("/api/v1/tasks/", {"code": "BMA_START"}).json()
    assert [row["rules"][0] for row in answer["results"]] == ["BMA-01"]
    task = answer["results"][0]["id"]
    assert post(doctor, f"tasks/{task}/settle/", evidence="done").status_code == 400


def test_a_data_flag_is_confirmed_by_a_person(doctor: APIClient, zhang: Patient, people: Cast) -> None:
    address = f"patients/{zhang.id}/data-flags/"
    flag = doctor.get(f"/api/v1/{address}").json()[0]
    assert (flag["state"], flag["by_name"]) == ("OPEN", None)
    assert post(doctor, address, field="nothing.like.it", reason="x").status_code == 404
    done = post(doctor, address, field=flag["field"], reason="staged elsewhere").json()
    assert (done["state"], done["by_name"], done["reason"]) == ("DONE", "王磊", "staged elsewhere")
    assert post(doctor, address, field=flag["field"], reason="staged elsewhere").status_code == 200
    assert post(doctor, address, field=flag["field"], reason="other words").status_code == 409
