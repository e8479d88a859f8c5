"""Decisions and referrals over the API: the same services, the same refusals."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from bonetherapy.models import Course
from mdt.models import BoardReferral, Decision
from patients.models import Patient
from tests.cast import TODAY, Cast
from tests.mdt import boards
from tests.mdt.following.board_day import board_of_west, concluded, dental_check, start_denosumab

pytestmark = pytest.mark.usefixtures("noon")
FOLLOWED = "/api/v1/followed-decisions/"


@pytest.fixture
def api(people: Cast) -> APIClient:
    """Doctor Wang's client."""
    client = APIClient()
    client.force_authenticate(people.doctor_wang)
    return client


@pytest.fixture
def start(people: Cast, zhang: Patient) -> Decision:
    """`Start denosumab`."""
    return start_denosumab(concluded(people, zhang), people.doctor_wang)


def test_the_list_says_where_each_stands(api: APIClient, start: Decision) -> None:
    late = dental_check(start.case, start.recorded_by, due_on=date(2025, 2, 20))
    rows = api.get(FOLLOWED).data["results"]
    assert {row["id"]: row["stage"] for row in rows} == {str(start.id): "confirm", str(late.id): "overdue"}
    assert [row["id"] for row in api.get(FOLLOWED, {"stage": "overdue"}).data["results"]] == [str(late.id)]
    assert api.get(FOLLOWED, {"open": "false"}).data["count"] == 0


def test_a_course_is_confirmed_and_read_as_a_chain(api: APIClient, start: Decision, zhang: Patient) -> None:
    body = {"agent": "DENOSUMAB", "first_due_on": TODAY.isoformat(), "interval_days": 28}
    told = api.post(f"{FOLLOWED}{start.id}/course/", body)
    assert told.status_code == 200
    assert told.data["course"] == Course.objects.get().id
    [chain] = api.get(f"/api/v1/patients/{zhang.id}/decision-chains/").data
    assert chain["decision"]["id"] == str(start.id)
    assert (chain["doses"]["due"], chain["doses"]["reasons"]) == (0, [])


def test_a_task_by_one_call_and_a_course_not_without_its_dates(api: APIClient, start: Decision) -> None:
    teeth = dental_check(start.case, start.recorded_by)
    assert api.post(f"{FOLLOWED}{teeth.id}/confirmation/").data["task"] is not None
    assert api.post(f"{FOLLOWED}{start.id}/confirmation/").status_code == 409


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"outcome": "IMPLEMENTED"}, 200),
        ({"outcome": "NOT"}, 400),
        ({"outcome": "NOT", "reason": "COST_REFUSED"}, 200),
        ({"outcome": "CHANGED", "reason": "OTHER"}, 400),
        ({"outcome": "IMPLEMENTED", "done_on": "2025-03-02"}, 400),
        ({"outcome": "IMPLEMENTED", "more": 1}, 400),
    ],
)
def test_outcomes(api: APIClient, start: Decision, body: dict[str, Any], status: int) -> None:
    assert api.post(f"{FOLLOWED}{start.id}/outcome/", body).status_code == status
    start.refresh_from_db()
    assert bool(start.outcome) is (status == 200)


def test_a_referral_sent_accepted_and_ended(people: Cast, zhang: Patient, api: APIClient) -> None:
    west = board_of_west(people)
    body = {"board": str(west.id), "question": "T8？", "reason": "不明", "until": "2025-03-31"}
    made = api.post(f"/api/v1/patients/{zhang.id}/referrals/", body)
    assert made.status_code == 201
    there = APIClient()
    there.force_authenticate(west.coordinator)
    address = f"/api/v1/referrals/{made.data['id']}/"
    meeting = boards.meeting(west)
    assert there.post(f"{address}acceptance/", {"meeting": str(meeting.id)}).data["case_state"] == "ACCEPTED"
    assert there.get("/api/v1/referrals/").data["count"] == 1
    assert api.post(f"{address}end/").data["ended_at"] is not None
    assert there.get("/api/v1/referrals/").data["count"] == 0
    assert there.post(f"{address}end/").status_code == 404


def test_the_own_boards_are_not_offered(people: Cast, zhang: Patient, api: APIClient) -> None:
    own = boards.board(people)
    body = {"board": str(own.id), "question": "T8？", "reason": "不明", "until": "2025-03-31"}
    assert api.post(f"/api/v1/patients/{zhang.id}/referrals/", body).status_code == 400
    assert not BoardReferral.objects.exists()


def test_a_course_is_not_confirmed_by_a_click_and_both_languages_say_where(
    people: Cast, start: Decision
) -> None:
    qian = people.coordinator_qian
    said = []
    for language in ("zh-hans", "en"):
        User.objects.filter(pk=qian.pk).update(language=language)
        browser = Client()
        browser.force_login(qian)
        answer = browser.post(reverse("api-decision-confirmation", args=[start.id]))
        said.append((answer.status_code, answer.json()["errors"][0]["detail"]))

    assert said == [
        (409, "疗程需在其自己的页面上核对剂量和日期后确认。"),
        (409, "A course is confirmed on a page of its own, where dose and dates are checked."),
    ]
