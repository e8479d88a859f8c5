"""The room over the API: the same rules, the same answers."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import User
from mdt.models import Case, Conference, Decision, Dissent, Meeting
from patients.models import BoneMetastasis, Patient
from tests.cast import TODAY, Cast, creatinine, weight
from tests.mdt.boards import at, decision
from tests.mdt.live.session import session

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def of(people: Cast, zhang: Patient) -> Case:
    """The case under discussion."""
    found = session(people, zhang)
    Meeting.objects.update(opened_at=at(TODAY, 10))
    return found


def client(user: User) -> APIClient:
    found = APIClient()
    found.force_authenticate(user)
    return found


def send(user: User, of: Case, below: str, **values: Any) -> Any:
    return client(user).post(f"/api/v1/cases/{of.id}/{below}/", values, format="json")


def complete(people: Cast) -> dict[str, Any]:
    return {
        "type": "FOLLOW_UP",
        "detail": {"examination": "BS", "month": "2025-09"},
        "owner": str(people.doctor_wang.id),
        "due_on": "2025-09-30",
        "intent": "DIAGNOSTIC",
    }


def test_a_decision_is_recorded_listed_changed_and_struck_out(people: Cast, of: Case) -> None:
    by = people.coordinator_qian
    made = send(by, of, "decisions", **complete(people))
    assert (made.status_code, made.json()["number"], made.json()["discipline"]) == (201, 1, "MED_ONC")
    listed = client(by).get(f"/api/v1/cases/{of.id}/decisions/").json()
    assert listed["count"] == 1
    one = f"/api/v1/cases/{of.id}/decisions/1/"
    later = complete(people) | {"due_on": "2025-10-30", "version": 0}
    assert client(by).put(one, later, format="json").json()["version"] == 1
    assert client(by).put(one, later, format="json").status_code == 409
    gone = client(by).post(f"{one}void/", {"reason": "重复", "version": 1}, format="json")
    assert gone.json()["void_reason"] == "重复"
    assert client(by).put(one, later, format="json").status_code == 404


def test_the_api_refuses_what_the_page_refuses(people: Cast, zhang: Patient, of: Case) -> None:
    weight(zhang, people.nurse_li, "55")
    creatinine(zhang, people.nurse_li, "190")
    start = {"type": "BMA_START", "detail": {"agent": "ZOLEDRONATE"}}
    refused = send(people.doctor_wang, of, "decisions", **start)
    assert (refused.status_code, [one["code"] for one in refused.json()["errors"]]) == (422, ["REN-01"])
    answers = [{"rule_id": "REN-01", "reason_code": "BENEFIT", "reason_text": "透析中"}]
    assert send(people.coordinator_qian, of, "decisions", **start, answers=answers).status_code == 422
    assert send(people.doctor_wang, of, "decisions", **start, answers=answers).status_code == 201


def test_an_unconfirmed_metastasis_starts_nothing(people: Cast, zhang: Patient, of: Case) -> None:
    BoneMetastasis.objects.filter(patient=zhang).update(status="SUSPECTED", confirmed_on=None)
    refused = send(people.doctor_wang, of, "decisions", type="BMA_START", detail={"agent": "DENOSUMAB"})
    assert [one["code"] for one in refused.json()["errors"]] == ["BMA-03"]
    assert not Decision.objects.exists()


def test_an_owner_belongs_to_the_team_and_a_grade_to_the_recommendation(people: Cast, of: Case) -> None:
    by = people.doctor_wang
    for wrong in ({"owner": str(people.doctor_wu.id)}, {"recommendation": 10, "grade": "1A"}):
        assert send(by, of, "decisions", **complete(people) | wrong).status_code == 400
    cited = send(by, of, "decisions", **complete(people) | {"recommendation": 10, "grade": "1B"}).json()
    assert (cited["rule_id"], cited["grade"]) == ("GL Rec 10", "1B")


def test_a_dissent(people: Cast, of: Case) -> None:
    send(people.doctor_wang, of, "decisions", **complete(people))
    sent = {"name": "赵军", "discipline": "ORTHO", "reason": "先手术", "number": 1}
    assert send(people.coordinator_qian, of, "dissents", **sent).json()["number"] == 1
    assert send(people.nurse_li, of, "dissents", **sent).status_code == 403
    assert client(people.nurse_li).get(f"/api/v1/cases/{of.id}/dissents/").json()["count"] == 1


def test_texts_and_the_end_of_the_case(people: Cast, of: Case) -> None:
    by, address = client(people.coordinator_qian), f"/api/v1/cases/{of.id}/texts/"
    assert by.get(address).json()["version"] == 0
    texts = {"conclusion": "随访", "drug_statement": "START", "drug_text": "地舒单抗"}
    assert by.put(address, texts | {"version": 0}, format="json").json()["version"] == 1
    assert by.put(address, {"conclusion": "手术", "version": 0}, format="json").status_code == 409
    assert send(people.coordinator_qian, of, "close").status_code == 422
    send(people.coordinator_qian, of, "decisions", **complete(people))
    closed = send(people.coordinator_qian, of, "close")
    assert (closed.status_code, closed.json()["state"]) == (200, "CLOSED")
    assert Conference.objects.get(patient=of.patient).held_on == TODAY


@pytest.mark.parametrize("below", ["decisions", "dissents"])
def test_three_rows_ask_what_one_asks(people: Cast, of: Case, below: str) -> None:
    by, asked = client(people.coordinator_qian), []
    for number in (1, 2, 3):
        row = decision(of, people.doctor_wang)
        said: dict[str, Any] = {"name": f"赵{number}", "discipline": "ORTHO", "reason": "先手术"}
        Dissent.objects.create(case=of, decision=row, recorded_by=row.recorded_by, **said)
        with CaptureQueriesContext(connection) as queries:
            assert by.get(f"/api/v1/cases/{of.id}/{below}/").json()["count"] == number
        asked.append(len(queries))
    assert asked[0] == asked[2]
