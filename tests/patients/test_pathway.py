"""The steps of the diagnostic pathway: a chain that only grows, and the diagnosis it never contradicts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from accounts.errors import Conflict
from guidelines.pathway.risk import RiskFactor
from guidelines.pathway.states import PathwayState
from patients.enums import MetastasisBasis, MetastasisStatus, StepOrigin
from patients.models import PathwayStep, Patient, RiskReview
from patients.selectors.pathway import last_review, last_step, state_after, stated_factors
from patients.services import bone_metastasis_save, patients_merge, step_void
from patients.services.pathway import RISK, Step, step_write
from patients.services.recording import record_add
from patients.specs.facts import MetastasisSpec
from patients.specs.overrides import Acknowledgement
from patients.specs.pathway import RiskSpec
from tests.cast import TODAY, Cast, patient
from tests.patients.spoken import NOW

S = PathwayState


@pytest.fixture
def liu(people: Cast) -> Patient:
    """刘芳, of whom nothing is known yet."""
    return patient(people.oncology_1, name="刘芳", number="ZY1", responsible_doctor=people.doctor_wang)


def walk(people: Cast, row: Patient, *states: PathwayState) -> PathwayStep:
    """The patient taken through these states by doctor Wang."""
    steps = [
        step_write(
            by=people.doctor_wang,
            patient=row,
            step=Step(target=state, rule_id="DX-T01", taken_on=TODAY, reason="as agreed"),
        )
        for state in states
    ]
    return steps[-1]


def chain(row: Patient) -> list[str]:
    """The states of the steps that count, first to last."""
    rows = PathwayStep.objects.filter(patient=row, voided_at=None).order_by("number")
    return [step.to_state for step in rows]


SEEN_ELSEWHERE = Acknowledgement(rule_id="DX-19", reason_code="OTHER", reason_text="外院 CT 报告待录入")


def decide(people: Cast, row: Patient, status: MetastasisStatus, **more: Any) -> None:
    """Doctor Wang says whether bone is involved, also where the record does not prove it yet."""
    spec, answers = MetastasisSpec(status=status, **more), (SEEN_ELSEWHERE,)
    bone_metastasis_save(by=people.doctor_wang, patient=row, spec=spec, today=TODAY, answers=answers)


BY_BIOPSY: dict[str, Any] = {"confirmed_on": TODAY, "basis": MetastasisBasis.BIOPSY}


def test_nobody_stands_anywhere_before_the_first_step(liu: Patient) -> None:
    assert state_after(last_step(liu)) is None


def test_each_step_begins_where_the_last_one_ended(people: Cast, liu: Patient) -> None:
    walk(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE, S.BS_POSITIVE)
    rows = PathwayStep.objects.filter(patient=liu).order_by("number")
    assert [row.from_state for row in rows] == ["", "LC_CONFIRMED", "SCREEN_DUE"]


def test_a_step_that_needs_no_decision_follows_at_once(people: Cast, liu: Patient) -> None:
    walk(people, liu, S.LC_CONFIRMED, S.NOT_CONFIRMED)
    assert chain(liu) == ["LC_CONFIRMED", "NOT_CONFIRMED", "SURVEILLANCE"]
    last = last_step(liu)
    assert last is not None
    assert (last.rule_id, last.origin) == ("DX-T20", StepOrigin.AUTOMATIC)


def test_the_database_refuses_a_gap_a_change_and_a_deletion(people: Cast, liu: Patient) -> None:
    step = walk(people, liu, S.LC_CONFIRMED)
    attempts: list[Callable[[], object]] = [
        lambda: PathwayStep.objects.create(
            patient=liu,
            number=2,
            from_state="BIOPSY",
            to_state="CONFIRMED",
            rule_id="DX-T16",
            origin=StepOrigin.PERSON,
            taken_on=TODAY,
            recorded_by=people.doctor_wang,
        ),
        lambda: PathwayStep.objects.filter(pk=step.pk).update(to_state="BIOPSY"),
        step.delete,
    ]
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert chain(liu) == ["LC_CONFIRMED"]


def test_the_last_step_is_taken_back_with_what_followed_by_itself(people: Cast, liu: Patient) -> None:
    walk(people, liu, S.LC_CONFIRMED)
    step = walk(people, liu, S.NOT_CONFIRMED)
    step_void(by=people.doctor_wang, step=step, reason="wrong patient", now=NOW)
    assert chain(liu) == ["LC_CONFIRMED"]
    walk(people, liu, S.SCREEN_DUE)
    assert chain(liu) == ["LC_CONFIRMED", "SCREEN_DUE"]


def test_only_the_last_step_is_taken_back_and_only_with_a_reason(people: Cast, liu: Patient) -> None:
    first = walk(people, liu, S.LC_CONFIRMED)
    last = walk(people, liu, S.SCREEN_DUE)
    with pytest.raises(Conflict):
        step_void(by=people.doctor_wang, step=first, reason="wrong", now=NOW)
    with pytest.raises(ValidationError):
        step_void(by=people.doctor_wang, step=last, reason=" ", now=NOW)
    with pytest.raises(PermissionDenied):
        step_void(by=people.nurse_li, step=last, reason="wrong", now=NOW)


def test_confirming_the_diagnosis_moves_the_pathway(people: Cast, liu: Patient) -> None:
    walk(people, liu, S.LC_CONFIRMED, S.BIOPSY)
    decide(people, liu, MetastasisStatus.CONFIRMED, **BY_BIOPSY)
    assert chain(liu)[2:] == ["CONFIRMED", "PRETREATMENT"]
    step = PathwayStep.objects.get(patient=liu, to_state="CONFIRMED")
    assert (step.rule_id, step.origin, step.taken_on) == ("DX-T16", StepOrigin.DIAGNOSIS, TODAY)
    decide(people, liu, MetastasisStatus.CONFIRMED, sites="L4", **BY_BIOPSY)
    assert len(chain(liu)) == 4


def test_a_diagnosis_no_step_is_drawn_for_enters_under_its_definition(people: Cast, liu: Patient) -> None:
    decide(people, liu, MetastasisStatus.CONFIRMED, confirmed_on=TODAY, basis=MetastasisBasis.OUTSIDE)
    assert chain(liu) == ["CONFIRMED", "PRETREATMENT"]
    assert PathwayStep.objects.get(patient=liu, number=1).rule_id == "DX-18"


def test_a_diagnosis_taken_back_takes_the_pathway_back(people: Cast, liu: Patient) -> None:
    walk(people, liu, S.LC_CONFIRMED, S.BIOPSY)
    decide(people, liu, MetastasisStatus.CONFIRMED, **BY_BIOPSY)
    walk(people, liu, S.MDT_PENDING)
    decide(people, liu, MetastasisStatus.SUSPECTED)
    assert chain(liu) == ["LC_CONFIRMED", "BIOPSY"]
    assert PathwayStep.objects.filter(patient=liu).exclude(voided_at=None).count() == 3


def test_a_confirmation_is_corrected_where_the_diagnosis_is(people: Cast, liu: Patient) -> None:
    decide(people, liu, MetastasisStatus.CONFIRMED, **BY_BIOPSY)
    step = PathwayStep.objects.get(patient=liu, to_state="CONFIRMED")
    with pytest.raises(ValidationError):
        step_void(by=people.doctor_wang, step=step, reason="wrong", now=NOW)


def test_an_imported_confirmation_may_lack_its_day(people: Cast, liu: Patient) -> None:
    spec = MetastasisSpec(status=MetastasisStatus.CONFIRMED, basis=MetastasisBasis.NOT_STATED)
    bone_metastasis_save(by=people.doctor_wang, patient=liu, spec=spec, today=TODAY, imported=True)
    assert PathwayStep.objects.get(patient=liu, number=1).taken_on is None


def test_two_records_become_one_pathway(people: Cast, liu: Patient) -> None:
    double = patient(people.oncology_1, name="刘芳", number="ZY2")
    walk(people, liu, S.LC_CONFIRMED, S.SCREEN_DUE)
    decide(people, double, MetastasisStatus.CONFIRMED, **BY_BIOPSY)
    patients_merge(by=people.doctor_wang, keep=liu, remove=double, reason="one person", now=NOW)
    assert chain(liu) == ["CONFIRMED", "PRETREATMENT"]
    assert PathwayStep.objects.filter(patient=liu).count() == 4


def test_a_pathway_moves_to_the_record_that_stays(people: Cast, liu: Patient) -> None:
    double = patient(people.oncology_1, name="刘芳", number="ZY2")
    walk(people, double, S.LC_CONFIRMED, S.SCREEN_DUE)
    patients_merge(by=people.doctor_wang, keep=liu, remove=double, reason="one person", now=NOW)
    assert chain(liu) == ["LC_CONFIRMED", "SCREEN_DUE"]


def test_risk_factors_are_kept_as_answered_and_the_same_answers_once(people: Cast, liu: Patient) -> None:
    spec = RiskSpec(reviewed_on=TODAY, factors={RiskFactor.BONE_PAIN: True, RiskFactor.BSP_POS: False})
    for _again in range(2):
        record_add(kind=RISK, by=people.nurse_li, patient=liu, spec=spec, today=TODAY)
    assert RiskReview.objects.count() == 1
    assert stated_factors(last_review(liu)) == {RiskFactor.BONE_PAIN: True, RiskFactor.BSP_POS: False}
    with pytest.raises(PermissionDenied):
        record_add(kind=RISK, by=people.radiologist_he, patient=liu, spec=spec, today=TODAY)
