"""Longer intervals."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.errors import Refusal
from bonetherapy.facts import record_parts
from bonetherapy.models import Course, ReboundWatch
from bonetherapy.services.holds import course_resume
from bonetherapy.services.intervals import course_change_interval, interval_preview
from bonetherapy.specs import IntervalSpec, ResumeSpec
from guidelines.bone.intervals import IntervalLabel, interval_label
from patients.models import Patient
from patients.record.rows import RecordRows
from tests.bonetherapy.steps import answer, denosumab, give, hold, numbered, plan
from tests.cast import Cast

START, TODAY = date(2025, 3, 1), date(2025, 3, 20)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    course = denosumab(zhang, people.doctor_wang, START)
    give(numbered(course, 1), people.nurse_li, START)
    return course


def wish(**more: Any) -> IntervalSpec:
    facts: dict[str, Any] = {
        "interval_days": 42,
        "reason_code": "ELECTIVE_EXTENSION",
        "reason_text": "病情稳定 2 年",
        "disease_stable": True,
        "symptoms_controlled": True,
        "review_on": date(2025, 6, 1),
        "answers": (answer("BMA-17"),),
    }
    return IntervalSpec(**(facts | more))


def change(people: Cast, course: Course, **more: Any) -> Course:
    return course_change_interval(by=people.doctor_wang, course=course, spec=wish(**more), today=TODAY)


def test_a_longer_interval_moves_the_planned_doses(people: Cast, course: Course) -> None:
    changed = change(people, course)

    assert plan(course)[:2] == [date(2025, 4, 12), date(2025, 5, 24)]
    assert (changed.off_standard, changed.interval_review_on) == (True, date(2025, 6, 1))
    log = course.changes.get(kind="INTERVAL")
    assert (log.before["interval_days"], log.after["interval_days"]) == (28, 42)


def test_before_the_first_dose_another_interval_leaves_the_day_on_which_a_hold_ends(
    people: Cast, zhang: Patient
) -> None:
    course, resume_on = denosumab(zhang, people.doctor_wang, START), date(2025, 4, 15)
    hold(course, people.nurse_li, START, review_on=TODAY)
    resume = ResumeSpec(resume_on=resume_on)
    course_resume(by=people.doctor_wang, course=course, spec=resume, today=TODAY)

    change(people, course)

    assert plan(course)[:2] == [resume_on, date(2025, 5, 27)]


def test_the_same_change_twice_is_one(people: Cast, course: Course) -> None:
    change(people, course)
    change(people, course)

    assert course.changes.filter(kind="INTERVAL").count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"reason_code": "COST"}, "reason_code"),
        ({"reason_text": " "}, "reason_text"),
        ({"disease_stable": False}, "disease_stable"),
        ({"symptoms_controlled": False}, "symptoms_controlled"),
        ({"review_on": None}, "review_on"),
        ({"interval_months": 2}, "interval_days"),
        ({"interval_days": 3}, "interval_days"),
    ],
)
def test_a_longer_interval_names_what_is_missing(
    people: Cast, course: Course, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        change(people, course, **more)

    assert list(refused.value.message_dict) == [field]


def test_a_longer_interval_asks_for_an_answer(people: Cast, course: Course) -> None:
    with pytest.raises(Refusal, match="BMA-17"):
        change(people, course, answers=())


def test_two_months_of_denosumab_need_a_rebound_plan(people: Cast, course: Course) -> None:
    with pytest.raises(Refusal, match="BMA-24"):
        change(people, course, interval_days=None, interval_months=2)

    change(people, course, interval_days=None, interval_months=2, rebound_plan="每 2 个月查 CTX")

    assert plan(course)[:2] == [date(2025, 5, 1), date(2025, 7, 1)]
    assert ReboundWatch.objects.get().plan == "每 2 个月查 CTX"


@pytest.mark.parametrize(("days", "rules"), [(92, ["BMA-17"]), (93, ["BMA-18", "BMA-17"])])
def test_three_months_are_the_limit(people: Cast, course: Course, days: int, rules: list[str]) -> None:
    spec = wish(interval_days=days, rebound_plan="CTX")

    preview = interval_preview(course, spec, by=people.doctor_wang, today=TODAY)

    assert preview is not None
    assert [finding.rule_id for finding in preview.findings] == rules


def test_back_to_standard_asks_nothing(people: Cast, course: Course) -> None:
    change(people, course)

    back = change(people, course, interval_days=28, review_on=None, answers=())

    assert (back.off_standard, plan(course)[0]) == (False, date(2025, 3, 29))


def test_another_review_day_moves_no_dose(people: Cast, course: Course) -> None:
    change(people, course)
    late, review_on = date(2025, 4, 20), date(2025, 7, 1)
    before = plan(course)
    spec = wish(review_on=review_on)

    course.refresh_from_db()
    preview = interval_preview(course, spec, by=people.doctor_wang, today=late)
    changed = course_change_interval(by=people.doctor_wang, course=course, spec=spec, today=late)

    assert preview is not None
    assert preview.next_due_on == before[0] == date(2025, 4, 12)
    assert plan(course) == before
    assert changed.interval_review_on == review_on
    assert course.changes.filter(kind="INTERVAL").count() == 2


def test_a_dose_given_on_the_day_of_its_calendar_months_is_not_late_for_the_record(
    people: Cast, zhang: Patient
) -> None:
    course = denosumab(zhang, people.doctor_wang, date(2025, 2, 1))
    give(numbered(course, 1), people.nurse_li, date(2025, 2, 1))
    Course.objects.update(interval_days=None, interval_months=2, off_standard=True)
    give(numbered(course, 2), people.nurse_li, date(2025, 7, 1))

    (told,) = record_parts(RecordRows({zhang.id}), date(2025, 7, 1), str)[zhang.id]["courses"]

    assert told.interval_days == 62
    assert interval_label(62, approved_days=told.interval_days) is IntervalLabel.ON_TIME
