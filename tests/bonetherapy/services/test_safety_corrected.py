"""Supplements, adverse events and reasons against a start that were recorded wrongly: the old row stays."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.errors import Conflict, Refusal
from bonetherapy.enums import Severity
from bonetherapy.models import AdverseEvent, SupplementOrder
from bonetherapy.selectors.facts import therapy_facts
from bonetherapy.selectors.gates import severe_reactions
from bonetherapy.services.adverse import ADVERSE_EVENT, adverse_event_add, adverse_event_resolve
from bonetherapy.services.dental import DENTAL, dental_record_add
from bonetherapy.services.reported import NOT_STARTED
from bonetherapy.services.supplements import SUPPLEMENT, supplement_start, supplement_stop
from bonetherapy.specs import (
    AdverseEventFacts,
    AdverseEventSpec,
    DentalSpec,
    NotStartedSpec,
    SupplementFacts,
    SupplementSpec,
)
from guidelines.bone.adverse import AdverseEvent as Event
from patients.models import Override, Patient
from patients.selectors.whole import records_of
from patients.services.recording import record_add, record_correct, record_void
from tests.bonetherapy.steps import answer, at, denosumab
from tests.cast import TODAY, Cast, calcium
from worklist.models import Task

ORDER = SupplementSpec(
    calcium_mg_per_day=Decimal(1000), vitamin_d_iu_per_day=Decimal(800), started_on=TODAY, product="钙片"
)
TAKEN = SupplementFacts(
    calcium_mg_per_day=Decimal(1000), vitamin_d_iu_per_day=Decimal(800), started_on=TODAY, product="钙片"
)


@pytest.fixture
def order(people: Cast, zhang: Patient) -> SupplementOrder:
    return supplement_start(by=people.nurse_li, patient=zhang, spec=ORDER, today=TODAY)


@pytest.fixture
def event(people: Cast, zhang: Patient) -> AdverseEvent:
    course = denosumab(zhang, people.doctor_wang, TODAY)
    spec = AdverseEventSpec(code="HYPOCALCAEMIA", severity="SEVERE", onset_on=TODAY)
    return adverse_event_add(by=people.nurse_li, course=course, spec=spec, today=TODAY)


def facts_of(event: AdverseEvent, **more: Any) -> AdverseEventFacts:
    told = AdverseEventFacts(
        course_id=event.course_id,
        code=Event(event.code),
        severity=Severity(event.severity),
        onset_on=event.onset_on,
    )
    return replace(told, **more)


def correct(people: Cast, kind: Any, row: Any, spec: Any, **more: Any) -> Any:
    """Nurse Li, who says why."""
    call: dict[str, Any] = {"by": people.nurse_li, "reason": "抄错", "today": TODAY, "now": at(TODAY)}
    return record_correct(kind=kind, row=row, spec=spec, **call | more)


def void(people: Cast, kind: Any, row: Any) -> Any:
    return record_void(kind=kind, by=people.nurse_li, row=row, reason="非本患者", now=at(TODAY))


def test_a_corrected_supplement_is_read_and_the_wrong_one_stays(
    people: Cast, zhang: Patient, order: SupplementOrder
) -> None:
    right = correct(people, SUPPLEMENT, order, replace(TAKEN, calcium_mg_per_day=Decimal(1200)))
    (read,) = records_of([zhang.id], TODAY)[zhang.id].supplements
    assert read.calcium_mg_per_day == Decimal(1200)
    assert right.corrects_id == order.id
    order.refresh_from_db()
    assert order.calcium_mg_per_day == 1000
    assert (order.void_reason, order.voided_by) == ("抄错", people.nurse_li)


def test_a_voided_supplement_answers_no_check_and_the_same_order_is_a_new_row(
    people: Cast, zhang: Patient, order: SupplementOrder
) -> None:
    gone = void(people, SUPPLEMENT, order)
    assert therapy_facts({zhang.id})[zhang.id].supplements == []
    with pytest.raises(Conflict):
        supplement_stop(by=people.nurse_li, order=gone, on=TODAY, today=TODAY)
    again = supplement_start(by=people.nurse_li, patient=zhang, spec=ORDER, today=TODAY)
    assert again.pk != order.pk


def test_a_correction_is_asked_what_a_new_order_is_asked(
    people: Cast, zhang: Patient, order: SupplementOrder
) -> None:
    calcium(zhang, people.nurse_li, "2.90")
    with pytest.raises(Refusal) as refusal:
        correct(people, SUPPLEMENT, order, replace(TAKEN, product="碳酸钙"))
    assert [found.rule_id for found in refusal.value.findings] == ["CAL-02"]
    ended = correct(people, SUPPLEMENT, order, replace(TAKEN, stopped_on=TODAY))
    assert ended.stopped_on == TODAY


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"calcium_mg_per_day": Decimal(9000)}, "calcium_mg_per_day"),
        ({"vitamin_d_iu_per_day": Decimal("0.25")}, "vitamin_d_iu_per_day"),
        ({"started_on": TODAY + timedelta(days=1)}, "started_on"),
        ({"started_on": None}, "started_on"),
        ({"stopped_on": TODAY - timedelta(days=1)}, "stopped_on"),
        ({"confirmed_on": TODAY + timedelta(days=1)}, "confirmed_on"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    wrong: dict[str, Any], field: str, people: Cast, order: SupplementOrder
) -> None:
    with pytest.raises(ValidationError) as refusal:
        correct(people, SUPPLEMENT, order, replace(TAKEN, **wrong))
    assert set(refusal.value.message_dict) == {field}


def test_an_event_that_was_milder_no_longer_speaks_against_the_drug_and_leaves_the_board(
    people: Cast, zhang: Patient, event: AdverseEvent
) -> None:
    assert severe_reactions(zhang)
    correct(people, ADVERSE_EVENT, event, facts_of(event, severity=Severity.MILD))
    assert not severe_reactions(zhang)
    assert Task.objects.get(key=f"adverse:{event.id}").state == "CANCELLED"
    event.refresh_from_db()
    assert (event.severity, event.void_reason) == ("SEVERE", "抄错")


def test_the_case_for_the_board_goes_with_a_corrected_event(people: Cast, event: AdverseEvent) -> None:
    right = correct(people, ADVERSE_EVENT, event, facts_of(event, note="住院补钙"))
    task = Task.objects.get(kind="MDT_REVIEW")
    assert (task.key, task.subject_id, task.state) == (f"adverse:{right.id}", right.id, "OPEN")


def test_an_event_that_was_worse_becomes_a_case_for_the_board(people: Cast, event: AdverseEvent) -> None:
    mild = correct(people, ADVERSE_EVENT, event, facts_of(event, severity=Severity.MILD))
    worse = correct(people, ADVERSE_EVENT, mild, facts_of(event))
    assert Task.objects.get(state="OPEN", kind="MDT_REVIEW").subject_id == worse.id


def test_a_voided_event_is_read_by_no_rule_and_cannot_end(
    people: Cast, zhang: Patient, event: AdverseEvent
) -> None:
    gone = void(people, ADVERSE_EVENT, event)
    assert therapy_facts({zhang.id})[zhang.id].open_events == []
    assert Task.objects.get(kind="MDT_REVIEW").state == "CANCELLED"
    with pytest.raises(Conflict):
        adverse_event_resolve(by=people.nurse_li, event=gone, on=TODAY, today=TODAY)
    with pytest.raises(Conflict):
        void(people, ADVERSE_EVENT, event)


def test_an_event_moves_only_to_a_course_of_the_patient(people: Cast, event: AdverseEvent) -> None:
    with pytest.raises(ValidationError) as refusal:
        correct(people, ADVERSE_EVENT, event, facts_of(event, course_id=event.id))
    assert set(refusal.value.message_dict) == {"course_id"}


def test_a_voided_dental_record_takes_its_questions_back(people: Cast, zhang: Patient) -> None:
    denosumab(zhang, people.doctor_wang, TODAY)
    spec = DentalSpec(item="ORAL_EXAM", on=TODAY, outcome="CONFIRMED_ONJ")
    row = dental_record_add(by=people.nurse_li, patient=zhang, spec=spec, today=TODAY)
    assert Task.objects.filter(subject_id=row.id, state="OPEN").exists()
    void(people, DENTAL, row)
    assert not Task.objects.filter(subject_id=row.id, state="OPEN").exists()


def test_a_corrected_reason_against_a_start_is_asked_about_like_a_new_one(
    people: Cast, zhang: Patient
) -> None:
    by, spec = people.doctor_wang, NotStartedSpec(decided_on=TODAY, reason="下颌骨坏死")
    row = record_add(kind=NOT_STARTED, by=by, patient=zhang, spec=spec, today=TODAY)
    painless = replace(spec, reason="无骨痛")
    with pytest.raises(Refusal) as refusal:
        correct(people, NOT_STARTED, row, painless, by=by)
    answers = [answer(found.rule_id, key=found.key) for found in refusal.value.findings]
    right = correct(people, NOT_STARTED, row, painless, by=by, answers=answers)
    assert Override.objects.get(rule_id="BMA-02").subject_id == right.id
    assert [told.reason for told in records_of([zhang.id], TODAY)[zhang.id].not_started] == ["无骨痛"]
