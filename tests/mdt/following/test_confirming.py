"""One click makes of a decision a course, an examination or a task; nothing happens by itself."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import Conflict, Refusal
from bonetherapy.models import Course
from imaging.models import ImagingSlot, ImagingStudy
from mdt.models import Decision
from mdt.services.confirming import decision_confirm, decision_confirm_course
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.calendar import ask_rules
from tests.mdt import boards
from tests.mdt.following.board_day import (
    DAY,
    MET_ON,
    at,
    concluded,
    course_of,
    dental_check,
    outcome_on,
    row_of,
    scan_in_august,
    spec,
    start_denosumab,
)
from worklist.models import Task

MONDAY = date(2025, 3, 10)


def confirm_course(people: Cast, decision: Decision) -> Decision:
    """Doctor Wang confirms on Monday."""
    return decision_confirm_course(
        by=people.doctor_wang, decision=decision, spec=spec(), today=MONDAY, now=at(MONDAY)
    )


def test_a_proposed_course_is_none_before_it_is_confirmed(people: Cast, zhang: Patient) -> None:
    start_denosumab(concluded(people, zhang), people.doctor_wang)
    assert not Course.objects.exists()


def test_the_course_is_tied_to_its_decision_once(people: Cast, zhang: Patient) -> None:
    decision = start_denosumab(concluded(people, zhang), people.doctor_wang)
    rows = [confirm_course(people, decision) for _ in range(2)]
    course = Course.objects.get()
    assert [row.course_id for row in rows] == [course.id, course.id]
    assert (course.interval_days, course.first_due_on) == (28, MONDAY)
    assert rows[0].confirmed_by == people.doctor_wang


def test_the_checks_of_every_course_hold_here_too(people: Cast, zhang: Patient) -> None:
    decision = start_denosumab(concluded(people, zhang), people.doctor_wang)
    course_of(people, zhang, date(2025, 2, 3))
    with pytest.raises(Refusal) as refusal:
        confirm_course(people, decision)
    assert "BMA-09" in {finding.rule_id for finding in refusal.value.findings}
    assert row_of(decision).course_id is None


def test_only_who_prescribes_confirms_a_course(people: Cast, zhang: Patient) -> None:
    decision = start_denosumab(concluded(people, zhang), people.doctor_wang)
    with pytest.raises(PermissionDenied):
        decision_confirm_course(
            by=people.coordinator_qian, decision=decision, spec=spec(), today=MONDAY, now=at(MONDAY)
        )
    with pytest.raises(Conflict):
        decision_confirm(by=people.coordinator_qian, decision=decision, today=MONDAY, now=at(MONDAY))


def test_a_scan_takes_the_slot_of_the_calendar_and_orders_it(people: Cast, zhang: Patient) -> None:
    decision = scan_in_august(concluded(people, zhang), people.doctor_wang)
    ask_rules(zhang, MET_ON)
    row = decision_confirm(by=people.coordinator_qian, decision=decision, today=MONDAY, now=at(MONDAY))
    assert row.slot is not None
    assert (row.slot.kind, row.slot.due_on, row.slot.ordered_on) == ("BS", date(2025, 8, 1), MONDAY)
    assert not Task.objects.filter(kind="BOARD_DECISION").exists()


def test_without_a_slot_a_scan_is_a_task_with_its_date(people: Cast, zhang: Patient) -> None:
    decision = scan_in_august(concluded(people, zhang), people.doctor_wang)
    row = decision_confirm(by=people.coordinator_qian, decision=decision, today=MONDAY, now=at(MONDAY))
    assert row.slot is None
    assert row.task is not None
    assert (row.task.due_on, row.task.owner) == (date(2025, 8, 31), people.doctor_wang)


def test_a_dental_check_is_one_task_of_its_owner(people: Cast, zhang: Patient) -> None:
    decision = dental_check(concluded(people, zhang), people.nurse_li)
    for _ in range(2):
        decision_confirm(by=people.doctor_wang, decision=decision, today=MONDAY, now=at(MONDAY))
    task = Task.objects.get(kind="BOARD_DECISION")
    assert (task.owner, task.role, task.due_on, task.text) == (
        people.nurse_li,
        "NURSE",
        date(2025, 3, 21),
        "用药前口腔检查",
    )


def test_a_hold_follows_the_course_that_runs(people: Cast, zhang: Patient) -> None:
    course = course_of(people, zhang, date(2025, 2, 3))
    decision = boards.decision(concluded(people, zhang), people.doctor_wang, type="BMA_HOLD")
    row = decision_confirm(by=people.doctor_wang, decision=decision, today=MONDAY, now=at(MONDAY))
    assert (row.course, row.task is not None) == (course, True)


def test_a_draft_and_a_voided_line_confirm_nothing(people: Cast, zhang: Patient) -> None:
    case = concluded(people, zhang)
    decision = dental_check(case, people.nurse_li)
    Decision.objects.update(voided_at=at(MET_ON), void_reason="重复", voided_by=people.doctor_wang)
    with pytest.raises(Conflict):
        decision_confirm(by=people.doctor_wang, decision=decision, today=MONDAY + DAY, now=at(MONDAY + DAY))
    assert not Task.objects.filter(kind="BOARD_DECISION").exists()


def test_a_scan_from_before_the_meeting_is_no_answer(people: Cast, zhang: Patient) -> None:
    """It was told late, and the calendar counts it for the slot that the decision had taken."""
    decision = scan_in_august(concluded(people, zhang), people.doctor_wang)
    ask_rules(zhang, MET_ON)
    row = decision_confirm(by=people.coordinator_qian, decision=decision, today=MONDAY, now=at(MONDAY))
    done_on = MET_ON - DAY
    study = ImagingStudy.objects.create(
        patient=zhang, modality="BS", done_on=done_on, recorded_by=people.radiologist_he
    )
    ImagingSlot.objects.filter(decisions=row).update(study=study)
    assert outcome_on(date(2025, 4, 1), decision) == ""
    ImagingStudy.objects.update(done_on=MET_ON + DAY)
    assert outcome_on(date(2025, 4, 1), decision) == "IMPLEMENTED"
