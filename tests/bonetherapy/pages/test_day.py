"""The first page of the day."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import ReadRecord
from bonetherapy.models import Course
from tests.bonetherapy.pages.conftest import Sign
from tests.bonetherapy.pages.morning import ROWS, morning
from tests.bonetherapy.steps import hold
from tests.cast import TODAY, Cast
from worklist.models import Task

MOST_QUERIES = 8


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def ward(nurse: Client, people: Cast) -> Client:
    """The nurse's browser on a full morning."""
    morning(people)
    return nurse


def names(answer: Any) -> list[str]:
    return [row.patient.name for row in answer.context["rows"]]


def test_worst_first(ward: Client) -> None:
    shown = names(ward.get("/day/"))
    assert shown[:3] == ["周桂芳", "陈德明", "吴秀兰"]
    assert set(shown[3:7]) == {"王建国", "赵卫东", "孙玉梅", "刘志强"}
    assert "张桂兰" in shown[7:]


def test_the_three_numbers_and_their_lines(ward: Client) -> None:
    numbers = {card.icon: (card.number, str(card.note)) for card in ward.get("/day/").context["counters"]}
    assert numbers == {
        "calendar-event": (5, "4 can be given, 1 blocked"),
        "clock-exclamation": (3, "longest 31 days, 1 escalated"),
        "lock": (4, "Calcium 3, Clearance 1"),
    }


@pytest.mark.parametrize(
    ("show", "count"), [("today", 5), ("overdue", 3), ("blocked", 4), ("", 11), ("nonsense", 11)]
)
def test_a_number_filters_the_list(ward: Client, show: str, count: int) -> None:
    assert len(names(ward.get("/day/", {"show": show}))) == count


def test_filters_by_ward_and_drug(ward: Client, people: Cast) -> None:
    assert "马国庆" in names(ward.get("/day/", {"agent": "IBANDRONATE"}))
    in_ward = names(ward.get("/day/", {"ward": str(people.ward_1.id)}))
    assert "周桂芳" in in_ward
    assert "吴秀兰" not in in_ward


def test_every_row_has_its_one_next_action(ward: Client) -> None:
    actions = {row.patient.name: str(row.action) for row in ward.get("/day/").context["rows"]}
    assert "Reason, new date" in actions["周桂芳"]
    assert "Give" in actions["吴秀兰"]
    assert "Hold" in actions["王建国"]
    assert "Request test" in actions["孙玉梅"]
    assert "Request new test" in actions["刘志强"]
    assert "button--primary" in actions["张桂兰"]


def test_htmx_gets_the_list_alone(ward: Client) -> None:
    part = text(ward.get("/day/", {"show": "today"}, headers={"hx-request": "true"}))
    assert "张桂兰" in part
    assert "<html" not in part


def test_a_day_chosen_in_the_calendar(ward: Client) -> None:
    assert names(ward.get("/day/", {"on": "2025-03-04"})) == ["赵卫东"]


@pytest.mark.parametrize(
    "query", ["ward=1", "doctor=x", "agent=%00", "show=%27", "page=-1", "page=9999999999", "on=31"]
)
def test_an_address_nobody_understands_shows_the_whole_list(ward: Client, query: str) -> None:
    assert len(names(ward.get(f"/day/?{query}"))) == 11


def test_an_empty_ward_is_told_that_all_is_done(nurse: Client) -> None:
    assert "Nothing to do now." in text(nurse.get("/day/"))


def test_another_department_sees_nothing_of_it(sign_in: Sign, people: Cast) -> None:
    morning(people)
    assert names(sign_in(people.nurse_sun).get("/day/")) == []


def test_the_coordinator_sees_the_hospital_and_can_only_call(sign_in: Sign, people: Cast) -> None:
    morning(people)
    answer = sign_in(people.coordinator_qian).get("/day/")
    assert len(names(answer)) == 11
    assert "/give/" not in text(answer)
    assert "/calls/" in text(answer)


@pytest.mark.parametrize(("language", "word"), [("en", "Overdue"), ("zh-hans", "李敏")])
def test_both_languages(sign_in: Sign, people: Cast, language: str, word: str) -> None:
    assert word in text(sign_in(people.nurse_li, language).get("/day/"))


