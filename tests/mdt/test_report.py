"""The report of a board: every number from rows, what is unknown beside its rate, and the same as a file."""

import csv
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Discipline, ReadAction
from accounts.models import ReadRecord
from guidelines.rates import Rate
from mdt.enums import CaseState, Lane, MeetingState, Work
from mdt.models import Board, Case, Dissent, Invitation, Meeting, TimeSpent
from mdt.periods import Period, Span
from mdt.selectors.report import report_of
from mdt.selectors.report.cases import Minutes
from tests.cast import Cast, confirm_bone_metastasis, patient
from tests.mdt.boards import MEETING_ON, at, board, came, case, decision, meeting
from worklist.models import Task

pytestmark = pytest.mark.django_db
MARCH = Period.around(Span.MONTH, MEETING_ON)
TODAY = date(2025, 4, 20)


def held(of: Board, day: date) -> Meeting:
    """A meeting that is over."""
    over = {"closed_at": at(day, 16), "closed_by": of.chair, "state": MeetingState.SIGNED}
    return meeting(of, at(day), **over)


def concluded(of: Board, to: Meeting, people: Cast, number: str, **more: object) -> Case:
    """A case that was discussed, submitted on the fifth of March at nine."""
    about = patient(people.oncology_1, number=number, responsible_doctor=people.doctor_wang)
    facts = {"state": CaseState.CLOSED, "closed_at": at(MEETING_ON, 16), "closed_by": people.doctor_wang}
    return case(of, about, people.doctor_wang, to, **facts | more)


@pytest.fixture
def team(people: Cast) -> Board:
    """Three cases in one meeting with its attendance list, none in another without one."""
    made = board(people)
    first, _second = held(made, MEETING_ON), held(made, MEETING_ON + timedelta(days=7))
    for user in (people.doctor_wang, people.radiologist_he, people.panel_member_lin):
        Invitation.objects.create(meeting=first, user=user, discipline=Discipline.MED_ONC)
    came(first, people.doctor_wang, Discipline.MED_ONC)
    came(first, people.radiologist_he, Discipline.RADIOLOGY)
    came(first, people.coordinator_qian, Discipline.NURSING)
    stated = concluded(
        made, first, people, "R1", lane=Lane.URGENT, drug_statement="START", drug_text="地舒单抗"
    )
    silent = concluded(made, first, people, "R2", submitted_at=at(date(2025, 3, 7), 8))
    concluded(made, first, people, "R3")
    for one in (stated, silent):
        confirm_bone_metastasis(one.patient, people.doctor_wang)
    decided(stated, people)
    answered(stated, people)
    return made


def decided(one: Case, people: Cast) -> None:
    """Radiotherapy done, a scan not done, an operation nobody answers for; one dissent; twelve minutes."""
    decision(one, people.doctor_wang, outcome="IMPLEMENTED", done_on=date(2025, 3, 20))
    decision(one, people.doctor_wang, type="FOLLOW_UP", outcome="NOT", outcome_reason="DECLINED")
    decision(one, people.doctor_wang, type="SURGERY")
    decision(one, people.doctor_wang, type="RT", voided_at=at(), void_reason="录入错误")
    Dissent.objects.create(
        case=one, name="林岚", discipline=Discipline.RAD_ONC, reason="先手术", recorded_by=people.doctor_wang
    )
    begun = at(MEETING_ON, 15)
    for minutes, work in ((12, Work.DISCUSSION), (5, Work.PREPARATION)):
        until = begun + timedelta(minutes=minutes)
        TimeSpent.objects.create(
            case=one, work=work, user=people.doctor_wang, started_at=begun, ended_at=until
        )


def answered(one: Case, people: Cast) -> None:
    """What was asked of the owner the day before the deadline and answered before it."""
    task = Task.objects.create(
        key=f"case:{one.id}:ECOG", kind="CASE_ITEM", patient=one.patient, department=people.oncology_1,
        subject_id=one.id, role="ONCOLOGIST", due_on=MEETING_ON, state="DONE",
        closed_at=at(date(2025, 3, 6), 9),
    )  # fmt: skip
    Task.objects.filter(pk=task.pk).update(created_at=at(date(2025, 3, 5), 9))


def test_a_period_is_a_calendar_week_month_or_quarter() -> None:
    assert (MARCH.first_on, MARCH.last_on) == (date(2025, 3, 1), date(2025, 3, 31))
    week = Period.around(Span.WEEK, MEETING_ON)
    assert (week.first_on, week.last_on) == (date(2025, 3, 3), date(2025, 3, 9))
    quarter = Period.around(Span.QUARTER, date(2024, 12, 31))
    assert (quarter.first_on, quarter.last_on) == (date(2024, 10, 1), date(2024, 12, 31))
    assert Period.around(Span.MONTH, MARCH.day_before).first_on == date(2025, 2, 1)


