"""CTX during the watch after denosumab."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonetherapy.models import Course, Dose, ReboundWatch
from bonetherapy.services.ctx_watch import rebounds_suspect
from bonetherapy.services.rebound import rebound_open
from patients.models import LabResult, Patient
from tests.bonetherapy.steps import denosumab, give, numbered
from tests.cast import Cast, confirm_bone_metastasis, lab, patient
from worklist.models import Task

LAST = date(2025, 3, 1)
TEST = date(2025, 5, 2)


def ctx(row: Patient, people: Cast, value: str, on: date = TEST, unit: str = "ng/mL") -> LabResult:
    return lab(row, people.nurse_li, "ctx", value, unit, "0", "0.60" if unit == "ng/mL" else "600", on)


def watched(row: Patient, people: Cast) -> Course:
    """Denosumab given on 2025-03-01, CTX 0.10 then; the watch is open."""
    course = denosumab(row, people.doctor_wang, LAST)
    give(numbered(course, 1), people.nurse_li, LAST)
    ctx(row, people, "0.10", LAST)
    rebound_open(by=people.doctor_wang, course=course, plan="CTX", today=LAST, stopped=True)
    return course


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    return watched(zhang, people)


@pytest.mark.parametrize(
    ("value", "unit", "suspected"),
    [("0.55", "ng/mL", 0), ("0.60", "ng/mL", 0), ("0.61", "ng/mL", 1), ("610", "pg/mL", 1)],
)
def test_ctx_above_the_limit_and_above_treatment_is_suspect(
    people: Cast, course: Course, value: str, unit: str, suspected: int
) -> None:
    ctx(course.patient, people, value, unit=unit)

    assert rebounds_suspect(today=TEST) == suspected


def test_the_doctor_is_told_once_per_result(people: Cast, course: Course) -> None:
    ctx(course.patient, people, "0.61")
    rebounds_suspect(today=TEST)

    task = Task.objects.get(rule_id="REB-04")
    assert (task.owner, task.role, task.due_on) == (people.doctor_wang, "ONCOLOGIST", TEST)
    assert "0.61" in task.message["zh"]
    Task.objects.filter(pk=task.pk).update(state="DONE", closed_by=people.doctor_wang)
    assert rebounds_suspect(today=TEST) == 0
    ctx(course.patient, people, "0.75", date(2025, 6, 1))
    assert rebounds_suspect(today=date(2025, 6, 1)) == 1


def test_a_value_from_before_the_last_dose_is_no_rebound(people: Cast, course: Course) -> None:
    ctx(course.patient, people, "0.90", date(2025, 2, 20))

    assert rebounds_suspect(today=TEST) == 0


@pytest.mark.parametrize("on", [date(2025, 2, 20), LAST])
def test_a_baseline_from_before_the_first_dose_is_no_value_on_treatment(
    people: Cast, course: Course, on: date
) -> None:
    ctx(course.patient, people, "0.90", on)
    ctx(course.patient, people, "0.70")

    assert rebounds_suspect(today=TEST) == 1


def test_without_a_dose_on_record_the_limit_alone_decides(people: Cast, course: Course) -> None:
    Dose.objects.update(state="CANCELLED")
    ctx(course.patient, people, "0.90", date(2025, 2, 20))
    ctx(course.patient, people, "0.70")

    assert rebounds_suspect(today=TEST) == 1


def test_without_a_watch_nothing_is_suspected(people: Cast, course: Course) -> None:
    ReboundWatch.objects.update(closed_on=TEST)
    ctx(course.patient, people, "0.90")

    assert rebounds_suspect(today=TEST) == 0


def test_without_a_limit_it_stays_unknown(people: Cast, course: Course) -> None:
    row = ctx(course.patient, people, "0.90")
    LabResult.objects.filter(pk=row.pk).update(ref_high=None)

    assert rebounds_suspect(today=TEST) == 0


def test_resuming_denosumab_answers_it(people: Cast, course: Course) -> None:
    ctx(course.patient, people, "0.61")
    rebounds_suspect(today=TEST)

    give(numbered(course, 2), people.nurse_li, TEST)

    assert Task.objects.get(rule_id="REB-04").state == "DONE"


def queries(people: Cast, number: int) -> int:
    for index in range(number):
        row = patient(people.oncology_1, number=f"N{number}-{index}")
        confirm_bone_metastasis(row, people.doctor_wang)
        watched(row, people)
        ctx(row, people, "0.61")
    with CaptureQueriesContext(connection) as caught:
        assert rebounds_suspect(today=TEST) == number
    return len(caught)


def test_one_and_three_watches_cost_the_same(people: Cast) -> None:
    assert queries(people, 1) == queries(people, 3)
