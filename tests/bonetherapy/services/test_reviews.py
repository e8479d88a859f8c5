"""What time alone makes due: the rebound plan after a long gap, the 24-month review."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonetherapy.enums import CourseState
from bonetherapy.models import Course, Dose, ReboundWatch
from bonetherapy.selectors.home import oncologist_home
from bonetherapy.services.rebound import rebound_open
from bonetherapy.services.reviews import reviews_open
from bonetherapy.tasks import open_reviews
from patients.models import Patient
from tests.bonetherapy.steps import denosumab, give, numbered, ready
from tests.cast import Cast, confirm_bone_metastasis, patient
from worklist.models import Task

LAST = date(2025, 3, 1)
GAP = date(2025, 5, 1)
START = date(2023, 4, 10)
REVIEW = date(2025, 4, 10)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    """Denosumab, given once on 2025-03-01 and never since."""
    course = denosumab(zhang, people.doctor_wang, LAST)
    give(numbered(course, 1), people.nurse_li, LAST)
    return course


def asked(rule_id: str) -> list[Task]:
    return list(Task.objects.filter(rule_id=rule_id).order_by("created_at"))


def test_two_months_without_a_dose_ask_the_doctor_for_the_plan(people: Cast, course: Course) -> None:
    assert reviews_open(today=GAP - timedelta(days=1)) == 0
    assert reviews_open(today=GAP) == 1
    assert reviews_open(today=GAP + timedelta(days=1)) == 0

    (task,) = asked("REB-01")
    assert (task.role, task.owner, task.due_on, task.state) == ("ONCOLOGIST", people.doctor_wang, GAP, "OPEN")
    assert "2025-03-01" in task.message["zh"]
    assert not ReboundWatch.objects.exists()


@pytest.mark.parametrize(
    ("last_on", "gap_on"), [(date(2024, 12, 31), date(2025, 2, 28)), (date(2025, 1, 30), date(2025, 3, 30))]
)
def test_the_gap_is_counted_in_calendar_months(
    people: Cast, course: Course, last_on: date, gap_on: date
) -> None:
    Dose.objects.filter(state="GIVEN").update(given_on=last_on)

    assert reviews_open(today=gap_on - timedelta(days=1)) == 0
    assert reviews_open(today=gap_on) == 1


def test_a_hold_for_a_tooth_says_why_it_is_urgent(course: Course) -> None:
    course.state, course.hold_reason = CourseState.HELD, "DENTAL_INVASIVE"
    course.held_on, course.hold_review_on = LAST, GAP
    course.save()

    reviews_open(today=GAP)

    assert asked("REB-01")[0].message["zh"].startswith("（DEN-06）")


def test_a_bisphosphonate_does_not_rebound(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, LAST)
    give(numbered(course, 1), people.nurse_li, LAST)
    Course.objects.update(agent="ZOLEDRONATE")

    assert reviews_open(today=GAP) == 0


def test_a_course_never_given_has_nothing_to_rebound_from(people: Cast, zhang: Patient) -> None:
    denosumab(zhang, people.doctor_wang, LAST)

    assert reviews_open(today=GAP) == 0


def test_a_dose_answers_at_once(people: Cast, course: Course) -> None:
    reviews_open(today=GAP)

    give(numbered(course, 2), people.nurse_li, GAP)

    (task,) = asked("REB-01")
    assert (task.state, task.evidence) == ("DONE", "已再次给药（2025-05-01）")


def test_a_plan_answers_at_once(people: Cast, course: Course) -> None:
    reviews_open(today=GAP)

    rebound_open(by=people.doctor_wang, course=course, plan="CTX 每月", today=GAP, stopped=False)

    request = Task.objects.get(kind="OTHER", rule_id="REB-01")
    assert request.state == "DONE"
    assert Task.objects.filter(kind="SYMPTOM_CHECK", state="OPEN").exists()
    assert reviews_open(today=GAP) == 0


def test_a_plan_whose_days_are_over_is_none_for_the_next_gap(people: Cast, course: Course) -> None:
    plan = rebound_open(by=people.doctor_wang, course=course, plan="CTX 每月", today=GAP, stopped=False)
    give(numbered(course, 2), people.nurse_li, GAP)
    assert plan is not None

    assert reviews_open(today=plan.ends_on) == 0
    assert reviews_open(today=plan.ends_on + timedelta(days=1)) == 1


def test_the_night_closes_what_nobody_has_to_answer(course: Course) -> None:
    reviews_open(today=GAP)
    Dose.objects.filter(state="GIVEN").update(given_on=GAP)

    reviews_open(today=GAP)

    assert [task.state for task in asked("REB-01")] == ["DONE"]


def test_what_a_person_settled_is_not_asked_again_until_the_next_gap(people: Cast, course: Course) -> None:
    reviews_open(today=GAP)
    Task.objects.update(state="DONE", closed_by=people.doctor_wang)
    assert reviews_open(today=GAP + timedelta(days=1)) == 0

    give(numbered(course, 2), people.nurse_li, GAP + timedelta(days=2))

    assert reviews_open(today=GAP + timedelta(days=70)) == 1


def test_twenty_four_months_bring_the_course_to_the_board(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, START)
    give(numbered(course, 1), people.nurse_li, START)
    Dose.objects.filter(state="GIVEN").update(given_on=START)

    reviews_open(today=REVIEW - timedelta(days=1))
    assert asked("BMA-13") == []
    for _night in range(2):
        reviews_open(today=REVIEW)

    (task,) = asked("BMA-13")
    assert (task.kind, task.due_on, task.subject_id) == ("MDT_REVIEW", REVIEW, course.id)
    home = oncologist_home(user=people.doctor_wang, today=REVIEW)
    assert (home.board_reviews, task in home.tasks) == ((task,), False)


def test_a_break_between_courses_does_not_count(people: Cast, zhang: Patient) -> None:
    earlier = denosumab(zhang, people.doctor_wang, START)
    give(numbered(earlier, 1), people.nurse_li, START)
    Course.objects.update(state="STOPPED", stop_reason="OTHER", stopped_on=START + timedelta(days=100))
    ready(zhang, people.nurse_li, START + timedelta(days=130))
    later = denosumab(zhang, people.doctor_wang, START + timedelta(days=130))
    give(numbered(later, 1), people.nurse_li, START + timedelta(days=130))

    reviews_open(today=REVIEW + timedelta(days=29))
    assert asked("BMA-13") == []
    reviews_open(today=REVIEW + timedelta(days=30))

    assert [task.subject_id for task in asked("BMA-13")] == [later.id]


def queries(people: Cast, number: int) -> int:
    for index in range(number):
        row = patient(people.oncology_1, number=f"N{number}-{index}")
        confirm_bone_metastasis(row, people.doctor_wang)
        give(numbered(denosumab(row, people.doctor_wang, LAST), 1), people.nurse_li, LAST)
    with CaptureQueriesContext(connection) as caught:
        assert reviews_open(today=GAP) == number
    return len(caught)


def test_one_and_three_courses_cost_the_same(people: Cast) -> None:
    assert queries(people, 1) == queries(people, 3)


def test_the_task_runs_by_the_clock(course: Course) -> None:
    open_reviews()

    assert Task.objects.filter(rule_id="REB-01", state="OPEN").count() == 1
