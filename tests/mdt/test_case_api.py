"""Cases over the API: the same doors, the same answers."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from mdt.models import Case
from patients.models import Patient
from tests.cast import Cast
from tests.mdt.casework import QUESTION, Table, accepted, submitted, table

pytestmark = pytest.mark.usefixtures("noon")


def call(user: User, method: str, path: str, **body: Any) -> Any:
    client = APIClient()
    client.force_authenticate(user)
    return getattr(client, method)(f"/api/v1/{path}", body or None, format="json")


@pytest.fixture
def there(people: Cast) -> Table:
    return table(people)


def test_a_question_is_submitted_to_the_board_of_the_hospital(
    there: Table, people: Cast, zhang: Patient
) -> None:
    answer = call(people.doctor_wang, "post", f"patients/{zhang.id}/cases/", question=QUESTION)
    assert answer.status_code == 201
    told = (answer.data["state"], answer.data["lane"], answer.data["board"])
    assert told == ("SUBMITTED", "DISCUSS", there.board.id)
    listed = call(people.doctor_wang, "get", f"cases/?patient={zhang.id}&state=SUBMITTED")
    assert [row["id"] for row in listed.data["results"]] == [answer.data["id"]]


def test_a_second_question_is_a_conflict_and_may_join(there: Table, people: Cast, zhang: Patient) -> None:
    path, more = f"patients/{zhang.id}/cases/", {"question": "是否活检？"}
    first = submitted(there, zhang)
    assert call(people.doctor_wang, "post", path, **more).status_code == 409
    answer = call(people.doctor_wang, "post", path, **more, joins=True)
    assert answer.data["id"] == str(first.id)
    assert answer.data["question"].endswith("是否活检？")


def test_without_a_board_the_answer_names_the_field(people: Cast, zhang: Patient) -> None:
    answer = call(people.doctor_wang, "post", f"patients/{zhang.id}/cases/", question=QUESTION)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["attr"], error["detail"][:6]) == ("board", "本院尚未建立")


def test_a_case_says_what_it_lacks_and_whose_that_is(there: Table, people: Cast, zhang: Patient) -> None:
    case = accepted(there, zhang)
    told = call(people.coordinator_qian, "get", f"cases/{case.id}/").data["readiness"]
    gaps = {gap["item"]: gap for gap in told["gaps"]}
    assert (gaps["HISTOLOGY"]["weight"], gaps["HISTOLOGY"]["owner"]) == (1, "王磊")
    assert gaps["PAIN"]["role"] == "NURSE"
    assert told["hours_left"] > 0


def test_the_way_of_a_case_by_the_coordinator(there: Table, people: Cast, zhang: Patient) -> None:
    by, case = people.coordinator_qian, submitted(there, zhang)
    assert call(by, "post", f"cases/{case.id}/acceptance/").data["place"] == 1
    assert call(by, "put", f"cases/{case.id}/lane/", lane="LISTED").data["lane"] == "LISTED"
    body = {"reason": "NO_TIME", "from_meeting": str(there.next.id)}
    moved = call(by, "post", f"cases/{case.id}/deferrals/", **body)
    assert moved.data["meeting"] == there.later.id
    body["reason"] = "PATIENT"
    assert call(by, "post", f"cases/{case.id}/deferrals/", **body).status_code == 409
    gone = call(by, "post", f"cases/{case.id}/withdrawal/", reason="转院")
    assert (gone.data["state"], gone.data["ended_reason"]) == ("WITHDRAWN", "转院")


def test_opinions_need_a_seat_and_words(there: Table, people: Cast, zhang: Patient) -> None:
    path = f"cases/{accepted(there, zhang).id}/opinions/"
    assert call(people.panel_member_lin, "put", path, stance="OTHER").status_code == 400
    assert call(people.panel_member_lin, "put", path, stance="AGREE").data["discipline"] == "RAD_ONC"
    assert [row["stance"] for row in call(people.nurse_li, "get", path).data] == ["AGREE"]


def test_an_urgent_proposal_stays_urgent_when_no_lane_is_said(
    there: Table, people: Cast, zhang: Patient
) -> None:
    Case.objects.create(patient=zhang, board=there.board, state="PROPOSED", lane="URGENT")
    answer = call(people.doctor_wang, "post", f"patients/{zhang.id}/cases/", question=QUESTION)
    assert (answer.data["state"], answer.data["lane"]) == ("SUBMITTED", "URGENT")
