"""Holding and going on."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.errors import Conflict, Refusal
from accounts.models import User
from bonetherapy.models import Course, DentalRecord
from bonetherapy.services.dental import dental_cancel, dental_clear, dental_record_add
from bonetherapy.services.holds import course_hold, course_resume
from bonetherapy.specs import DentalSpec, HoldSpec, ResumeSpec
from patients.models import Patient
from tests.bonetherapy.steps import answer, denosumab, give, numbered, plan, zoledronate
from tests.cast import Cast
from worklist.models import Task

START, REVIEW = date(2025, 3, 1), date(2025, 4, 15)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    course = denosumab(zhang, people.doctor_wang, START)
    give(numbered(course, 1), people.nurse_li, START)
    return course


def hold(people: Cast, course: Course, **more: Any) -> Course:
    facts: dict[str, Any] = {"reason_code": "HYPOCALCAEMIA", "review_on": REVIEW}
    spec = HoldSpec(**(facts | more))
    return course_hold(by=people.nurse_li, course=course, spec=spec, today=date(2025, 3, 10))


def resume(people: Cast, course: Course, on: date, today: date | None = None) -> Course:
    return course_resume(
        by=people.doctor_wang, course=course, spec=ResumeSpec(resume_on=on), today=today or on
    )


def test_planned_doses_wait_and_the_doctor_is_told(people: Cast, course: Course) -> None:
    held = hold(people, course)

    assert (held.state, held.held_on, held.hold_review_on) == ("HELD", date(2025, 3, 10), REVIEW)
    assert set(course.doses.values_list("state", flat=True)) == {"GIVEN", "HELD"}
    tasks = {task.kind: task.owner for task in Task.objects.all()}
    assert tasks == {"CALL": None, "HOLD_NOTICE": people.doctor_wang}


def test_a_hold_twice_is_one_hold(people: Cast, course: Course) -> None:
    hold(people, course)
    hold(people, course)

    assert course.changes.filter(kind="HOLD").count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"review_on": None}, "review_on"),
        ({"review_on": date(2025, 3, 9)}, "review_on"),
        ({"review_on": date(2026, 3, 17)}, "review_on"),
        ({"reason_code": ""}, "reason_code"),
        ({"reason_code": "PAIN_RELIEVED"}, "reason_code"),
        ({"reason_code": "ELECTIVE_EXTENSION"}, "reason_code"),
        ({"reason_code": "RENAL_IMPAIRMENT"}, "reason_code"),
    ],
)
def test_a_hold_needs_a_medical_reason_and_a_review(
    people: Cast, course: Course, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        hold(people, course, **change)

    assert list(refused.value.message_dict) == [field]


def test_one_dose_follows_a_hold_and_nothing_is_caught_up(people: Cast, course: Course) -> None:
    hold(people, course)

    resume(people, course, date(2025, 5, 12))

    assert plan(course)[:2] == [date(2025, 5, 12), date(2025, 6, 9)]
    assert len(plan(course)) == 6
    assert Task.objects.filter(state="OPEN").count() == 0


def test_the_review_of_a_hold_can_be_moved_and_nothing_else_with_it(people: Cast, course: Course) -> None:
    hold(people, course)

    moved = hold(people, course, review_on=date(2025, 5, 6))

    assert (moved.state, moved.held_on, moved.hold_review_on) == ("HELD", date(2025, 3, 10), date(2025, 5, 6))
    assert course.changes.filter(kind="HOLD").count() == 2
    assert Task.objects.filter(kind="CALL", state="OPEN").count() == 1
    with pytest.raises(Conflict):
        hold(people, course, reason_code="SUPPLY")


def test_going_on_answers_the_hold_and_nothing_else(people: Cast, course: Course) -> None:
    asked = [
        Task.objects.create(
            key=f"{rule_id}:{course.id}",
            kind=kind,
            patient=course.patient,
            department=course.patient.department,
            role="ONCOLOGIST",
            subject_id=course.id,
            rule_id=rule_id,
            due_on=START,
        )
        for rule_id, kind in [("REB-04", "OTHER"), ("BMA-13", "MDT_REVIEW"), ("REB-01", "SYMPTOM_CHECK")]
    ]
    hold(people, course)

    resume(people, course, date(2025, 5, 12))

    assert set(Task.objects.filter(state="OPEN")) == set(asked)


def test_resuming_twice_is_resuming_once(people: Cast, course: Course) -> None:
    hold(people, course)
    resume(people, course, date(2025, 5, 12))
    resume(people, course, date(2025, 5, 12))

    assert course.changes.filter(kind="RESUME").count() == 1


@pytest.mark.parametrize("on", [date(2025, 3, 28), date(2025, 3, 20)])
def test_going_on_before_one_interval_is_refused(people: Cast, course: Course, on: date) -> None:
    hold(people, course)

    with pytest.raises(ValidationError, match="2025-03-29"):
        resume(people, course, on, today=date(2025, 3, 15))


def test_the_year_of_the_next_dose_typed_wrong_is_refused(people: Cast, course: Course) -> None:
    hold(people, course)

    with pytest.raises(ValidationError, match="2025-08-06"):
        resume(people, course, date(2026, 5, 12), today=date(2025, 5, 6))

    assert resume(people, course, date(2025, 8, 6), today=date(2025, 5, 6)).state == "ACTIVE"


def test_a_nurse_cannot_resume(people: Cast, course: Course) -> None:
    hold(people, course)

    with pytest.raises(PermissionDenied):
        course_resume(by=people.nurse_li, course=course, spec=ResumeSpec(resume_on=REVIEW), today=REVIEW)


def test_a_running_course_cannot_be_resumed(people: Cast, course: Course) -> None:
    with pytest.raises(Conflict):
        resume(people, course, REVIEW)


def tooth(people: Cast, course: Course, on: date, rules: tuple[str, ...]) -> DentalRecord:
    spec = DentalSpec(item="EXTRACTION", on=on, is_done=False, answers=tuple(answer(rule) for rule in rules))
    return dental_record_add(
        by=people.doctor_wang, patient=course.patient, spec=spec, today=date(2025, 3, 10)
    )


def test_a_tooth_two_months_after_the_last_dose_needs_no_joint_confirmation(
    people: Cast, course: Course
) -> None:
    assert tooth(people, course, date(2025, 5, 1), ("DEN-03",)).item == "EXTRACTION"


def test_a_tooth_a_day_earlier_does(people: Cast, course: Course) -> None:
    with pytest.raises(Refusal, match="DEN-04"):
        tooth(people, course, date(2025, 4, 30), ("DEN-03",))


def judged_by(judge: User, people: Cast, course: Course) -> DentalRecord:
    spec = DentalSpec(item="ORAL_EXAM", on=date(2025, 3, 10), dentist_name="何医生", oncologist=judge)
    return dental_record_add(by=people.nurse_li, patient=course.patient, spec=spec, today=date(2025, 3, 10))


def test_an_oncologist_of_the_hospital_judges_a_tooth(people: Cast, course: Course) -> None:
    assert judged_by(people.doctor_zhao, people, course).oncologist == people.doctor_zhao


def test_an_oncologist_of_another_hospital_does_not(people: Cast, course: Course) -> None:
    with pytest.raises(ValidationError) as refused:
        judged_by(people.doctor_wu, people, course)

    assert list(refused.value.message_dict) == ["oncologist"]
    assert not course.patient.dental_records.exists()


def test_a_dental_hold_ends_with_the_dentists_clearance(people: Cast, course: Course) -> None:
    record = tooth(people, course, date(2025, 5, 1), ("DEN-03",))
    hold(people, course, reason_code="DENTAL_INVASIVE", dental_record_id=record.id)
    with pytest.raises(ValidationError, match="DEN-05"):
        resume(people, course, date(2025, 5, 12))

    dental_clear(
        by=people.nurse_li,
        record=record,
        cleared_on=date(2025, 5, 12),
        dentist_name="何医生",
        today=date(2025, 5, 12),
    )

    assert plan(resume(people, course, date(2025, 5, 12)))[0] == date(2025, 5, 12)


def give_up(people: Cast, record: DentalRecord, why: str = "患者改为保守治疗") -> DentalRecord:
    return dental_cancel(by=people.nurse_li, record=record, reason_text=why, today=date(2025, 4, 2))


def test_a_dental_hold_ends_when_its_procedure_is_given_up(people: Cast, course: Course) -> None:
    record = tooth(people, course, date(2025, 5, 1), ("DEN-03",))
    hold(people, course, reason_code="DENTAL_INVASIVE", dental_record_id=record.id)

    given_up = give_up(people, record)

    assert (given_up.cancelled_on, given_up.cancelled_by) == (date(2025, 4, 2), people.nurse_li)
    asked = Task.objects.get(rule_id="DEN-05")
    assert (asked.kind, asked.owner, asked.state) == ("HOLD_NOTICE", people.doctor_wang, "OPEN")
    assert plan(resume(people, course, date(2025, 4, 2)))[0] == date(2025, 4, 2)
    assert not Task.objects.filter(state="OPEN").exists()


def test_another_procedure_still_waits_for_its_clearance(people: Cast, course: Course) -> None:
    record = tooth(people, course, date(2025, 5, 1), ("DEN-03",))
    tooth(people, course, date(2025, 5, 6), ("DEN-03",))
    hold(people, course, reason_code="DENTAL_INVASIVE", dental_record_id=record.id)

    give_up(people, record)

    with pytest.raises(ValidationError, match="DEN-05"):
        resume(people, course, date(2025, 4, 2))


def test_giving_up_needs_a_reason_and_is_final(people: Cast, course: Course) -> None:
    record = tooth(people, course, date(2025, 5, 1), ("DEN-03",))
    with pytest.raises(ValidationError):
        give_up(people, record, " ")

    assert give_up(people, record) == give_up(people, record, "再次提交")
    with pytest.raises(Conflict):
        dental_clear(
            by=people.nurse_li, record=record, cleared_on=date(2025, 5, 2), dentist_name="何", today=REVIEW
        )
    with pytest.raises(ValidationError) as refused:
        hold(people, course, reason_code="DENTAL_INVASIVE", dental_record_id=record.id)
    assert list(refused.value.message_dict) == ["dental_record_id"]


def test_what_is_done_cannot_be_given_up(people: Cast, course: Course) -> None:
    with pytest.raises(Conflict):
        give_up(people, judged_by(people.doctor_zhao, people, course))


def test_a_dental_hold_without_both_doctors_is_incomplete(people: Cast, course: Course) -> None:
    record = tooth(people, course, date(2025, 5, 1), ("DEN-03",))

    hold(people, course, reason_code="DENTAL_INVASIVE", dental_record_id=record.id)

    assert Task.objects.filter(rule_id="DEN-08").exists()


def test_another_agent_is_refused_while_the_course_is_held(people: Cast, course: Course) -> None:
    hold(people, course)

    with pytest.raises(Refusal, match="BMA-09"):
        zoledronate(course.patient, people.doctor_wang, date(2025, 3, 12), answers=(answer("REN-02"),))
