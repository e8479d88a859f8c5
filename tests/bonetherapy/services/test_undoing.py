"""Taking back a dose."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Role
from accounts.errors import Conflict
from bonetherapy.models import Course, ReboundWatch
from bonetherapy.services.stops import course_stop
from bonetherapy.services.undoing import dose_undo
from bonetherapy.specs import StopSpec
from patients.models import Patient
from tests.bonetherapy.steps import at, denosumab, give, numbered, plan, ready
from tests.cast import Cast
from worklist.enums import TaskKind
from worklist.models import Task
from worklist.services.todo import task_open

FIRST, LATE = date(2025, 1, 31), date(2025, 3, 10)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    course = denosumab(zhang, people.doctor_wang, FIRST)
    give(numbered(course, 1), people.nurse_li, FIRST)
    return course


def test_an_undo_restores_the_plan(people: Cast, course: Course) -> None:
    before = plan(course)
    dose = give(numbered(course, 2), people.nurse_li, LATE)

    dose_undo(by=people.nurse_li, dose=dose, reason_text="选错患者", now=at(LATE, 12))

    assert plan(course) == before
    undone = numbered(course, 2)
    assert (undone.state, undone.given_on, undone.batch, undone.checks) == ("PLANNED", None, "", [])
    assert undone.interruption_reason == ""


def test_an_undo_twice_is_one_undo(people: Cast, course: Course) -> None:
    dose = give(numbered(course, 2), people.nurse_li, LATE)
    for _turn in range(2):
        dose_undo(by=people.nurse_li, dose=dose, reason_text="选错患者", now=at(LATE, 12))

    assert course.changes.filter(kind="UNDONE").count() == 1


def test_a_dose_can_be_given_again_after_an_undo(people: Cast, course: Course) -> None:
    dose = give(numbered(course, 2), people.nurse_li, LATE)
    dose_undo(by=people.nurse_li, dose=dose, reason_text="日期有误", now=at(LATE, 12))

    give(numbered(course, 2), people.nurse_li, LATE + timedelta(days=1))

    assert plan(course)[0] == date(2025, 4, 8)
    assert len(plan(course)) == 6


@pytest.mark.parametrize(("hours", "is_refused"), [(12, False), (13, True)])
def test_twelve_hours_are_the_window(people: Cast, course: Course, hours: int, is_refused: bool) -> None:
    dose = give(numbered(course, 2), people.nurse_li, LATE)
    try:
        dose_undo(
            by=people.nurse_li, dose=dose, reason_text="误录", now=at(LATE, 11) + timedelta(hours=hours)
        )
        refused = False
    except Conflict:
        refused = True

    assert refused is is_refused


def test_another_nurse_cannot_undo_but_an_oncologist_can(people: Cast, course: Course) -> None:
    dose = give(numbered(course, 2), people.nurse_li, LATE)
    with pytest.raises(PermissionDenied):
        dose_undo(by=people.nurse_sun, dose=dose, reason_text="误录", now=at(LATE, 12))

    assert (
        dose_undo(by=people.doctor_wang, dose=dose, reason_text="误录", now=at(LATE, 12)).state == "PLANNED"
    )


def test_an_undo_needs_a_reason(people: Cast, course: Course) -> None:
    dose = give(numbered(course, 2), people.nurse_li, LATE)

    with pytest.raises(ValidationError) as refused:
        dose_undo(by=people.nurse_li, dose=dose, reason_text=" ", now=at(LATE, 12))

    assert list(refused.value.message_dict) == ["reason_text"]


def test_a_dose_with_a_later_one_stays(people: Cast, course: Course) -> None:
    give(numbered(course, 2), people.nurse_li, LATE)

    with pytest.raises(Conflict):
        dose_undo(by=people.doctor_wang, dose=numbered(course, 1), reason_text="误录", now=at(FIRST, 13))


@pytest.fixture
def rebounding(people: Cast, course: Course) -> Course:
    """A second denosumab course after a first one whose stop opened a watch; a rebound is suspected."""
    spec = StopSpec(reason_code="INTOLERANCE", stopped_on=FIRST, rebound_plan="每月查 CTX")
    course_stop(by=people.doctor_wang, course=course, spec=spec, today=FIRST)
    ready(course.patient, people.nurse_li, LATE)
    again = denosumab(course.patient, people.doctor_wang, LATE)
    for kind, rule_id in (("OTHER", "REB-04"), ("CALL", "")):
        task_open(
            key=f"{kind}:{again.id}",
            kind=TaskKind(kind),
            patient=course.patient,
            role=Role.ONCOLOGIST,
            due_on=LATE,
            subject_id=again.id,
            rule_id=rule_id,
        )
    return again


def open_work() -> set[tuple[str, str]]:
    return set(Task.objects.filter(state="OPEN").values_list("key", "evidence"))


def test_an_undo_opens_again_what_the_dose_had_closed(people: Cast, rebounding: Course) -> None:
    before = open_work()
    dose = give(numbered(rebounding, 1), people.nurse_li, LATE)
    assert open_work() == set()
    assert ReboundWatch.objects.filter(closed_on=None).count() == 0

    dose_undo(by=people.nurse_li, dose=dose, reason_text="选错患者", now=at(LATE, 12))

    assert len(before) == 8
    assert open_work() == before
    assert ReboundWatch.objects.filter(closed_on=None).count() == 1


def test_what_was_asked_for_again_meanwhile_stands_once(people: Cast, rebounding: Course) -> None:
    dose = give(numbered(rebounding, 1), people.nurse_li, LATE)
    key = f"CALL:{rebounding.id}"
    call = Task.objects.get(key=key)
    task_open(key=key, kind=TaskKind.CALL, patient=call.patient, role=Role.NURSE, due_on=LATE)

    dose_undo(by=people.nurse_li, dose=dose, reason_text="选错患者", now=at(LATE, 12))

    assert Task.objects.filter(key=key, state="OPEN").count() == 1
