"""Doses that did not happen."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.errors import Conflict, Refusal
from bonetherapy.models import Course
from bonetherapy.services.dental import dental_record_add
from bonetherapy.services.missed import dose_mark_not_given, dose_rebook
from bonetherapy.specs import DentalSpec, NotGivenSpec, RebookSpec
from patients.models import Patient
from tests.bonetherapy.steps import denosumab, give, numbered, plan
from tests.cast import Cast
from worklist.models import Task

FIRST, DUE, TODAY = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 5)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    course = denosumab(zhang, people.doctor_wang, FIRST)
    give(numbered(course, 1), people.nurse_li, FIRST)
    return course


def rebook(people: Cast, course: Course, on: date, reason: str = "FORGOTTEN") -> None:
    spec = RebookSpec(reason_code=reason, booked_on=on)
    dose_rebook(by=people.nurse_li, dose=numbered(course, 2), spec=spec, today=TODAY)


def test_a_new_appointment_keeps_the_due_date_and_moves_the_projections(people: Cast, course: Course) -> None:
    rebook(people, course, date(2025, 3, 10))

    dose = numbered(course, 2)
    assert (dose.due_on, dose.booked_on, dose.planned_on) == (DUE, date(2025, 3, 10), date(2025, 3, 10))
    assert plan(course)[1] == date(2025, 4, 7)


def test_the_same_appointment_twice_is_one(people: Cast, course: Course) -> None:
    rebook(people, course, date(2025, 3, 10))
    rebook(people, course, date(2025, 3, 10))

    assert course.changes.filter(kind="REBOOKED").count() == 1


@pytest.mark.parametrize(
    ("on", "reason", "field"),
    [
        (date(2025, 3, 4), "FORGOTTEN", "booked_on"),
        (date(2025, 3, 10), "", "reason_code"),
        (date(2025, 3, 10), "RENAL_IMPAIRMENT", "reason_code"),
    ],
)
def test_a_bad_appointment_names_its_field(
    people: Cast, course: Course, on: date, reason: str, field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        rebook(people, course, on, reason)

    assert list(refused.value.message_dict) == [field]


def test_more_than_three_months_after_the_last_dose_is_refused(people: Cast, course: Course) -> None:
    rebook(people, course, date(2025, 4, 30))

    with pytest.raises(Refusal, match="BMA-18"):
        rebook(people, course, date(2025, 5, 1))


def test_who_is_late_beyond_three_months_can_still_be_booked(people: Cast, course: Course) -> None:
    today, spec = date(2025, 5, 20), RebookSpec(reason_code="FORGOTTEN", booked_on=date(2025, 5, 22))

    booked = dose_rebook(by=people.nurse_li, dose=numbered(course, 2), spec=spec, today=today)

    assert booked.booked_on == date(2025, 5, 22)
    too_far = RebookSpec(reason_code="FORGOTTEN", booked_on=date(2025, 6, 18))
    with pytest.raises(ValidationError, match="2025-06-17"):
        dose_rebook(by=people.nurse_li, dose=booked, spec=too_far, today=today)


def test_fear_of_the_jaw_asks_for_an_oral_examination(people: Cast, course: Course) -> None:
    rebook(people, course, date(2025, 3, 10), "FEAR_OF_ONJ")

    task = Task.objects.get()
    assert (task.kind, task.rule_id, task.role) == ("DENTAL_EXAM", "REM-06", "NURSE")


def test_an_old_examination_is_no_answer_to_a_jaw_that_hurts_today(
    people: Cast, zhang: Patient, course: Course
) -> None:
    rebook(people, course, date(2025, 3, 10), "ONJ_SUSPECTED")
    asked, asked_on = Task.objects.get(), timezone.localdate(Task.objects.get().created_at)
    states = []
    for day in (asked_on - timedelta(days=300), asked_on):
        spec = DentalSpec(item="ORAL_EXAM", on=day)
        dental_record_add(by=people.nurse_li, patient=zhang, spec=spec, today=asked_on)
        asked.refresh_from_db()
        states.append(asked.state)
    assert states == ["OPEN", "DONE"]


def test_a_dose_not_given_leaves_the_next_where_it_is(people: Cast, course: Course) -> None:
    spec = NotGivenSpec(reason_code="PATIENT_REFUSED", reason_text="家属来电")

    for _turn in range(2):
        dose_mark_not_given(by=people.nurse_li, dose=numbered(course, 2), spec=spec, today=TODAY)

    assert numbered(course, 2).state == "NOT_GIVEN"
    assert plan(course)[0] == date(2025, 3, 28)
    assert len(plan(course)) == 6


def test_a_dose_not_given_may_name_the_next_date(people: Cast, course: Course) -> None:
    spec = NotGivenSpec(reason_code="SUPPLY", next_due_on=date(2025, 3, 20))

    dose_mark_not_given(by=people.nurse_li, dose=numbered(course, 2), spec=spec, today=TODAY)

    assert plan(course)[:2] == [date(2025, 3, 20), date(2025, 4, 17)]


def miss(people: Cast, course: Course, number: int, on: date, reason: str = "PATIENT_REFUSED") -> None:
    dose, spec = numbered(course, number), NotGivenSpec(reason_code=reason)
    dose_mark_not_given(by=people.nurse_li, dose=dose, spec=spec, today=on)


def test_a_dose_not_given_keeps_no_next_one_beyond_three_months(people: Cast, course: Course) -> None:
    miss(people, course, 2, date(2025, 2, 28))
    miss(people, course, 3, date(2025, 3, 28))

    with pytest.raises(Refusal, match="BMA-18"):
        miss(people, course, 4, date(2025, 4, 25))
    assert numbered(course, 4).state == "PLANNED"


@pytest.mark.parametrize("reason", ["DIED", "TRANSFERRED"])
def test_who_does_not_come_back_needs_no_next_date(people: Cast, course: Course, reason: str) -> None:
    miss(people, course, 2, date(2025, 2, 28))
    miss(people, course, 3, date(2025, 3, 28))

    miss(people, course, 4, date(2025, 4, 25), reason)

    assert numbered(course, 4).interruption_reason == reason


def test_only_the_first_open_dose_can_be_closed(people: Cast, course: Course) -> None:
    spec = NotGivenSpec(reason_code="SUPPLY")

    with pytest.raises(Conflict):
        dose_mark_not_given(by=people.nurse_li, dose=numbered(course, 3), spec=spec, today=TODAY)


def test_a_first_dose_cannot_be_booked_into_the_next_year(people: Cast, zhang: Patient) -> None:
    course = denosumab(zhang, people.doctor_wang, FIRST)
    spec = RebookSpec(reason_code="SUPPLY", booked_on=date(2026, 2, 7))

    with pytest.raises(Refusal) as refused:
        dose_rebook(by=people.nurse_li, dose=numbered(course, 1), spec=spec, today=FIRST)

    assert [finding.rule_id for finding in refused.value.findings] == ["BMA-18"]