def queries_of(browser: Client, address: str) -> int:
    browser.get(address)  # the first page after a change of facts judges the doses; the next ones read
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("address", ["/day/", "/day/print/", "/calendar/"])
def test_as_many_queries_for_three_rows_as_for_one(nurse: Client, people: Cast, address: str) -> None:
    morning(people, ROWS[:1])
    one = queries_of(nurse, address)
    for row in ROWS[1:3]:
        morning(people, (row,))
    assert queries_of(nurse, address) == one
    assert one <= MOST_QUERIES


def test_asking_for_a_test_twice_is_one_task(ward: Client) -> None:
    row = next(row for row in ward.get("/day/").context["rows"] if row.patient.name == "孙玉梅")
    url = f"/doses/{row.patient.doses.filter(state='PLANNED').order_by('number')[0].id}/request/"
    for _ in range(2):
        assert ward.post(url, {"check": "CALCIUM"}).status_code == 302
    assert Task.objects.filter(patient=row.patient).count() == 1
    assert "choose a check" in text(ward.post(url, {"check": "MOOD"}, follow=True))


def test_the_ward_list_has_boxes_to_fill_in(ward: Client) -> None:
    page = text(ward.get("/day/print/"))
    assert page.count("write-box") == 11 * 3
    assert "周桂芳" in page


def test_the_month_counts_doses_and_marks_holidays(ward: Client) -> None:
    page = ward.get("/calendar/")
    cells = {cell["date"].isoformat(): cell for week in page.context["weeks"] for cell in week}
    assert [item.label for item in cells["2025-03-01"]["items"]] == ["5 injections"]
    may = ward.get("/calendar/", {"month": "2025-05"})
    holiday = next(cell for week in may.context["weeks"] for cell in week if cell["date"].day == 1)
    assert holiday["holiday"]


@pytest.mark.parametrize("month", ["", "2025-13", "x", "0001-01", "9999-12", "2025-1"])
def test_any_month_is_a_page(nurse: Client, month: str) -> None:
    assert nurse.get("/calendar/", {"month": month}).status_code == 200


def test_paper_leaves_a_trace_for_every_patient_on_it(ward: Client, people: Cast) -> None:
    rows = ward.get("/day/").context["rows"]

    answer = ward.get("/day/print/")

    trail = ReadRecord.objects.filter(action="PRINT", subject="ward_list")
    assert {row.patient_id for row in trail} == {row.patient.id for row in rows}
    assert {(row.user_id, str(row.request_id)) for row in trail} == {
        (people.nurse_li.id, answer["X-Request-Id"])
    }


@pytest.fixture
def held(people: Cast, noon: time_machine.Traveller) -> Course:
    """The course of 周桂芳, on hold for low calcium; the review was due yesterday."""
    course = morning(people, ROWS[:1])["周桂芳"].course
    ago = TODAY - timedelta(days=9)
    return hold(course, people.nurse_li, ago, review_on=TODAY - timedelta(days=1))


def test_a_course_on_hold_stays_on_the_nurses_page(nurse: Client, held: Course) -> None:
    page = nurse.get("/day/")

    assert names(page) == []
    assert [(row.patient.name, row.days_over) for row in page.context["held"]] == [("周桂芳", 1)]
    assert "Uncorrected low calcium" in text(page)
    assert f"/courses/{held.id}/hold/" in text(page)
    assert nurse.get("/day/", {"agent": "ZOLEDRONATE"}).context["held"] == ()


def test_a_course_on_hold_is_on_paper_with_its_trace(nurse: Client, held: Course) -> None:
    assert "周桂芳" in text(nurse.get("/day/print/"))
    assert ReadRecord.objects.filter(action="PRINT", patient_id=held.patient_id).exists()


def test_another_departments_hold_is_not_mine(sign_in: Sign, held: Course, people: Cast) -> None:
    assert sign_in(people.nurse_sun).get("/day/").context["held"] == ()


@pytest.mark.parametrize("address", ["/day/", "/day/print/"])
def test_as_many_queries_for_three_holds_as_for_one(
    nurse: Client, people: Cast, held: Course, address: str
) -> None:
    one = queries_of(nurse, address)
    for dose in morning(people, ROWS[1:3]).values():
        hold(dose.course, people.doctor_wang, TODAY, review_on=TODAY)
    assert queries_of(nurse, address) == one
    assert one <= MOST_QUERIES
