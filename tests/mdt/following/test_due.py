"""Whose turn a decision is, on the day of its owner and on the board of open decisions."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mdt.decisions_due import DueDecisions
from mdt.models import Decision
from mdt.selectors.followed import OPEN_STAGES, Stage, followed, in_stage, stage_of
from mdt.services.confirming import decision_confirm
from patients.models import Patient
from tests.cast import Cast, patient
from tests.mdt import boards
from tests.mdt.following.board_day import (
    DAY,
    MET_ON,
    at,
    concluded,
    course_of,
    dental_check,
    row_of,
    start_denosumab,
)

FAR = date(2025, 9, 30)


def due_rows(on: date) -> list[Any]:
    """What the source says on a day."""
    return list(DueDecisions().rows(patients=Patient.objects.all(), today=on, limit=20))


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (MET_ON, Stage.CONFIRM),
        (date(2025, 3, 21), Stage.CONFIRM),
        (date(2025, 3, 22), Stage.OVERDUE),
    ],
)
def test_the_day_after_it_was_due_it_is_overdue(people: Cast, zhang: Patient, on: date, stage: Stage) -> None:
    decision = dental_check(concluded(people, zhang), people.doctor_wang)
    assert stage_of(row_of(decision), on) is stage


def test_what_is_due_far_ahead_is_asked_about_thirty_days_after_the_meeting(
    people: Cast, zhang: Patient
) -> None:
    decision = dental_check(concluded(people, zhang), people.doctor_wang, due_on=FAR)
    asked_on = MET_ON + timedelta(days=30)
    assert row_of(decision).asked_on == asked_on
    assert stage_of(row_of(decision), asked_on - DAY) is Stage.CONFIRM
    assert stage_of(row_of(decision), asked_on) is Stage.ASKED


def test_a_course_answers_by_itself_and_is_asked_about_once_its_day_has_passed(
    people: Cast, zhang: Patient
) -> None:
    decision = start_denosumab(concluded(people, zhang), people.doctor_wang, due_on=FAR)
    Decision.objects.update(course=course_of(people, zhang, date(2025, 3, 10)))
    assert row_of(decision).asked_on == FAR + DAY
    assert stage_of(row_of(decision), FAR) is Stage.WAITING


@pytest.mark.parametrize("on", [MET_ON, date(2025, 3, 22), MET_ON + timedelta(days=31), FAR + DAY])
def test_database_and_page_agree_on_every_stage(people: Cast, zhang: Patient, on: date) -> None:
    case = concluded(people, zhang)
    dental_check(case, people.doctor_wang)
    dental_check(case, people.doctor_wang, due_on=FAR)
    done = boards.decision(case, people.doctor_wang)
    confirmed = boards.decision(case, people.doctor_wang, due_on=FAR)
    decision_confirm(by=people.doctor_wang, decision=confirmed, today=MET_ON, now=at(MET_ON))
    Decision.objects.filter(pk=done.pk).update(outcome="IMPLEMENTED")
    for stage in (*OPEN_STAGES, Stage.ANSWERED):
        found = set(followed().filter(in_stage(stage, on)).values_list("id", flat=True))
        assert found == {row.id for row in followed() if stage_of(row, on) is stage}


def test_the_rows_lead_to_what_is_to_be_done(people: Cast, zhang: Patient) -> None:
    case = concluded(people, zhang)
    start, teeth = start_denosumab(case, people.doctor_wang), dental_check(case, people.doctor_wang)
    urls = {row.title: row.action.url for row in due_rows(MET_ON)}
    assert reverse("following:course", args=[start.id]) in urls.values()
    assert f"{reverse('following:decision', args=[teeth.id])}#confirm" in urls.values()
    late = due_rows(date(2025, 3, 25))
    assert [row.days for row in late] == [15, 4]
    assert {row.badge for row in late} == {"overdue"}
    assert {row.action.url.partition("#")[2] for row in late} == {"answer"}


def test_drafts_voided_lines_and_answers_ask_nobody(people: Cast, zhang: Patient) -> None:
    board = boards.board(people)
    boards.decision(boards.case(board, zhang, people.doctor_wang), people.doctor_wang)
    case = concluded(people, patient(people.oncology_1, number="ZY9"), board)
    boards.decision(case, people.doctor_wang, outcome="IMPLEMENTED")
    boards.decision(
        case, people.doctor_wang, voided_at=at(MET_ON), void_reason="误", voided_by=people.doctor_wang
    )
    assert due_rows(FAR) == []


@pytest.fixture
def three(people: Cast, zhang: Patient) -> list[Decision]:
    """Three decisions of two boards, owners and disciplines."""
    case = concluded(people, zhang)
    other = concluded(people, patient(people.oncology_1, number="ZY9"), case.board, question="第二例")
    return [
        start_denosumab(case, people.doctor_wang),
        dental_check(case, people.nurse_li, due_on=FAR),
        boards.decision(other, people.panel_member_lin),
    ]


@pytest.mark.usefixtures("noon")
class TestBoardPage:
    def shown(self, client: Client, **query: Any) -> list[Any]:
        """The decisions of the page, in its order."""
        answer = client.get(reverse("following:board"), query)
        assert answer.status_code == 200
        return [line.decision.id for line in answer.context["lines"]]

    def test_it_is_narrowed_by_owner_discipline_board_and_stage(
        self, people: Cast, three: list[Decision], client: Client
    ) -> None:
        client.force_login(people.coordinator_qian)
        start, teeth, rays = [one.id for one in three]
        assert set(self.shown(client)) == {start, teeth, rays}
        assert self.shown(client, owner=people.nurse_li.id) == [teeth]
        assert self.shown(client, discipline="MED_ONC") == [start]
        assert self.shown(client, stage="overdue") == []
        assert set(self.shown(client, board=three[0].case.board_id)) == {start, teeth, rays}
        assert set(self.shown(client, board="junk", stage="junk", owner="junk")) == {start, teeth, rays}

    def test_another_department_sees_nothing(
        self, people: Cast, three: list[Decision], client: Client
    ) -> None:
        client.force_login(people.doctor_zhao)
        assert self.shown(client) == []
        client.force_login(people.doctor_wu)
        assert self.shown(client) == []

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_same_questions_for_one_row_and_for_three(
        self, people: Cast, zhang: Patient, client: Client, django_assert_num_queries: Any, number: int
    ) -> None:
        case = concluded(people, zhang)
        for _ in range(number):
            boards.decision(case, people.doctor_wang)
        client.force_login(people.coordinator_qian)
        self.shown(client)
        with django_assert_num_queries(9):  # one of them is the line in the trail
            assert len(self.shown(client)) == number
