"""Taking back a stop."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.errors import Conflict
from accounts.models import User
from bonetherapy.facts import record_parts
from bonetherapy.models import Course, ReboundWatch
from bonetherapy.services.correcting import dose_correct
from bonetherapy.services.reviews import reviews_open
from bonetherapy.services.stops import course_stop
from bonetherapy.services.unstopping import course_stop_undo
from bonetherapy.specs import DoseCorrection, StopSpec
from patients.models import Patient
from patients.record.rows import RecordRows
from tests.bonetherapy.steps import denosumab, give, hold, kidney, numbered, plan, ready, zoledronate
from tests.cast import Cast
from worklist.models import Task

START, TODAY = date(2025, 3, 1), date(2025, 3, 20)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    course = denosumab(zhang, people.doctor_wang, START)
    give(numbered(course, 1), people.nurse_li, START)
    return course


def stop(people: Cast, course: Course) -> None:
    spec = StopSpec(reason_code="INTOLERANCE", stopped_on=TODAY, rebound_plan="每月查 CTX")
    course_stop(by=people.doctor_wang, course=course, spec=spec, today=TODAY)


def undo(by: User, course: Course, why: str = "点错患者", now: datetime | None = None) -> Course:
    return course_stop_undo(by=by, course=course, reason_text=why, now=now or timezone.now())


def test_the_course_stands_as_before(people: Cast, course: Course) -> None:
    before = plan(course)
    stop(people, course)

    running = undo(people.doctor_wang, course)

    assert (running.state, running.stop_reason, running.stopped_on) == ("ACTIVE", "", None)
    assert plan(course) == before
    change = course.changes.get(kind="REOPENED")
    assert (change.before["state"], change.after["state"], change.reason_text) == (
        "STOPPED",
        "ACTIVE",
        "点错患者",
    )


def test_the_plan_counts_from_a_dose_that_was_corrected_in_between(people: Cast, zhang: Patient) -> None:
    kidney(zhang, people.nurse_li, START)
    course = zoledronate(zhang, people.doctor_wang, START)
    infusion = {"dose_mg": course.dose_mg, "route": "IV", "site": "PORT"}
    give(numbered(course, 1), people.nurse_li, START, **infusion)
    stop(people, course)
    right = DoseCorrection(
        given_on=START + timedelta(days=4),
        dose_mg=course.dose_mg,
        site="PORT",
        batch="B2301",
        expires_on=date(2027, 12, 31),
        reason_text="日期写错",
    )
    dose_correct(by=people.doctor_wang, dose=numbered(course, 1), spec=right, today=TODAY)

    undo(people.doctor_wang, course)

    assert plan(course)[0] == START + timedelta(days=32)


def test_what_the_stop_opened_is_withdrawn(people: Cast, course: Course) -> None:
    stop(people, course)
    assert Task.objects.filter(state="OPEN").count() == 6

    undo(people.doctor_wang, course)

    assert not Task.objects.filter(state="OPEN").exists()
    assert not ReboundWatch.objects.filter(closed_on=None).exists()
    assert reviews_open(today=date(2025, 5, 1)) == 1


def test_a_course_on_hold_is_on_hold_again(people: Cast, course: Course) -> None:
    hold(course, people.nurse_li, date(2025, 3, 10), review_on=TODAY)
    stop(people, course)

    held = undo(people.doctor_wang, course)

    assert (held.state, held.hold_reason, held.hold_review_on) == ("HELD", "HYPOCALCAEMIA", TODAY)
    assert set(course.doses.values_list("state", flat=True)) == {"GIVEN", "HELD"}
    (pause,) = record_parts(RecordRows({held.patient_id}), TODAY, str)[held.patient_id]["courses"][0].holds
    assert (pause.on, pause.until_on) == (date(2025, 3, 10), None)


def test_an_undo_twice_is_one_undo(people: Cast, course: Course) -> None:
    stop(people, course)
    undo(people.doctor_wang, course)
    undo(people.doctor_wang, course)

    assert course.changes.filter(kind="REOPENED").count() == 1


@pytest.mark.parametrize(
    ("who", "why", "hours", "refusal"),
    [
        ("nurse_li", "误停", 0, PermissionDenied),
        ("doctor_wang", " ", 0, ValidationError),
        ("doctor_wang", "误停", 13, Conflict),
    ],
)
def test_who_why_and_until_when(
    people: Cast, course: Course, who: str, why: str, hours: int, refusal: Any
) -> None:
    stop(people, course)

    with pytest.raises(refusal):
        undo(getattr(people, who), course, why, timezone.now() + timedelta(hours=hours))


def test_a_running_course_has_no_stop_to_take_back(people: Cast, course: Course) -> None:
    with pytest.raises(Conflict):
        undo(people.doctor_wang, course)


def test_after_another_course_was_started_the_stop_stays(people: Cast, course: Course) -> None:
    stop(people, course)
    ready(course.patient, people.nurse_li, TODAY)
    denosumab(course.patient, people.doctor_wang, TODAY)

    with pytest.raises(Conflict):
        undo(people.doctor_wang, course)
