"""The worklist over HTTP: tasks, calls, notices, and the outbox for operators."""

from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from patients.enums import ContactKind
from patients.models import Contact, Patient
from tests.cast import TODAY, Cast, patient
from tests.worklist.planned import reminder, subject
from worklist.enums import ReminderState

pytestmark = pytest.mark.usefixtures("noon")


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def nurse(people: Cast) -> APIClient:
    return signed_in(people.nurse_li)


@pytest.fixture
def operator(people: Cast) -> APIClient:
    return signed_in(people.admin_gao)


def ids(answer: Any) -> list[str]:
    return [row["id"] for row in answer.json()["results"]]


def test_a_task_is_settled_once_with_words(zhang: Patient, nurse: APIClient) -> None:
    task = subject(zhang, TODAY)
    address = f"/api/v1/tasks/{task.id}/settle/"
    assert nurse.post(address, {"evidence": " "}, format="json").status_code == 400
    assert nurse.post(address, {"evidence": "血钙 2.31"}, format="json").json()["state"] == "DONE"
    assert nurse.post(address, {"evidence": "别的"}, format="json").status_code == 409
    assert ids(nurse.get("/api/v1/tasks/", {"state": "OPEN"})) == []


def test_tasks_are_narrowed_to_mine(zhang: Patient, nurse: APIClient) -> None:
    mine = subject(zhang, TODAY)
    subject(zhang, TODAY, role="ONCOLOGIST")
    assert ids(nurse.get("/api/v1/tasks/", {"mine": "true"})) == [str(mine.id)]
    assert len(ids(nurse.get("/api/v1/tasks/"))) == 2


def test_a_call_is_logged_once_and_listed(zhang: Patient, nurse: APIClient) -> None:
    contact = Contact.objects.create(patient=zhang, kind=ContactKind.SPOUSE, phone="13800138000")
    call = {"outcome": "NO_ANSWER", "contact": str(contact.id)}
    address = f"/api/v1/patients/{zhang.id}/calls/"
    first = nurse.post(address, call, format="json").json()
    assert nurse.post(address, call, format="json").json()["id"] == first["id"]
    assert ids(nurse.get(address)) == [first["id"]]


def test_a_contact_of_somebody_else_is_bad_input(zhang: Patient, nurse: APIClient, people: Cast) -> None:
    other = patient(people.oncology_1, "陈德明", "ZY02846174")
    contact = Contact.objects.create(patient=other, kind=ContactKind.SPOUSE, phone="13800138000")
    for whom in (contact.id, uuid4()):
        call = {"outcome": "NO_ANSWER", "contact": str(whom)}
        answer = nurse.post(f"/api/v1/patients/{zhang.id}/calls/", call, format="json")
        assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "contact")


def test_a_failed_message_puts_the_patient_on_the_call_list(zhang: Patient, nurse: APIClient) -> None:
    reminder(zhang, state=ReminderState.FAILED, audience="PATIENT", channel="EMAIL")
    assert [row["patient"] for row in nurse.get("/api/v1/calls/").json()] == [str(zhang.id)]


def test_a_notice_is_read_once_for_the_ward(zhang: Patient, nurse: APIClient) -> None:
    notice = reminder(zhang)
    assert ids(nurse.get("/api/v1/inbox/", {"unread": "true"})) == [str(notice.id)]
    assert nurse.post(f"/api/v1/inbox/{notice.id}/read/").status_code == 204
    assert ids(nurse.get("/api/v1/inbox/", {"unread": "true"})) == []
    assert ids(nurse.get("/api/v1/inbox/")) == [str(notice.id)]


def test_all_notices_are_read_at_once(zhang: Patient, nurse: APIClient) -> None:
    reminder(zhang)
    assert nurse.post("/api/v1/inbox/read/").status_code == 204
    assert ids(nurse.get("/api/v1/inbox/", {"unread": "true"})) == []


def test_an_operator_sees_states_and_no_person(zhang: Patient, operator: APIClient) -> None:
    failed = reminder(zhang, state=ReminderState.FAILED)
    reminder(zhang)
    answer = operator.get("/api/v1/outbox/", {"state": "FAILED"})
    assert ids(answer) == [str(failed.id)]
    assert zhang.name not in answer.content.decode()
    assert "patient" not in answer.json()["results"][0]


def test_a_failed_message_is_sent_again_once(zhang: Patient, operator: APIClient) -> None:
    failed = reminder(zhang, state=ReminderState.FAILED)
    address = f"/api/v1/outbox/{failed.id}/retry/"
    assert operator.post(address).json()["state"] == "PENDING"
    assert operator.post(address).status_code == 409


def test_a_rehearsal_writes_nothing(zhang: Patient, operator: APIClient) -> None:
    answer = operator.get("/api/v1/outbox/dry-run/").json()
    assert (answer["failed"], answer["groups"]) == ([], [])
    assert operator.get("/api/v1/outbox/").json()["count"] == 0


def test_health_is_told_in_numbers(zhang: Patient, nurse: APIClient, operator: APIClient) -> None:
    reminder(zhang, channel="EMAIL", state=ReminderState.FAILED)
    assert nurse.get("/api/v1/messages/health/").json()["failed"] == 1
    channels = {row["channel"]: row["failed"] for row in operator.get("/api/v1/outbox/health/").json()}
    assert channels == {"INBOX": 0, "EMAIL": 1}


def test_operators_do_not_see_another_hospital(zhang: Patient, people: Cast, operator: APIClient) -> None:
    far = patient(people.oncology_west, "外院", "W1")
    foreign = reminder(far, state=ReminderState.FAILED)
    assert ids(operator.get("/api/v1/outbox/")) == []
    assert operator.post(f"/api/v1/outbox/{foreign.id}/retry/").status_code == 404
