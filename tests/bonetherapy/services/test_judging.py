"""Readiness at hand: judged once, forgotten when a fact changes, right again on the next look."""

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps

from accounts.models import User
from bonetherapy.enums import DoseState
from bonetherapy.models import Course, DentalRecord, Dose, SupplementOrder
from bonetherapy.selectors.day import DayFilters
from bonetherapy.selectors.readiness import readiness_of
from bonetherapy.selectors.snapshots import check_of, check_snapshot
from bonetherapy.services.judging import day_open, doses_judge_all
from bonetherapy.wording import check_line
from patients.enums import ProblemCode
from patients.models import BodyWeight, LabResult, Patient, Problem
from patients.services.observations import PROBLEM, WEIGHT
from patients.services.recording import record_void
from tests.bonetherapy.steps import denosumab
from tests.cast import TODAY, Cast, albumin, calcium, weight
from tests.patients.spoken import NOW


@pytest.fixture
def course(zhang: Patient, people: Cast) -> Course:
    return denosumab(zhang, people.doctor_wang, TODAY)


def first(course: Course) -> Dose:
    return course.doses.get(number=1)


def test_a_sweep_judges_the_coming_week_once(course: Course) -> None:
    assert doses_judge_all(today=TODAY) == 1
    assert doses_judge_all(today=TODAY) == 0
    assert first(course).blocked_by == ["CALCIUM"]


def test_a_result_that_arrives_unblocks_the_dose_on_the_next_look(course: Course, people: Cast) -> None:
    def blocked() -> int:
        return day_open(user=people.nurse_li, filters=DayFilters(), today=TODAY).counts.blocked

    assert blocked() == 1
    calcium(course.patient, people.nurse_li)
    albumin(course.patient, people.nurse_li)
    assert blocked() == 0


Change = Callable[[Patient, User], object]
CHANGES: dict[str, Change] = {
    "a laboratory result": calcium,
    "a laboratory result changed by bulk update": lambda who, _: LabResult.objects.filter(patient=who).update(
        value=Decimal(2)
    ),
    "a body weight": weight,
    "a problem": lambda who, by: Problem.objects.create(
        patient=who, code=ProblemCode.HYPOCALCAEMIA, noted_on=TODAY, recorded_by=by
    ),
    "a weight that is voided": lambda who, by: record_void(
        kind=WEIGHT, by=by, row=who.weights.get(), reason="错误", now=NOW
    ),
    "a problem that is voided": lambda who, by: record_void(
        kind=PROBLEM, by=by, row=who.problems.get(), reason="错误", now=NOW
    ),
    "a visit to the dentist": lambda who, by: DentalRecord.objects.create(
        patient=who, item="ORAL_EXAM", on=TODAY, recorded_by=by
    ),
    "a supplement": lambda who, by: SupplementOrder.objects.create(
        patient=who, started_on=TODAY, recorded_by=by
    ),
    "another birthday": lambda who, _: Patient.objects.filter(pk=who.pk).update(
        birth_date=who.birth_date - timedelta(days=400)
    ),
    "a course that changes": lambda who, _: who.courses.update(dose_mg=Decimal(60)),
    "an earlier dose given": lambda who, by: _give(who.doses.get(number=2), by),
}


def _give(dose: Dose, by: User) -> None:
    dose.state, dose.given_on, dose.given_by, dose.dose_mg = DoseState.GIVEN, TODAY, by, Decimal(120)
    dose.given_at = dose.created_at
    dose.save()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_any_fact_puts_the_judgement_in_doubt(course: Course, people: Cast, change: Change) -> None:
    calcium(course.patient, people.nurse_li, on=TODAY - timedelta(days=1))
    weight(course.patient, people.nurse_li)
    CHANGES["a problem"](course.patient, people.nurse_li)
    doses_judge_all(today=TODAY)

    change(course.patient, people.nurse_li)

    assert first(course).judged_for is None


def test_the_facts_of_one_patient_leave_another_alone(course: Course, people: Cast, zhang: Patient) -> None:
    doses_judge_all(today=TODAY)
    other = Patient.objects.create(
        hospital=zhang.hospital,
        department=zhang.department,
        hospital_number="ZY2",
        name="李",
        sex="F",
        birth_date=zhang.birth_date,
    )

    BodyWeight.objects.create(
        patient=other, measured_on=TODAY, weight_kg=Decimal(60), recorded_by=people.nurse_li
    )

    assert first(course).judged_for == TODAY


def test_another_day_is_another_judgement(course: Course) -> None:
    doses_judge_all(today=TODAY)
    assert doses_judge_all(today=TODAY + timedelta(days=1)) == 1


def test_judging_leaves_no_trace_in_the_history(course: Course) -> None:
    history = apps.get_model("bonetherapy", "DoseEvent").objects
    before = history.count()
    doses_judge_all(today=TODAY)
    assert history.count() == before


def test_a_check_read_back_is_the_check_that_was_judged(course: Course, people: Cast) -> None:
    calcium(course.patient, people.nurse_li, "2.05")
    dose = first(course)
    judged = readiness_of([dose], today=TODAY)[dose.id]

    again = [check_of(json.loads(json.dumps(check_snapshot(check)))) for check in judged]

    assert [check_line(check, TODAY) for check in again] == [check_line(check, TODAY) for check in judged]
    assert [check.blocks for check in again] == [check.blocks for check in judged]
    assert [check.finding and check.finding.message for check in again] == [
        check.finding and check.finding.message for check in judged
    ]
