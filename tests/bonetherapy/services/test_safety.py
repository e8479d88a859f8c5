"""Teeth, supplements and adverse events."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.errors import Refusal
from bonetherapy.models import Course, SupplementOrder
from bonetherapy.services.adverse import adverse_event_add, adverse_event_resolve, adverse_findings
from bonetherapy.services.dental import dental_record_add
from bonetherapy.services.supplements import supplement_confirm, supplement_start, supplement_stop
from bonetherapy.specs import AdverseEventSpec, DentalSpec, SupplementSpec
from patients.enums import ProblemCode
from patients.models import Patient
from patients.services.observations import PROBLEM
from patients.services.recording import record_add, record_void
from patients.specs.facts import ProblemSpec
from tests.bonetherapy.steps import answer, at, denosumab, give, numbered
from tests.cast import TODAY, Cast, albumin, calcium
from worklist.models import Task

LATER = date(2025, 3, 11)


@pytest.fixture
def course(people: Cast, zhang: Patient) -> Course:
    course = denosumab(zhang, people.doctor_wang, TODAY)
    give(numbered(course, 1), people.nurse_li, TODAY)
    return course


def test_a_jaw_the_dentist_confirmed_is_asked_about_before_the_next_dose(
    people: Cast, zhang: Patient, course: Course
) -> None:
    for item, outcome, on in (("ORAL_EXAM", "CONFIRMED_ONJ", TODAY), ("CLEANING", "NOT_STATED", LATER)):
        spec = DentalSpec(item=item, on=on, outcome=outcome)
        dental_record_add(by=people.nurse_li, patient=zhang, spec=spec, today=on)

    with pytest.raises(Refusal, match="ONJ-06"):
        give(numbered(course, 2), people.nurse_li, TODAY + timedelta(days=28))


def test_a_low_calcium_noted_since_the_last_number_stops_the_dose(
    people: Cast, zhang: Patient, course: Course
) -> None:
    given_on = TODAY + timedelta(days=28)
    spec = ProblemSpec(code=ProblemCode.HYPOCALCAEMIA, noted_on=given_on, text="手足抽搐")
    record_add(kind=PROBLEM, by=people.nurse_li, patient=zhang, spec=spec, today=given_on)

    with pytest.raises(Refusal, match="CAL-03"):
        give(numbered(course, 2), people.nurse_li, given_on)


def supplement(people: Cast, row: Patient, mg: str | None, iu: str | None, **more: Any) -> SupplementOrder:
    spec = SupplementSpec(
        calcium_mg_per_day=None if mg is None else Decimal(mg),
        vitamin_d_iu_per_day=None if iu is None else Decimal(iu),
        started_on=TODAY,
        **more,
    )
    return supplement_start(by=people.doctor_wang, patient=row, spec=spec, today=TODAY)


@pytest.mark.parametrize(("mg", "iu"), [("1000", "800"), ("1200", "1200")])
def test_a_supplement_of_the_guideline_is_accepted(people: Cast, zhang: Patient, mg: str, iu: str) -> None:
    assert supplement(people, zhang, mg, iu).calcium_mg_per_day == Decimal(mg)


@pytest.mark.parametrize(
    ("mg", "iu"), [("999", "800"), ("1000", "700"), ("1000", "1300"), (None, "800"), ("1000", None)]
)
def test_another_strength_asks_why(people: Cast, zhang: Patient, mg: str | None, iu: str | None) -> None:
    with pytest.raises(Refusal, match="CAL-01"):
        supplement(people, zhang, mg, iu)

    assert supplement(people, zhang, mg, iu, answers=(answer("CAL-01"),)).stopped_on is None


@pytest.mark.parametrize(("value", "is_refused"), [("2.52", False), ("2.76", True)])
def test_high_calcium_withholds_supplements(
    people: Cast, zhang: Patient, value: str, is_refused: bool
) -> None:
    calcium(zhang, people.nurse_li, value)
    albumin(zhang, people.nurse_li, "40")
    try:
        supplement(people, zhang, "1000", "800")
        refused = False
    except Refusal as refusal:
        refused = refusal.findings[0].rule_id == "CAL-02"

    assert refused is is_refused


def test_a_void_hypercalcaemia_withholds_no_supplement(people: Cast, zhang: Patient) -> None:
    spec = ProblemSpec(code=ProblemCode.HYPERCALCAEMIA, noted_on=TODAY)
    row = record_add(kind=PROBLEM, by=people.nurse_li, patient=zhang, spec=spec, today=TODAY)
    with pytest.raises(Refusal) as refused:
        supplement(people, zhang, "1000", "800")
    assert refused.value.findings[0].rule_id == "CAL-02"

    record_void(kind=PROBLEM, by=people.nurse_li, row=row, reason="记错了病人", now=at(TODAY))

    assert supplement(people, zhang, "1000", "800").stopped_on is None


def test_a_supplement_is_confirmed_and_ended(people: Cast, zhang: Patient) -> None:
    order = supplement(people, zhang, "1000", "800")

    supplement_confirm(by=people.nurse_li, order=order, on=TODAY, today=TODAY)
    ended = supplement_stop(by=people.nurse_li, order=order, on=LATER, today=LATER)

    assert (ended.confirmed_on, ended.stopped_on) == (TODAY, LATER)


def test_the_same_supplement_twice_is_one(people: Cast, zhang: Patient) -> None:
    assert supplement(people, zhang, "1000", "800") == supplement(people, zhang, "1000", "800")


def test_a_tooth_pulled_without_a_hold_starts_a_symptom_watch(people: Cast, course: Course) -> None:
    spec = DentalSpec(item="EXTRACTION", on=LATER, answers=(answer("DEN-07"),))

    dental_record_add(by=people.nurse_li, patient=course.patient, spec=spec, today=LATER)

    assert Task.objects.get(kind="SYMPTOM_CHECK").rule_id == "DEN-07"


def test_a_root_canal_asks_nothing(people: Cast, course: Course) -> None:
    spec = DentalSpec(item="ROOT_CANAL", on=LATER, is_done=False)

    record = dental_record_add(by=people.nurse_li, patient=course.patient, spec=spec, today=TODAY)

    assert record.item == "ROOT_CANAL"


@pytest.mark.parametrize(("is_done", "on"), [(True, LATER), (False, date(2025, 2, 28))])
def test_done_is_past_and_planned_is_coming(people: Cast, zhang: Patient, is_done: bool, on: date) -> None:
    spec = DentalSpec(item="ORAL_EXAM", on=on, is_done=is_done)

    with pytest.raises(ValidationError) as refused:
        dental_record_add(by=people.nurse_li, patient=zhang, spec=spec, today=TODAY)

    assert list(refused.value.message_dict) == ["on"]


def event(people: Cast, course: Course, code: str, severity: str) -> AdverseEventSpec:
    spec = AdverseEventSpec(code=code, severity=severity, onset_on=TODAY)
    adverse_event_add(by=people.nurse_li, course=course, spec=spec, today=LATER)
    return spec


def test_a_flu_like_reaction_on_denosumab_is_accepted(people: Cast, course: Course) -> None:
    spec = event(people, course, "FLU_LIKE", "MILD")

    assert [finding.rule_id for finding in adverse_findings(course, spec, today=LATER)] == [
        "ADR-01",
        "ADR-03",
    ]
    assert not Task.objects.filter(kind="MDT_REVIEW").exists()


def test_a_severe_event_goes_to_the_mdt(people: Cast, course: Course) -> None:
    event(people, course, "CELLULITIS", "SEVERE")

    assert Task.objects.get(kind="MDT_REVIEW").rule_id == "ADR-02"


def test_an_event_is_over_once(people: Cast, course: Course) -> None:
    event(people, course, "FEVER", "MILD")
    row = course.adverse_events.get()

    adverse_event_resolve(by=people.nurse_li, event=row, on=LATER, today=LATER)
    again = adverse_event_resolve(by=people.nurse_li, event=row, on=TODAY, today=LATER)

    assert again.resolved_on == LATER
