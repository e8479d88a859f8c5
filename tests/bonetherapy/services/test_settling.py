"""A result that arrives settles the request for it by itself, at the next look."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonetherapy.models import Course, DentalRecord, Dose, SupplementOrder
from bonetherapy.services.judging import doses_judge_all
from bonetherapy.services.missed import dose_mark_not_given
from bonetherapy.services.requests import check_request
from bonetherapy.specs import NotGivenSpec
from guidelines.bone.checks import CheckKind
from patients.models import Patient
from tests.bonetherapy.steps import denosumab, give, ready
from tests.cast import TODAY, Cast, calcium, confirm_bone_metastasis, patient
from worklist.models import Task


@pytest.fixture
def course(zhang: Patient, people: Cast) -> Course:
    return denosumab(zhang, people.doctor_wang, TODAY)


def asked(course: Course, people: Cast, kind: CheckKind) -> Task:
    """The check is asked for and the day was judged."""
    task = check_request(by=people.nurse_li, dose=course.doses.get(number=1), check_kind=kind, today=TODAY)
    doses_judge_all(today=TODAY)
    return task


def again(task: Task) -> tuple[str, str]:
    """How the task stands after the next look."""
    doses_judge_all(today=TODAY)
    task.refresh_from_db()
    return task.state, task.evidence


def test_a_result_settles_the_request(course: Course, people: Cast) -> None:
    task = asked(course, people, CheckKind.CALCIUM)
    assert again(task) == ("OPEN", "")

    ready(course.patient, people.nurse_li, TODAY)

    assert again(task) == ("DONE", "校正血钙 2.3 mmol/L（2025-03-01）")
    assert task.closed_at is not None


def test_a_result_entered_at_the_bedside_settles_the_request_when_the_dose_is_given(
    course: Course, people: Cast
) -> None:
    task = asked(course, people, CheckKind.CALCIUM)

    give(course.doses.get(number=1), people.nurse_li, TODAY)

    task.refresh_from_db()
    assert (task.state, task.evidence) == ("DONE", "校正血钙 2.3 mmol/L（2025-03-01）")


def test_blood_for_a_dose_that_is_over_is_not_asked_for_any_more(course: Course, people: Cast) -> None:
    blood, teeth = (asked(course, people, kind) for kind in (CheckKind.CALCIUM, CheckKind.DENTAL))
    refused = NotGivenSpec(reason_code="PATIENT_REFUSED")

    dose_mark_not_given(by=people.nurse_li, dose=course.doses.get(number=1), spec=refused, today=TODAY)

    blood.refresh_from_db()
    teeth.refresh_from_db()
    assert (blood.state, teeth.state) == ("CANCELLED", "OPEN")


def test_a_result_that_blocks_the_dose_leaves_the_request_open(course: Course, people: Cast) -> None:
    task = asked(course, people, CheckKind.CALCIUM)

    calcium(course.patient, people.nurse_li, "2.05")

    assert again(task)[0] == "OPEN"


def test_a_visit_to_the_dentist_settles_the_request(course: Course, people: Cast) -> None:
    task = asked(course, people, CheckKind.DENTAL)

    DentalRecord.objects.create(
        patient=course.patient, item="ORAL_EXAM", on=TODAY, recorded_by=people.nurse_li
    )

    assert again(task) == ("DONE", "口腔检查 正常（2025-03-01）")


def test_a_supplement_of_unknown_strength_settles_only_the_prescription(course: Course, people: Cast) -> None:
    prescribe = asked(course, people, CheckKind.SUPPLEMENTS)
    SupplementOrder.objects.create(patient=course.patient, started_on=TODAY, recorded_by=people.nurse_li)
    assert again(prescribe)[0] == "DONE"

    verify = asked(course, people, CheckKind.SUPPLEMENTS)
    Dose.objects.update(judged_for=None)

    assert again(verify)[0] == "OPEN"


def test_a_request_for_another_check_stays(course: Course, people: Cast) -> None:
    task = asked(course, people, CheckKind.DENTAL)

    ready(course.patient, people.nurse_li, TODAY)

    assert again(task)[0] == "OPEN"


def test_a_task_a_person_settled_keeps_its_words(course: Course, people: Cast) -> None:
    task = asked(course, people, CheckKind.CALCIUM)
    Task.objects.filter(pk=task.pk).update(state="DONE", evidence="已电话告知")

    ready(course.patient, people.nurse_li, TODAY)

    assert again(task) == ("DONE", "已电话告知")


def queries(people: Cast, number: int) -> int:
    rows = [patient(people.oncology_1, number=f"N{number}-{index}") for index in range(number)]
    for row in rows:
        confirm_bone_metastasis(row, people.doctor_wang)
        asked(denosumab(row, people.doctor_wang, TODAY), people, CheckKind.CALCIUM)
    for row in rows:
        ready(row, people.nurse_li, TODAY)
    with CaptureQueriesContext(connection) as caught:
        assert doses_judge_all(today=TODAY) == number
    return len(caught)


def test_one_and_three_requests_cost_the_same(people: Cast) -> None:
    assert queries(people, 1) == queries(people, 3)


def test_nothing_asked_for_costs_one_question(course: Course, people: Cast) -> None:
    with CaptureQueriesContext(connection) as caught:
        doses_judge_all(today=TODAY)

    tasks = [query for query in caught.captured_queries if "worklist_task" in query["sql"]]
    assert len(tasks) == 1