def test_every_number_comes_from_rows(team: Board, people: Cast) -> None:
    report = report_of(team, MARCH, TODAY)
    meetings, cases, decisions = report.meetings, report.cases, report.decisions
    assert (meetings.unit.meetings, meetings.unit.cases) == (2, 3)
    assert meetings.quorum == Rate(1, 1, unknown=1)  # nobody wrote down who came to the second
    assert meetings.complete == Rate(1, 1, unknown=1)
    assert cases.lanes == {Lane.URGENT: 1, Lane.DISCUSS: 2, Lane.LISTED: 0}
    assert cases.waiting_days == 2
    assert cases.waiting_of == 3
    assert cases.in_time == Rate(2, 3)
    assert cases.complete == Rate(1, 1, unknown=2)  # of the others nothing was asked
    assert cases.statement == Rate(1, 2, unknown=1)
    assert cases.minutes[Work.DISCUSSION] == Minutes(Decimal(12), 1, 2)
    assert decisions.types == {"RT": 1, "SURGERY": 1, "FOLLOW_UP": 1}
    assert decisions.implemented == Rate(1, 2, unknown=1)
    assert decisions.reasons == {"DECLINED": 1}
    assert decisions.open_ages == (0, 1, 0, 0)
    assert (decisions.dissents, decisions.dissent_cases) == (1, 1)


def test_fixed_members_are_those_who_sat_there_that_day(team: Board, people: Cast) -> None:
    team.members.update(created_at=at(date(2025, 1, 1)))
    team.members.filter(user=people.panel_member_lin).update(left_on=date(2025, 2, 1))
    assert report_of(team, MARCH, TODAY).meetings.unit.fixed_members == Rate(2, 2)


def test_an_empty_period_divides_by_nothing(team: Board) -> None:
    report = report_of(team, Period.around(Span.MONTH, date(2025, 1, 1)), TODAY)
    assert report.meetings.unit.cases_per_meeting is None
    assert report.cases.waiting_days is None
    assert report.cases.statement.percent is None


def test_the_number_of_queries_does_not_grow(
    team: Board, people: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (2, 4):
        with django_assert_num_queries(10):
            report = report_of(team, MARCH, TODAY)
        assert report.meetings.unit.meetings == number
        for day in range(2):
            more = held(team, date(2025, 3, 20 + number + day))
            came(more, people.doctor_wang, Discipline.MED_ONC)
            decision(concluded(team, more, people, f"M{number}{day}"), people.doctor_wang)


def test_the_page_and_its_files(team: Board, people: Cast, client: Client) -> None:
    client.force_login(people.coordinator_qian)
    where = {"board": str(team.id), "span": "month", "on": "2025-03-09"}
    page = client.get(reverse("board:report"), where).content.decode()
    assert "QI-27" in page
    assert "SAF-05" in page
    book = load_workbook(BytesIO(client.get(reverse("board:report_file", args=["xlsx"]), where).content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("BoneBoard", people.coordinator_qian.name, people.coordinator_qian.username)
    implemented = next(row for row in rows if row[6] == "QI-27")
    assert implemented[2:6] == ("50%", 1, 2, 1)
    text = client.get(reverse("board:report_file", args=["csv"]), where).content.decode("utf-8-sig")
    assert any(row[2:3] == ["50%"] for row in csv.reader(StringIO(text)))
    looks = ReadRecord.objects.filter(action=ReadAction.EXPORT, subject="board report")
    assert looks.count() == 2
    assert client.get(reverse("board:report_file", args=["exe"]), where).status_code == 404


def test_a_name_that_begins_like_a_formula_is_text(team: Board, people: Cast, client: Client) -> None:
    Board.objects.filter(pk=team.pk).update(name="=1+1")
    client.force_login(people.coordinator_qian)
    book = load_workbook(BytesIO(client.get(reverse("board:report_file", args=["xlsx"])).content))
    assert book.worksheets[0]["E1"].value == "'=1+1"


def test_the_board_of_another_hospital_is_not_there(team: Board, people: Cast, client: Client) -> None:
    client.force_login(people.coordinator_qian)
    Board.objects.filter(pk=team.pk).update(
        hospital=people.west, chair=people.doctor_wang, coordinator=people.doctor_wang
    )
    answer = client.get(reverse("board:report_file", args=["csv"]), {"board": str(team.id)})
    assert answer.status_code == 404
