"""The pages of boards and meetings: what they show to whom, in both languages, at a constant price."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Discipline
from accounts.models import User
from mdt import services
from mdt.enums import Answer
from mdt.models import Board, BoardMember, CalendarFeed, Invitation, Meeting, MeetingMail
from mdt.selectors.boards import runs
from patients.models import Patient
from tests.cast import Cast, patient
from tests.mdt.boards import MEETING_ON, at, board, case, meeting
from tests.patients.test_junk import JUNK

MONDAY = at(date(2025, 3, 3), 9)


@pytest.fixture(autouse=True)
def monday() -> Any:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def team(people: Cast) -> Board:
    return board(people)


@pytest.fixture
def friday(team: Board) -> Meeting:
    return meeting(team)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, name: str, *args: Any) -> str:
    answer = browser(user).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def post(user: User, name: str, /, *args: Any, **data: Any) -> Any:
    return browser(user).post(reverse(name, args=args), data)


def test_a_new_member_takes_four_actions(team: Board, people: Cast) -> None:
    """Team, person, discipline, save (product study 4.4)."""
    shown = page(people.coordinator_qian, "board:board", team.pk)
    assert 'name="user"' in shown

    answer = post(
        people.coordinator_qian, "board:member_add", team.pk, user=people.nurse_li.pk, discipline="NURSING"
    )

    assert answer.status_code == 302
    assert BoardMember.objects.get(user=people.nurse_li).discipline == "NURSING"


def test_a_board_is_made_and_changed(people: Cast) -> None:
    told = {
        "name": "脊柱 MDT",
        "chair": people.doctor_wang.pk,
        "coordinator": people.coordinator_qian.pk,
        "disciplines": ["MED_ONC", "ORTHO"],
        "required": ["ORTHO"],
        "minutes_per_case": "6",
        "deadline_hours": "24",
        "outcome_after_days": "30",
        "approval": ["CHAIR"],
        "is_active": "on",
    }
    assert post(people.coordinator_qian, "board:board_add", **told).status_code == 302
    row = Board.objects.get()

    changed = told | {"place": "5 层", "video_link": "https://meet.invalid/x"}
    assert post(people.coordinator_qian, "board:board_change", row.pk, **changed).status_code == 302

    row.refresh_from_db()
    assert (row.place, row.approval, row.required) == ("5 层", ["CHAIR"], ["ORTHO"])
    shown = page(people.coordinator_qian, "board:board_change", row.pk)
    assert 'value="5 层"' in shown


def test_the_office_that_signs_is_a_person(team: Board, people: Cast) -> None:
    form = browser(people.coordinator_qian).get(reverse("board:board_change", args=[team.pk])).context["form"]
    told = {name: form[name].value() or "" for name in form.fields} | {"approval": ["MEDICAL_AFFAIRS"]}

    unsigned = post(people.coordinator_qian, "board:board_change", team.pk, **told)
    assert "medical_affairs" in unsigned.context["form"].errors

    signed = told | {"medical_affairs": people.doctor_zhao.pk}
    assert post(people.coordinator_qian, "board:board_change", team.pk, **signed).status_code == 302
    team.refresh_from_db()
    assert team.medical_affairs == people.doctor_zhao


def test_a_video_link_is_a_web_address(team: Board, people: Cast) -> None:
    answer = post(
        people.coordinator_qian,
        "board:meeting_add",
        team.pk,
        starts_at="2025-03-07T15:00",
        duration_minutes="60",
        video_link="javascript:alert(1)",
    )

    assert answer.status_code == 422
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(("asked", "shown"), [("2025-03-04", "2025-03-04T08:00"), ("soon", "")])
def test_an_urgent_case_suggests_the_day_of_its_meeting(
    team: Board, people: Cast, asked: str, shown: str
) -> None:
    address = reverse("board:meeting_add", args=[team.pk])
    form = browser(people.coordinator_qian).get(address, {"on": asked}).context["form"]

    assert ((form["starts_at"].value() and f"{form['starts_at'].value():%Y-%m-%dT%H:%M}") or "") == shown


def test_an_answer_is_two_actions(friday: Meeting, people: Cast) -> None:
    """Choose and save, on the page the mail leads to."""
    services.agenda_publish(by=people.coordinator_qian, meeting=friday, now=MONDAY)

    answer = post(
        people.doctor_wang, "board:answer", friday.pk, answer="ACCEPTED", leaves_at="15:40", note="<b>"
    )

    assert answer.status_code == 302
    shown = page(people.coordinator_qian, "board:meeting", friday.pk)
    assert "15:40" in shown
    assert "&lt;b&gt;" in shown


def test_the_coordinator_answers_for_a_member_and_the_page_says_who_did(
    friday: Meeting, people: Cast
) -> None:
    services.agenda_publish(by=people.coordinator_qian, meeting=friday, now=MONDAY)
    there = [friday.pk, friday.invitations.get(user=people.doctor_wang).pk]
    assert people.doctor_wang.name in page(people.coordinator_qian, "board:answer_for", *there)

    wrong = post(people.coordinator_qian, "board:answer_for", *there, answer="ACCEPTED", leaves_at="14:00")
    assert wrong.status_code == 422
    done = post(people.coordinator_qian, "board:answer_for", *there, answer="ACCEPTED", leaves_at="15:40")
    assert done.status_code == 302
    shown = page(people.radiologist_he, "board:meeting", friday.pk)
    assert "15:40" in shown
    assert "由钱悦记录" in shown


def test_a_leaving_time_that_makes_no_sense_comes_back(friday: Meeting, people: Cast) -> None:
    services.agenda_publish(by=people.coordinator_qian, meeting=friday, now=MONDAY)

    answer = post(people.doctor_wang, "board:answer", friday.pk, answer="ACCEPTED", leaves_at="14:00")

    assert answer.status_code == 422
    assert "14:00" in answer.content.decode()


def test_who_is_not_invited_hears_so(friday: Meeting, people: Cast) -> None:
    answer = post(people.nurse_li, "board:answer", friday.pk, answer="ACCEPTED")

    assert (answer.status_code, Invitation.objects.count()) == (302, 0)


def test_names_only_of_patients_the_reader_sees(friday: Meeting, zhang: Patient, people: Cast) -> None:
    case(friday.board, zhang, people.doctor_wang, friday)

    about_her = ("张桂兰", "先放疗还是先手术")
    assert all(words in page(people.doctor_wang, "board:meeting", friday.pk) for words in about_her)
    for user in (people.panel_member_lin, people.doctor_zhao):
        shown = page(user, "board:meeting", friday.pk)
        assert not any(words in shown for words in about_her)
        assert "您无权查看的患者" in shown


def test_only_who_runs_it_finds_the_buttons(friday: Meeting, people: Cast) -> None:
    move = reverse("board:meeting_move", args=[friday.pk])

    assert move in page(people.coordinator_qian, "board:meeting", friday.pk)
    assert move not in page(people.panel_member_lin, "board:meeting", friday.pk)


def test_a_guest_of_another_hospital_finds_the_meeting_alone(friday: Meeting, people: Cast) -> None:
    Invitation.objects.create(meeting=friday, user=people.doctor_wu, discipline=Discipline.UPPER_HOSPITAL)

    assert "骨转移 MDT" in page(people.doctor_wu, "board:meeting", friday.pk)
    assert "骨转移 MDT" not in page(people.doctor_wu, "board:boards")
    move = browser(people.doctor_wu).get(reverse("board:meeting_move", args=[friday.pk]))
    assert move.status_code == 403


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", ("会议", "清明节")), ("en", ("Meetings", "Qingming Festival"))]
)
def test_a_holiday_asks_for_a_decision(
    team: Board, people: Cast, language: str, words: tuple[str, ...]
) -> None:
    people.coordinator_qian.language = language
    people.coordinator_qian.save()
    row = meeting(team, at(date(2025, 4, 4)))

    shown = page(people.coordinator_qian, "board:meetings")
    assert all(word in shown for word in words)
    assert reverse("board:meeting", args=[row.pk]) in shown
    assert words[1] in page(people.coordinator_qian, "board:meeting", row.pk)


def test_the_month_shows_holidays_and_meetings(team: Board, people: Cast) -> None:
    row = meeting(team, at(date(2025, 4, 4)))

    answer = browser(people.panel_member_lin).get(reverse("board:calendar"), {"month": "2025-04"})

    shown = answer.content.decode()
    assert "清明节" in shown
    assert reverse("board:meeting", args=[row.pk]) in shown


def test_a_double_click_on_publish_invites_once(friday: Meeting, people: Cast) -> None:
    for _ in range(2):
        assert post(people.coordinator_qian, "board:meeting_publish", friday.pk).status_code == 302

    assert (Invitation.objects.count(), MeetingMail.objects.count()) == (3, 3)


def test_two_clicks_on_cancel(friday: Meeting, people: Cast) -> None:
    answers = [
        post(people.coordinator_qian, "board:meeting_cancel", friday.pk, reason=reason)
        for reason in ("", "节日", "节日", "别的")
    ]

    assert [answer.status_code for answer in answers] == [422, 302, 302, 422]


def test_the_next_meeting_is_on_the_first_page(friday: Meeting, people: Cast) -> None:
    for user in (people.coordinator_qian, people.doctor_wang):
        shown = page(user, "bonetherapy:day")
        assert reverse("board:meeting", args=[friday.pk]) in shown
    assert 'id="next-meeting"' not in page(people.nurse_li, "bonetherapy:day")


def rows_of(team: Board, people: Cast, number: int) -> Meeting:
    """A meeting with as many cases and guests."""
    row = meeting(team, at(MEETING_ON + timedelta(days=number)))
    for n in range(number):
        who = patient(people.oncology_1, number=f"ZY9{number}{n}")
        case(team, who, people.doctor_wang, row, place=n + 1)
    services.agenda_publish(by=people.coordinator_qian, meeting=row, now=MONDAY)
    return row


def queries(user: User, address: str) -> int:
    client = browser(user)
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_three_cases_and_members_cost_as_much_as_one(team: Board, people: Cast) -> None:
    BoardMember.objects.exclude(user=people.doctor_wang).delete()
    few = queries(people.coordinator_qian, reverse("board:meeting", args=[rows_of(team, people, 1).pk]))
    for user in (people.nurse_li, people.doctor_zhao):
        BoardMember.objects.create(board=team, user=user, discipline=Discipline.NURSING)

    many = queries(people.coordinator_qian, reverse("board:meeting", args=[rows_of(team, people, 3).pk]))

    assert few == many


@pytest.mark.parametrize("name", ["board:meetings", "board:calendar", "board:boards"])
def test_three_meetings_cost_as_much_as_one(team: Board, people: Cast, name: str) -> None:
    rows_of(team, people, 1)
    few = queries(people.coordinator_qian, reverse(name))
    rows_of(team, people, 2)
    rows_of(team, people, 3)

    assert queries(people.coordinator_qian, reverse(name)) == few


class TestFeed:
    def made(self, user: User) -> str:
        return reverse("board:feed", args=[services.feed_make(by=user)])

    def test_a_calendar_reads_it_without_signing_in(self, friday: Meeting, people: Cast) -> None:
        services.agenda_publish(by=people.coordinator_qian, meeting=friday, now=MONDAY)

        answer = Client().get(self.made(people.doctor_wang))

        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        text = answer.content.decode()
        assert f"UID:{friday.pk}@boneboard" in text
        assert "骨转移" not in text

    def test_the_address_is_shown_once_and_kept_as_a_digest(self, people: Cast) -> None:
        shown = post(people.doctor_wang, "board:feed_make").content.decode()

        assert "/mdt/feed/" in shown
        assert ".ics" in shown
        digest = CalendarFeed.objects.get().digest
        assert digest not in shown
        assert ".ics" not in page(people.doctor_wang, "board:feed_page")

    def test_a_new_one_and_a_revoked_one_end_the_old(self, people: Cast) -> None:
        first = self.made(people.doctor_wang)
        second = self.made(people.doctor_wang)
        assert [Client().get(one).status_code for one in (first, second)] == [404, 200]

        post(people.doctor_wang, "board:feed_revoke")
        assert Client().get(second).status_code == 404

    def test_who_left_reads_nothing(self, people: Cast) -> None:
        address = self.made(people.doctor_wang)
        people.doctor_wang.is_active = False
        people.doctor_wang.save()

        assert Client().get(address).status_code == 404

    def test_a_cancelled_meeting_says_so(self, friday: Meeting, people: Cast) -> None:
        by = people.coordinator_qian
        services.agenda_publish(by=by, meeting=friday, now=MONDAY)
        services.meeting_cancel(by=by, meeting=friday, reason="节日", now=MONDAY)

        assert "STATUS:CANCELLED" in Client().get(self.made(people.doctor_wang)).content.decode()


POSTED = (
    "name", "chair", "coordinator", "disciplines", "required", "quorum", "place", "video_link", "user",
    "minutes_per_case", "approval", "discipline", "first_on", "starts", "frequency", "duration_minutes",
    "ends_on", "reason", "starts_at", "answer", "leaves_at", "note", "month", "page", "past",
)  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_junk_is_answered(friday: Meeting, people: Cast, junk: str) -> None:
    Invitation.objects.create(
        meeting=friday, user=people.coordinator_qian, discipline=Discipline.MED_ONC, answer=Answer.ACCEPTED
    )
    sent = dict.fromkeys(POSTED, junk)
    client = browser(people.coordinator_qian)
    for name, args in {
        "board:board_add": [],
        "board:board_change": [friday.board_id],
        "board:member_add": [friday.board_id],
        "board:meeting_add": [friday.board_id],
        "board:series_add": [friday.board_id],
        "board:guest_add": [friday.pk],
        "board:answer": [friday.pk],
        "board:meeting_move": [friday.pk],
    }.items():
        answer = client.post(reverse(name, args=args), sent)
        assert answer.status_code in {200, 302, 422}, name
        assert "<script>alert" not in answer.content.decode()
    for name in ("board:meetings", "board:calendar"):
        assert client.get(reverse(name), sent).status_code == 200


def test_a_chair_of_another_hospital_runs_the_board_as_its_services_say(people: Cast) -> None:
    team = board(people, hospital=people.west)
    assert runs(people.doctor_wang, team)
    assert reverse("board:meeting_add", args=[team.pk]) in page(people.doctor_wang, "board:board", team.pk)
    assert not runs(people.doctor_zhao, team)
