"""A dose on record that was given otherwise, or never; a dental record and a told therapy put right."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.errors import Conflict
from bonetherapy.facts import record_parts
from bonetherapy.models import Course, DentalRecord, Dose
from bonetherapy.selectors.facts import therapy_facts
from bonetherapy.services.correcting import dose_correct, dose_void
from bonetherapy.services.dental import DENTAL, dental_clear, dental_record_add
from bonetherapy.services.holds import course_resume
from bonetherapy.services.missed import dose_mark_not_given
from bonetherapy.services.stops import course_stop
from bonetherapy.specs import DentalFacts, DentalSpec, DoseCorrection, NotGivenSpec, ResumeSpec, StopSpec
from guidelines.bone.dental import DentalItem
from patients.models import Patient
from patients.record.rows import RecordRows
from patients.services.recording import record_correct, record_void
from tests.bonetherapy.steps import at, denosumab, give, hold, numbered, plan, ready
from tests.cast import Cast

FIRST, SECOND, THIRD = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 28)
LATER = date(2025, 4, 20)
RIGHT = DoseCorrection(
    given_on=SECOND,
    dose_mg=Decimal(120),
    site="LEFT_ARM",
    batch="B9999",
    expires_on=date(2027, 12, 31),
    reason_text="批号抄错",
)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    """Two doses given on their days."""
    course = denosumab(zhang, people.doctor_wang, FIRST)
    give(numbered(course, 1), people.nurse_li, FIRST)
    give(numbered(course, 2), people.nurse_li, SECOND, interruption_reason="")
    return course


def corrected(people: Cast, dose: Dose, spec: DoseCorrection) -> Dose:
    return dose_correct(by=people.doctor_wang, dose=dose, spec=spec, today=LATER)


def voided(people: Cast, dose: Dose, reason: str = "输入到了错误的患者") -> Dose:
    return dose_void(by=people.doctor_wang, dose=dose, reason_text=reason, now=at(LATER))


def test_what_stood_there_stays_in_the_log_with_who_and_why(people: Cast, course: Course) -> None:
    planned = plan(course)
    for _turn in range(2):
        corrected(people, numbered(course, 2), RIGHT)
    dose, change = numbered(course, 2), course.changes.get(kind="CORRECTED")
    assert (dose.batch, dose.given_on, plan(course)) == ("B9999", SECOND, planned)
    assert (change.before, change.after) == ({"batch": "B2301"}, {"batch": "B9999"})
    assert (change.by, change.reason_text, change.dose_id) == (people.doctor_wang, "批号抄错", dose.id)


def test_coming_doses_follow_the_new_day_of_the_last_one_only(people: Cast, course: Course) -> None:
    planned = plan(course)
    corrected(people, numbered(course, 1), replace(RIGHT, given_on=FIRST - timedelta(days=2)))
    assert plan(course) == planned
    corrected(people, numbered(course, 2), replace(RIGHT, given_on=SECOND + timedelta(days=3)))
    assert plan(course)[0] == THIRD + timedelta(days=3)


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (replace(RIGHT, given_on=FIRST), "given_on"),
        (replace(RIGHT, given_on=LATER + timedelta(days=1)), "given_on"),
        (replace(RIGHT, dose_mg=Decimal(1001)), "dose_mg"),
        (replace(RIGHT, dose_mg=None), "dose_mg"),
        (replace(RIGHT, site="NOSE"), "site"),
        (replace(RIGHT, interruption_reason="WEATHER"), "interruption_reason"),
        (replace(RIGHT, reason_text=" "), "reason_text"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    people: Cast, course: Course, spec: DoseCorrection, field: str
) -> None:
    with pytest.raises(ValidationError) as wrong:
        corrected(people, numbered(course, 2), spec)
    assert list(wrong.value.error_dict) == [field]
    assert numbered(course, 2).batch == "B2301"


def test_a_dose_moves_neither_behind_the_end_of_its_course_nor_into_the_next_one(
    people: Cast, zhang: Patient, course: Course
) -> None:
    stop = StopSpec(reason_code="INTOLERANCE", stopped_on=THIRD, rebound_plan="CTX 按计划复查")
    course_stop(by=people.doctor_wang, course=course, spec=stop, today=THIRD)
    ready(zhang, people.nurse_li, THIRD)
    later = denosumab(zhang, people.doctor_wang, THIRD)
    give(numbered(later, 1), people.nurse_li, THIRD, interruption_reason="")
    for day in (THIRD, THIRD + timedelta(days=1)):
        with pytest.raises(ValidationError) as wrong:
            corrected(people, numbered(course, 2), replace(RIGHT, given_on=day))
        assert list(wrong.value.error_dict) == ["given_on"]


def test_a_dose_that_was_never_given_stays_on_record_and_counts_for_nothing(
    people: Cast, course: Course
) -> None:
    dose, patient_id = numbered(course, 2), course.patient_id
    for _turn in range(2):
        voided(people, dose)
    dose.refresh_from_db()
    assert (dose.state, dose.given_on, dose.batch) == ("CANCELLED", SECOND, "B2301")
    assert course.changes.get(kind="VOIDED").before == {"dose_state": "GIVEN"}
    assert therapy_facts({patient_id})[patient_id].last_dose_on == FIRST
    told = record_parts(RecordRows({patient_id}), LATER, str)[patient_id]["courses"][0]
    assert [one.on for one in told.doses if one.on] == [FIRST]
    assert (plan(course)[0], numbered(course, 2).state) == (SECOND, "PLANNED")


def test_a_dose_before_one_that_was_not_given_is_voided_too(people: Cast, course: Course) -> None:
    refused = NotGivenSpec(reason_code="PATIENT_REFUSED")
    dose_mark_not_given(by=people.nurse_li, dose=numbered(course, 3), spec=refused, today=THIRD)
    voided(people, numbered(course, 2))
    assert (plan(course)[0], numbered(course, 3).state) == (SECOND, "NOT_GIVEN")


def test_the_day_on_which_a_course_goes_on_stays_when_the_dose_before_is_corrected(
    people: Cast, course: Course
) -> None:
    resume_on = date(2025, 5, 12)
    hold(course, people.nurse_li, THIRD, review_on=LATER)
    resume = ResumeSpec(resume_on=resume_on)
    course_resume(by=people.doctor_wang, course=course, spec=resume, today=LATER)
    corrected(people, numbered(course, 2), replace(RIGHT, given_on=SECOND - timedelta(days=1)))
    assert plan(course)[0] == resume_on
    corrected(people, numbered(course, 2), replace(RIGHT, given_on=LATER))
    assert plan(course)[0] == LATER + timedelta(days=28)


def test_after_the_only_dose_the_plan_begins_again_on_its_day(people: Cast, course: Course) -> None:
    voided(people, numbered(course, 2))
    voided(people, numbered(course, 1))
    assert plan(course)[:2] == [FIRST, SECOND]


def test_a_dose_before_others_leaves_their_days(people: Cast, course: Course) -> None:
    planned = plan(course)
    voided(people, numbered(course, 1))
    assert plan(course) == planned


def test_a_planned_dose_and_one_a_rebound_plan_counts_from_are_left_alone(
    people: Cast, course: Course
) -> None:
    with pytest.raises(Conflict):
        voided(people, numbered(course, 3))
    stop = StopSpec(reason_code="INTOLERANCE", stopped_on=SECOND, rebound_plan="CTX 按计划复查")
    course_stop(by=people.doctor_wang, course=course, spec=stop, today=SECOND)
    with pytest.raises(Conflict):
        voided(people, numbered(course, 2))
    with pytest.raises(Conflict):
        corrected(people, numbered(course, 2), replace(RIGHT, given_on=SECOND - timedelta(days=1)))
    assert corrected(people, numbered(course, 2), RIGHT).batch == "B9999"


def test_only_an_oncologist_changes_what_is_on_record(people: Cast, course: Course) -> None:
    dose = numbered(course, 2)
    with pytest.raises(PermissionDenied):
        dose_correct(by=people.nurse_li, dose=dose, spec=RIGHT, today=LATER)
    with pytest.raises(PermissionDenied):
        dose_void(by=people.nurse_li, dose=dose, reason_text="x", now=at(LATER))


def exam(people: Cast, row: Patient) -> DentalRecord:
    spec = DentalSpec(item="ORAL_EXAM", on=FIRST)
    return dental_record_add(by=people.nurse_li, patient=row, spec=spec, today=FIRST)


def test_a_dental_record_is_corrected_and_the_old_one_counts_no_more(people: Cast, zhang: Patient) -> None:
    old = exam(people, zhang)
    facts = DentalFacts(item=DentalItem.ORAL_EXAM, on=SECOND)
    new = record_correct(
        kind=DENTAL, by=people.nurse_li, row=old, spec=facts, reason="日期写错", today=LATER, now=at(LATER)
    )
    old.refresh_from_db()
    assert (new.corrects, old.voided_by, old.void_reason) == (old, people.nurse_li, "日期写错")
    assert [fact.done_on for fact in therapy_facts({zhang.id})[zhang.id].dental] == [SECOND]
    with pytest.raises(Conflict):
        dental_clear(by=people.nurse_li, record=old, cleared_on=LATER, dentist_name="周", today=LATER)


def test_a_voided_dental_record_answers_no_check(people: Cast, zhang: Patient) -> None:
    row = exam(people, zhang)
    record_void(kind=DENTAL, by=people.nurse_li, row=row, reason="不是本人", now=at(LATER))
    assert therapy_facts({zhang.id})[zhang.id].dental == []
    assert (
        "dental" not in record_parts(RecordRows({zhang.id}), LATER, str).get(zhang.id, {})
        or not (record_parts(RecordRows({zhang.id}), LATER, str)[zhang.id]["dental"])
    )
    again = exam(people, zhang)
    assert again.pk != row.pk
