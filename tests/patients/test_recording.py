"""Pain, performance, symptoms, scores, events, treatments: written once, corrected, voided, refused."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.errors import Conflict
from guidelines.bone.sre import SreType
from guidelines.psychology import Distress
from guidelines.record.complaints import Symptom as SymptomCode
from guidelines.record.sites import Side
from patients.enums import ProblemCode, RiskScale, TreatmentKind, TreatmentState
from patients.models import PainScore, Patient, RiskScore, Symptom
from patients.services import events, patients_merge, status
from patients.services.events import treatment_stop
from patients.services.observations import PROBLEM, WEIGHT
from patients.services.recording import Kind, record_add, record_correct, record_findings, record_void
from patients.services.status import PAIN, RISK_SCORE, SYMPTOM, symptom_resolve
from patients.specs.events import (
    BiopsySpec,
    EventFreeSpec,
    PrimarySizeSpec,
    ReportedResultSpec,
    SkeletalEventSpec,
    TreatmentSpec,
)
from patients.specs.facts import ProblemSpec, WeightSpec
from patients.specs.status import DistressSpec, EcogSpec, HeightSpec, PainSpec, RiskScoreSpec, SymptomSpec
from tests.cast import TODAY, Cast, patient
from tests.patients.spoken import NOW

TOMORROW = TODAY + timedelta(days=1)
UNBORN = date(1960, 1, 1)


def added(people: Cast, row: Patient, kind: Kind[Any, Any], spec: Any, **more: Any) -> Any:
    return record_add(kind=kind, by=people.doctor_wang, patient=row, spec=spec, today=TODAY, **more)


def pain(nrs: int | None = 7, on: date | None = TODAY, **more: Any) -> PainSpec:
    return PainSpec(measured_on=on, nrs=nrs, **more)


def mirels(total: int | None = 8, **more: Any) -> RiskScoreSpec:
    facts: dict[str, Any] = {"scale": RiskScale.MIRELS, "scored_on": TODAY, "site": "femur, proximal"}
    return RiskScoreSpec(total=total, **facts | more)


def treatment(**more: Any) -> TreatmentSpec:
    facts: dict[str, Any] = {"kind": TreatmentKind.SYSTEMIC, "drugs": ("osimertinib",), "started_on": TODAY}
    return TreatmentSpec(**facts | more)


ROWS: list[tuple[Kind[Any, Any], Any]] = [
    (WEIGHT, WeightSpec(measured_on=TODAY, weight_kg=Decimal("60.5"))),
    (PROBLEM, ProblemSpec(code=ProblemCode.OTHER, noted_on=TODAY, text="房颤")),
    (PAIN, pain()),
    (status.ECOG, EcogSpec(measured_on=TODAY, score=2)),
    (status.HEIGHT, HeightSpec(measured_on=TODAY, height_cm=Decimal("165.5"))),
    (SYMPTOM, SymptomSpec(code=SymptomCode.LEG_WEAKNESS, noted_on=TODAY, site="legs")),
    (RISK_SCORE, mirels(side=Side.RIGHT, items={"pain": "FUNCTIONAL"})),
    (events.SKELETAL_EVENT, SkeletalEventSpec(type=SreType.PATH_FRACTURE, occurred_on=TODAY, site="T8")),
    (status.DISTRESS, DistressSpec(distress=Distress.DISORDER, screened_on=TODAY, tool="院内筛查表")),
    (events.EVENT_FREE, EventFreeSpec(stated_on=TODAY - timedelta(days=1), text="未见")),
    (events.TREATMENT, treatment(cycles=4)),
    (events.BIOPSY, BiopsySpec(specimen="CT 引导下足部穿刺", taken_on=TODAY, of_bone=True)),
    (events.REPORTED_RESULT, ReportedResultSpec(analyte="白细胞", sampled_on=None, value=Decimal("3.2"))),
    (events.PRIMARY_SIZE, PrimarySizeSpec(longest_mm=Decimal(26), measured_on=TODAY, modality="CT")),
]
NAMES = [kind.model.__name__ for kind, _spec in ROWS]


@pytest.mark.parametrize(("kind", "spec"), ROWS, ids=NAMES)
def test_the_same_fact_twice_is_one_row(people: Cast, zhang: Patient, kind: Any, spec: Any) -> None:
    first = added(people, zhang, kind, spec)
    assert added(people, zhang, kind, spec) == first
    assert (first.recorded_by, first.is_imported) == (people.doctor_wang, False)


@pytest.mark.parametrize(("kind", "spec"), ROWS, ids=NAMES)
def test_a_correction_keeps_the_old_value(people: Cast, zhang: Patient, kind: Any, spec: Any) -> None:
    old = added(people, zhang, kind, spec)
    new = record_correct(
        kind=kind, by=people.doctor_wang, row=old, spec=spec, reason="录入错误", today=TODAY, now=NOW
    )
    old.refresh_from_db()
    assert (new.corrects, old.voided_by, old.void_reason) == (old, people.doctor_wang, "录入错误")
    with pytest.raises(Conflict):
        record_void(kind=kind, by=people.doctor_wang, row=old, reason="再次", now=NOW)


@pytest.mark.parametrize(("kind", "spec"), ROWS, ids=NAMES)
def test_a_panel_member_and_an_administrator_write_nothing(
    people: Cast, zhang: Patient, kind: Any, spec: Any
) -> None:
    for user in (people.panel_member_lin, people.admin_gao, people.auditor_tang):
        with pytest.raises(PermissionDenied):
            record_add(kind=kind, by=user, patient=zhang, spec=spec, today=TODAY)
    assert not kind.model.objects.exists()


def test_a_void_row_needs_a_reason_also_in_the_database(people: Cast, zhang: Patient) -> None:
    row = added(people, zhang, PAIN, pain())
    with pytest.raises(ValidationError):
        record_void(kind=PAIN, by=people.doctor_wang, row=row, reason=" ", now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PainScore.objects.filter(pk=row.pk).update(voided_at=NOW)


@pytest.mark.parametrize(
    ("kind", "spec", "field"),
    [
        (PAIN, pain(11), "nrs"),
        (PAIN, pain(-1), "nrs"),
        (PAIN, pain(None), "nrs"),
        (PAIN, pain(3, nrs_low=2, nrs_high=14), "nrs_high"),
        (PAIN, pain(3, TOMORROW), "measured_on"),
        (PAIN, pain(3, UNBORN), "measured_on"),
        (PAIN, pain(3, text="痛" * 301), "text"),
        (status.ECOG, EcogSpec(measured_on=TODAY, score=6), "score"),
        (status.HEIGHT, HeightSpec(measured_on=TODAY, height_cm=Decimal("1.65")), "height_cm"),
        (status.HEIGHT, HeightSpec(measured_on=TODAY, height_cm=Decimal("165.55")), "height_cm"),
        *(
            (WEIGHT, WeightSpec(measured_on=TODAY, weight_kg=Decimal(kg)), "weight_kg")
            for kg in ("19.9", "300.1", "60.55")
        ),
        (WEIGHT, WeightSpec(measured_on=TOMORROW, weight_kg=Decimal(60)), "measured_on"),
        (PROBLEM, ProblemSpec(code=ProblemCode.OTHER, noted_on=TODAY, text=" "), "text"),
        (PROBLEM, ProblemSpec(code=ProblemCode.CKD, noted_on=TODAY, text="肾" * 201), "text"),
        (PROBLEM, ProblemSpec(code=ProblemCode.CKD, noted_on=None), "noted_on"),
        (PROBLEM, ProblemSpec(code=ProblemCode.CKD, noted_on=UNBORN), "noted_on"),
        (
            PROBLEM,
            ProblemSpec(code=ProblemCode.CKD, noted_on=TODAY, resolved_on=TODAY - timedelta(days=1)),
            "resolved_on",
        ),
        (SYMPTOM, SymptomSpec(code=None, noted_on=TODAY), "text"),
        (
            SYMPTOM,
            SymptomSpec(code=SymptomCode.POLYURIA, noted_on=TODAY, resolved_on=TODAY - timedelta(days=1)),
            "resolved_on",
        ),
        (RISK_SCORE, mirels(None), "total"),
        (RISK_SCORE, mirels(100), "total"),
        (RISK_SCORE, mirels(8, site=" "), "site"),
        (RISK_SCORE, mirels(8, scored_on=TOMORROW), "scored_on"),
        (
            events.SKELETAL_EVENT,
            SkeletalEventSpec(type=SreType.RT_TO_BONE, occurred_on=UNBORN),
            "occurred_on",
        ),
        (status.DISTRESS, DistressSpec(distress=Distress.NONE, screened_on=None), "screened_on"),
        (status.DISTRESS, DistressSpec(distress=Distress.NONE, screened_on=TOMORROW), "screened_on"),
        (events.EVENT_FREE, EventFreeSpec(stated_on=None), "stated_on"),
        (events.EVENT_FREE, EventFreeSpec(stated_on=UNBORN), "stated_on"),
        (events.TREATMENT, treatment(drugs=()), "drugs"),
        (events.TREATMENT, treatment(dose_gy=Decimal(3000)), "dose_gy"),
        (events.TREATMENT, treatment(fractions=0), "fractions"),
        (events.TREATMENT, treatment(started_on=TOMORROW), "started_on"),
        (events.TREATMENT, treatment(stopped_on=TODAY - timedelta(days=1)), "stopped_on"),
        (events.BIOPSY, BiopsySpec(specimen="", taken_on=None), "specimen"),
        (events.REPORTED_RESULT, ReportedResultSpec(analyte="", sampled_on=None), "analyte"),
        (
            events.REPORTED_RESULT,
            ReportedResultSpec(analyte="x", sampled_on=None, value=Decimal(10) ** 9),
            "value",
        ),
        (events.PRIMARY_SIZE, PrimarySizeSpec(longest_mm=Decimal(0), measured_on=None), "longest_mm"),
    ],
)
def test_what_cannot_be_is_said_by_field(
    people: Cast, zhang: Patient, kind: Any, spec: Any, field: str
) -> None:
    with pytest.raises(ValidationError) as problems:
        added(people, zhang, kind, spec)
    assert list(problems.value.error_dict) == [field]
    assert not kind.model.objects.exists()


def test_no_event_until_a_day_is_not_stated_against_an_event_that_counts(
    people: Cast, zhang: Patient
) -> None:
    yesterday = TODAY - timedelta(days=1)
    fracture = SkeletalEventSpec(type=SreType.PATH_FRACTURE, occurred_on=TODAY, site="T8")
    ache = SkeletalEventSpec(type=SreType.BONE_PAIN, occurred_on=yesterday, site="T8")
    for spec in (ache, fracture):
        added(people, zhang, events.SKELETAL_EVENT, spec)
    with pytest.raises(ValidationError) as problems:
        added(people, zhang, events.EVENT_FREE, EventFreeSpec(stated_on=TODAY))
    assert list(problems.value.error_dict) == ["stated_on"]
    before = added(people, zhang, events.EVENT_FREE, EventFreeSpec(stated_on=yesterday))
    assert before.stated_on == yesterday


def test_an_event_of_an_unknown_day_contradicts_every_statement(people: Cast, zhang: Patient) -> None:
    undated = SkeletalEventSpec(type=SreType.RT_TO_BONE, occurred_on=None)
    added(people, zhang, events.SKELETAL_EVENT, undated, imported=True)
    with pytest.raises(ValidationError):
        added(people, zhang, events.EVENT_FREE, EventFreeSpec(stated_on=TODAY))


@pytest.mark.parametrize(
    ("distress", "rules"),
    [
        (Distress.NONE, []),
        (Distress.DISTRESS, ["PSY-02"]),
        (Distress.SEVERE_DISORDER, ["PSY-02", "PSY-03"]),
    ],
)
def test_a_screen_says_what_it_calls_for(
    people: Cast, zhang: Patient, distress: Distress, rules: list[str]
) -> None:
    spec = DistressSpec(distress=distress, screened_on=TODAY)
    said = record_findings(kind=status.DISTRESS, by=people.nurse_li, patient=zhang, spec=spec, today=TODAY)
    assert [finding.rule_id for finding in said] == rules


def test_a_mirels_score_of_three_is_kept_for_the_rules_to_flag(people: Cast, zhang: Patient) -> None:
    added(people, zhang, RISK_SCORE, mirels(3))
    assert RiskScore.objects.get().total == 3


def test_undated_facts_are_kept(people: Cast, zhang: Patient) -> None:
    row = added(people, zhang, PAIN, pain(5, None), imported=True)
    assert (row.measured_on, row.is_imported) == (None, True)


def test_an_order_may_begin_tomorrow(people: Cast, zhang: Patient) -> None:
    row = added(people, zhang, events.TREATMENT, treatment(state=TreatmentState.PLANNED, started_on=TOMORROW))
    assert row.started_on == TOMORROW


def test_a_symptom_and_a_treatment_end_once(people: Cast, zhang: Patient) -> None:
    yesterday = TODAY - timedelta(days=1)
    felt = added(people, zhang, SYMPTOM, SymptomSpec(code=SymptomCode.CONFUSION, noted_on=yesterday))
    given = added(people, zhang, events.TREATMENT, treatment(started_on=yesterday))
    by = people.nurse_li
    symptom_resolve(by=by, symptom=felt, resolved_on=yesterday, today=TODAY)
    treatment_stop(by=by, treatment=given, stopped_on=yesterday, today=TODAY)
    assert symptom_resolve(by=by, symptom=felt, resolved_on=TODAY, today=TODAY).resolved_on == yesterday
    assert treatment_stop(by=by, treatment=given, stopped_on=TODAY, today=TODAY).stopped_on == yesterday


def test_an_end_before_the_beginning_and_a_void_row_are_refused(people: Cast, zhang: Patient) -> None:
    felt = added(people, zhang, SYMPTOM, SymptomSpec(code=SymptomCode.CONFUSION, noted_on=TODAY))
    given = added(people, zhang, events.TREATMENT, treatment())
    by, before = people.doctor_wang, TODAY - timedelta(days=1)
    with pytest.raises(ValidationError):
        symptom_resolve(by=by, symptom=felt, resolved_on=before, today=TODAY)
    with pytest.raises(ValidationError):
        treatment_stop(by=by, treatment=given, stopped_on=before, today=TODAY)
    record_void(kind=SYMPTOM, by=by, row=felt, reason="录入错误", now=NOW)
    record_void(kind=events.TREATMENT, by=by, row=given, reason="录入错误", now=NOW)
    with pytest.raises(Conflict):
        symptom_resolve(by=by, symptom=felt, resolved_on=TODAY, today=TODAY)
    with pytest.raises(Conflict):
        treatment_stop(by=by, treatment=given, stopped_on=TODAY, today=TODAY)


def test_rows_move_when_two_records_become_one(people: Cast, zhang: Patient) -> None:
    double = patient(people.oncology_1, number="ZY2")
    for kind, spec in ROWS:
        added(people, double, kind, spec)
    patients_merge(by=people.doctor_wang, keep=zhang, remove=double, reason="同一人", now=NOW)
    assert all(kind.model.objects.get().patient_id == zhang.id for kind, _spec in ROWS)
    assert Symptom.objects.filter(patient=zhang).count() == 1
