"""Doses, scans and other records answer by themselves; what a person said stays (MDT-08)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.errors import Conflict
from accounts.models import User
from bonetherapy.models import Course, DentalRecord, Dose
from guidelines.mdt.followthrough import DecisionOutcome
from imaging.models import ImagingStudy
from mdt.enums import NotDoneReason
from mdt.models import BoardReferral, Decision
from mdt.selectors.history import changes_of
from mdt.services.answering import decisions_answer
from mdt.services.confirming import decision_confirm
from mdt.services.outcomes import outcome_answer
from mdt.specs.following import OutcomeSpec
from mdt.tasks import answer_decisions
from patients.models import Biopsy, Patient, Treatment
from tests.cast import Cast, confirm_bone_metastasis, patient
from tests.mdt import boards
from tests.mdt.following.board_day import (
    MET_ON,
    at,
    concluded,
    course_of,
    give,
    outcome_on,
    row_of,
    start_denosumab,
)
from worklist.services import patients_reassess_due, task_settle

IN_TIME, LATE, SEEN = date(2025, 3, 9), date(2025, 3, 20), date(2025, 4, 1)


def said(by: User, decision: Decision, outcome: DecisionOutcome, **more: Any) -> Decision:
    """A person answers."""
    spec = OutcomeSpec(outcome=outcome, **more)
    return outcome_answer(by=by, decision=decision, spec=spec, today=SEEN, now=at(SEEN))


@pytest.fixture
def start(people: Cast, zhang: Patient) -> Decision:
    """`Start denosumab`, due by 2025-03-10."""
    return start_denosumab(concluded(people, zhang), people.doctor_wang)


@pytest.mark.parametrize(("given_on", "outcome"), [(IN_TIME, "IMPLEMENTED"), (LATE, "PARTIAL")])
def test_the_first_dose_says_whether_it_was_in_time(
    people: Cast, zhang: Patient, start: Decision, given_on: date, outcome: str
) -> None:
    course = course_of(people, zhang, IN_TIME)
    assert outcome_on(IN_TIME, start) == ""
    give(course.doses.get(number=1), given_on, people.nurse_li, "FORGOTTEN")
    assert outcome_on(SEEN, start) == outcome
    row = row_of(start)
    assert (row.done_on, row.answered_by, row.course_id) == (given_on, None, course.id)


def test_another_drug_or_a_dose_before_the_meeting_is_no_answer(
    people: Cast, zhang: Patient, start: Decision
) -> None:
    course = course_of(people, zhang, IN_TIME)
    give(course.doses.get(number=1), date(2025, 3, 6), people.nurse_li)
    assert outcome_on(SEEN, start) == ""
    give(course.doses.get(number=1), LATE, people.nurse_li)
    Course.objects.update(agent="ZOLEDRONATE")
    Decision.objects.update(course=None)
    assert outcome_on(SEEN, start) == ""


def test_a_dose_taken_back_takes_its_answer_back(people: Cast, zhang: Patient, start: Decision) -> None:
    course = course_of(people, zhang, IN_TIME)
    give(course.doses.get(number=1), IN_TIME, people.nurse_li)
    patients_reassess_due(now=at(SEEN))
    assert row_of(start).outcome == "IMPLEMENTED"
    Dose.objects.filter(given_on=IN_TIME).update(state="PLANNED", given_on=None)
    patients_reassess_due(now=at(SEEN))
    assert (row_of(start).outcome, row_of(start).done_on) == ("", None)


def test_the_task_that_a_record_closed_does_not_answer_in_its_place(people: Cast, zhang: Patient) -> None:
    decision = boards.decision(concluded(people, zhang), people.doctor_wang, type="SURGERY")
    decision_confirm(by=people.doctor_wang, decision=decision, today=MET_ON, now=at(MET_ON, 16))
    done: Any = a_treatment("SURGERY")(people, zhang)
    assert outcome_on(SEEN, decision) == "IMPLEMENTED"
    type(done).objects.filter(pk=done.pk).update(
        voided_at=at(SEEN), voided_by=people.doctor_wang, void_reason="误录"
    )
    patients_reassess_due(now=at(SEEN))
    assert (row_of(decision).outcome, row_of(decision).done_on) == ("", None)


def test_nobody_says_not_done_but_a_person(start: Decision) -> None:
    assert outcome_on(date(2026, 1, 1), start) == ""


def a_treatment(kind: str) -> Callable[[Cast, Patient], object]:
    """One that began in time."""

    def make(people: Cast, about: Patient) -> object:
        return Treatment.objects.create(
            patient=about,
            kind=kind,
            procedure="按 MDT 决定",
            started_on=date(2025, 3, 12),
            recorded_by=people.doctor_wang,
        )

    return make


def a_biopsy(people: Cast, about: Patient) -> object:
    """A sample taken in time."""
    return Biopsy.objects.create(
        patient=about, taken_on=date(2025, 3, 12), specimen="T8", recorded_by=people.doctor_wang
    )


def an_mri(people: Cast, about: Patient) -> object:
    """The examination that was wanted, and another one before it."""
    for modality, day in (("CT", 10), ("MRI", 12)):
        study = ImagingStudy.objects.create(
            patient=about,
            modality=modality,
            done_on=date(2025, 3, day),
            recorded_by=people.radiologist_he,
        )
    return study


def a_dentist(people: Cast, about: Patient) -> object:
    """An examination of the mouth."""
    return DentalRecord.objects.create(
        patient=about, item="ORAL_EXAM", on=date(2025, 3, 12), recorded_by=people.nurse_li
    )


RECORDS = {
    "RT": a_treatment("RADIOTHERAPY"),
    "SURGERY": a_treatment("SURGERY"),
    "INTERVENTION": a_treatment("INTERVENTION"),
    "RADIONUCLIDE": a_treatment("RADIONUCLIDE"),
    "SYSTEMIC": a_treatment("SYSTEMIC"),
    "ANALGESIA": a_treatment("ANALGESIC"),
    "BIOPSY": a_biopsy,
    "DIAGNOSTIC_WORKUP": an_mri,
    "DENTAL": a_dentist,
}


@pytest.mark.parametrize("of", RECORDS)
def test_every_record_answers_its_decision(people: Cast, zhang: Patient, of: str) -> None:
    decision = boards.decision(
        concluded(people, zhang), people.doctor_wang, type=of, detail={"examination": "MRI"}
    )
    assert outcome_on(SEEN, decision) == ""
    RECORDS[of](people, zhang)
    assert outcome_on(SEEN, decision) == "IMPLEMENTED"
    assert row_of(decision).done_on == date(2025, 3, 12)


@pytest.mark.parametrize("of", ["RT", "BIOPSY", "DIAGNOSTIC_WORKUP"])
def test_a_voided_record_answers_nothing(people: Cast, zhang: Patient, of: str) -> None:
    decision = boards.decision(
        concluded(people, zhang), people.doctor_wang, type=of, detail={"examination": "MRI"}
    )
    row: Any = RECORDS[of](people, zhang)
    type(row).objects.filter(pk=row.pk).update(
        voided_at=at(SEEN), voided_by=people.doctor_wang, void_reason="误录"
    )
    assert outcome_on(SEEN, decision) == ""


@pytest.mark.parametrize(
    ("of", "detail"),
    [("BMA_HOLD", {}), ("BMA_STOP", {}), ("BMA_EXTEND", {"interval_days": 84})],
)
def test_what_happens_to_the_running_course_answers_too(
    people: Cast, zhang: Patient, of: str, detail: dict[str, int]
) -> None:
    course = course_of(people, zhang, date(2025, 2, 3))
    decision = boards.decision(concluded(people, zhang), people.doctor_wang, type=of, detail=detail)
    assert outcome_on(SEEN, decision) == ""
    kind = {"BMA_HOLD": "HOLD", "BMA_EXTEND": "INTERVAL"}.get(of, "")
    if kind:
        change = course.changes.create(kind=kind, by=people.doctor_wang)
        assert change.created_at.date() > MET_ON
    Course.objects.update(
        interval_days=84,
        **({"state": "STOPPED", "stopped_on": LATE, "stop_reason": "ADR"} if not kind else {}),
    )
    assert outcome_on(date(2030, 1, 1), decision) in {"IMPLEMENTED", "PARTIAL"}


def test_a_referral_answers_refer_up(people: Cast, zhang: Patient) -> None:
    case = concluded(people, zhang)
    decision = boards.decision(case, people.doctor_wang, type="REFER_UP", due_on=date(2030, 1, 1))
    assert outcome_on(date(2029, 1, 1), decision) == ""
    BoardReferral.objects.create(
        case=case,
        from_hospital=people.east,
        reason="诊断不明",
        until=date(2030, 1, 1),
        referred_by=people.doctor_wang,
    )
    assert outcome_on(date(2029, 1, 1), decision) == "IMPLEMENTED"


def test_a_settled_task_answers_its_decision(people: Cast, zhang: Patient) -> None:
    decision = boards.decision(concluded(people, zhang), people.doctor_wang, type="PSYCH")
    row = decision_confirm(by=people.doctor_wang, decision=decision, today=MET_ON, now=at(MET_ON))
    assert row.task is not None
    task_settle(by=people.doctor_wang, task=row.task, evidence="心理科已会诊", now=at(IN_TIME))
    assert outcome_on(SEEN, decision) == "IMPLEMENTED"


def test_a_person_corrects_the_records_and_the_history_keeps_both(
    people: Cast, zhang: Patient, start: Decision
) -> None:
    give(course_of(people, zhang, IN_TIME).doses.get(number=1), IN_TIME, people.nurse_li)
    assert outcome_on(SEEN, start) == "IMPLEMENTED"
    said(people.doctor_wang, start, DecisionOutcome.CHANGED, reason=NotDoneReason.OTHER_THERAPY)
    assert outcome_on(SEEN, start) == "CHANGED"
    told = [(one.outcome, one.answered_by_id) for one in changes_of(start)]
    assert told == [("IMPLEMENTED", None), ("CHANGED", people.doctor_wang.id)]


@pytest.mark.parametrize("outcome", [DecisionOutcome.NOT_IMPLEMENTED, DecisionOutcome.CHANGED])
def test_not_and_changed_need_a_reason(people: Cast, start: Decision, outcome: DecisionOutcome) -> None:
    with pytest.raises(ValidationError) as wrong:
        said(people.doctor_wang, start, outcome)
    assert set(wrong.value.message_dict) == {"reason"}
    with pytest.raises(ValidationError) as wrong:
        said(people.doctor_wang, start, outcome, reason=NotDoneReason.OTHER)
    assert set(wrong.value.message_dict) == {"text"}
    assert row_of(start).outcome == ""


def test_the_same_answer_twice_is_one(people: Cast, start: Decision) -> None:
    for _ in range(2):
        said(people.doctor_wang, start, DecisionOutcome.NOT_IMPLEMENTED, reason=NotDoneReason.DECLINED)
    assert len(changes_of(start)) == 1


def test_an_answer_closes_the_task(people: Cast, zhang: Patient) -> None:
    decision = boards.decision(concluded(people, zhang), people.doctor_wang, type="PSYCH")
    row = decision_confirm(by=people.doctor_wang, decision=decision, today=MET_ON, now=at(MET_ON))
    said(people.doctor_wang, decision, DecisionOutcome.IMPLEMENTED, done_on=IN_TIME)
    assert row.task is not None
    row.task.refresh_from_db()
    assert row.task.state == "DONE"


def test_a_nurse_does_not_answer_and_nobody_answers_a_draft(people: Cast, zhang: Patient) -> None:
    board = boards.board(people)
    draft = boards.decision(boards.case(board, zhang, people.doctor_wang), people.doctor_wang)
    with pytest.raises(Conflict):
        said(people.doctor_wang, draft, DecisionOutcome.IMPLEMENTED)
    with pytest.raises(PermissionDenied):
        said(people.nurse_li, draft, DecisionOutcome.IMPLEMENTED)


def _many(people: Cast, number: int) -> None:
    board = boards.board(people)
    for index in range(number):
        about = patient(people.oncology_1, number=f"ZY{index}")
        confirm_bone_metastasis(about, people.doctor_wang)
        case = boards.case(
            board,
            about,
            people.doctor_wang,
            state="CLOSED",
            closed_at=at(MET_ON),
            closed_by=people.doctor_wang,
        )
        boards.decision(case, people.doctor_wang)
        RECORDS["RT"](people, about)


@pytest.mark.parametrize("number", [1, 3])
def test_the_sweep_asks_as_often_for_one_as_for_three_and_finds_nothing_the_second_time(
    people: Cast, number: int
) -> None:
    _many(people, number)
    with CaptureQueriesContext(connection) as queries:
        assert decisions_answer(at(SEEN)) == number
    assert len(queries) == 5  # BEGIN, look, hold, write, COMMIT
    assert decisions_answer(at(SEEN)) == 0


def test_the_clock_does_the_same_and_may_run_twice(people: Cast) -> None:
    _many(people, 1)
    assert (answer_decisions(), answer_decisions()) == (1, 0)
