"""Boards, meetings and invitations over the API."""

from datetime import date
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.enums import Discipline
from accounts.models import User
from mdt.models import Board, BoardMember, Invitation, Meeting
from tests.cast import Cast
from tests.mdt.boards import at, board, meeting, sent_from_the_west

BOARDS, MEETINGS = "/api/v1/boards/", "/api/v1/meetings/"


@pytest.fixture(autouse=True)
def monday() -> Any:
    with time_machine.travel(at(date(2025, 3, 3), 9), tick=False) as clock:
        yield clock


@pytest.fixture
def team(people: Cast) -> Board:
    return board(people)


@pytest.fixture
def friday(team: Board) -> Meeting:
    return meeting(team)


def api(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_a_board_with_a_member_and_a_meeting(people: Cast) -> None:
    client = api(people.coordinator_qian)
    told = {
        "name": "脊柱 MDT",
        "chair": str(people.doctor_wang.pk),
        "coordinator": str(people.coordinator_qian.pk),
        "required": ["ORTHO"],
    }
    made = client.post(BOARDS, told)
    assert (made.status_code, made.json()["disciplines"], made.json()["quorum"]) == (201, ["ORTHO"], None)
    here = f"{BOARDS}{made.json()['id']}/"

    seat = {"user": str(people.nurse_li.pk), "discipline": "NURSING"}
    [first, second] = [client.post(f"{here}members/", seat) for _ in range(2)]
    assert (first.status_code, first.json()["id"]) == (201, second.json()["id"])

    when = {"starts_at": "2025-03-07T15:00:00+08:00"}
    [first, second] = [client.post(f"{here}meetings/", when) for _ in range(2)]
    assert (first.status_code, first.json()["id"]) == (201, second.json()["id"])
    assert [row["id"] for row in client.get(MEETINGS).json()["results"]] == [first.json()["id"]]


def test_a_misspelt_field_and_a_name_that_is_taken(team: Board, people: Cast) -> None:
    client = api(people.coordinator_qian)
    told = {
        "name": team.name,
        "chair": str(people.doctor_wang.pk),
        "coordinator": str(people.coordinator_qian.pk),
    }

    assert client.post(BOARDS, told | {"quorums": 3}).status_code == 400
    answer = client.post(BOARDS, told)
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "name")


def test_a_board_is_changed(team: Board, people: Cast) -> None:
    told = {
        "name": "脊柱 MDT",
        "chair": str(people.doctor_wang.pk),
        "coordinator": str(people.coordinator_qian.pk),
    }

    assert api(people.coordinator_qian).put(f"{BOARDS}{team.pk}/", told).json()["name"] == "脊柱 MDT"


def test_a_member_leaves(team: Board, people: Cast) -> None:
    seat = BoardMember.objects.get(user=people.panel_member_lin)

    answer = api(people.coordinator_qian).post(f"{BOARDS}{team.pk}/members/{seat.pk}/leave/")

    assert answer.json()["left_on"] == "2025-03-03"


def test_published_answered_moved_cancelled(friday: Meeting, people: Cast) -> None:
    here, client = f"{MEETINGS}{friday.pk}/", api(people.coordinator_qian)
    assert client.post(f"{here}publish/").json()["published_at"] is not None
    assert len(client.get(f"{here}invitations/").json()) == 3

    said = api(people.doctor_wang).post(f"{here}answer/", {"answer": "ACCEPTED", "leaves_at": "15:40"})
    assert (said.json()["answer"], said.json()["leaves_at"]) == ("ACCEPTED", "15:40:00")

    moved = client.post(f"{here}move/", {"starts_at": "2025-03-10T15:00:00+08:00"})
    assert (moved.json()["sequence"], moved.json()["state"]) == (1, "PLANNED")
    gone = client.post(f"{here}cancel/", {"reason": "主席出差"})
    assert (gone.json()["cancel_reason"], gone.json()["sequence"]) == ("主席出差", 2)
    assert client.post(f"{here}move/", {"starts_at": "2025-03-11T15:00:00+08:00"}).status_code == 409


def test_a_guest_of_another_hospital_needs_its_referral(friday: Meeting, people: Cast) -> None:
    told = {"user": str(people.doctor_wu.pk), "discipline": "UPPER_HOSPITAL"}
    there, client = f"{MEETINGS}{friday.pk}/invitations/", api(people.coordinator_qian)

    assert client.post(there, told).status_code == 400
    sent_from_the_west(friday.board, people, date(2025, 3, 31))
    answer = client.post(there, told)

    assert (answer.status_code, Invitation.objects.get().user) == (201, people.doctor_wu)
    assert api(people.doctor_wu).get(f"{MEETINGS}{friday.pk}/").status_code == 200


def test_an_answer_is_written_down_for_somebody_by_who_runs_the_board(friday: Meeting, people: Cast) -> None:
    api(people.coordinator_qian).post(f"{MEETINGS}{friday.pk}/publish/")
    row = friday.invitations.get(user=people.doctor_wang)
    there = f"{MEETINGS}{friday.pk}/invitations/{row.pk}/answer/"
    said = api(people.coordinator_qian).post(there, {"answer": "DECLINED"})
    assert (said.json()["answer"], said.json()["answered_by"]) == (
        "DECLINED",
        str(people.coordinator_qian.pk),
    )
    assert api(people.radiologist_he).post(there, {"answer": "ACCEPTED"}).status_code == 403


def test_who_is_not_invited_answers_nothing(friday: Meeting, people: Cast) -> None:
    answer = api(people.nurse_li).post(f"{MEETINGS}{friday.pk}/answer/", {"answer": "ACCEPTED"})

    assert answer.status_code == 404


def test_the_list_is_narrowed(team: Board, people: Cast) -> None:
    early, late = meeting(team), meeting(team, at(date(2025, 4, 4)))
    client = api(people.nurse_li)

    def ids(**query: str) -> list[str]:
        return [row["id"] for row in client.get(MEETINGS, query).json()["results"]]

    assert ids(from_day="2025-04-01") == [str(late.pk)]
    assert ids(to_day="2025-04-01") == [str(early.pk)]
    assert ids(is_cancelled="true") == []
    assert [row["is_on_holiday"] for row in client.get(MEETINGS).json()["results"]] == [False, True]


def test_outsiders_find_nothing(friday: Meeting, people: Cast) -> None:
    client = api(people.doctor_wu)

    assert client.get(MEETINGS).json()["results"] == client.get(BOARDS).json()["results"] == []
    assert Discipline.MED_ONC in friday.board.disciplines
    assert client.get(f"{BOARDS}{friday.board_id}/members/").status_code == 404
