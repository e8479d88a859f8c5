"""Sections 2.1 and 2.2: who is screened with what, and the high-risk factors."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.certainty import all_of, any_of, equals, more_than, opposite
from guidelines.facts import LabFact
from guidelines.imaging.limits import ImagingLimits
from guidelines.imaging.modalities import Modality
from guidelines.imaging.studies import Study
from guidelines.labs import Analyte
from guidelines.pathway.markers import marker_finding
from guidelines.pathway.risk import (
    FACTOR_SOURCES,
    GUIDELINE_FACTORS,
    Priority,
    RiskAssessment,
    RiskFactor,
    RiskFacts,
    assess_risk,
    raised,
    risk_factors,
    risk_findings,
)
from guidelines.pathway.screening import (
    DX_11,
    Purpose,
    ScreeningOrder,
    baseline_task,
    bone_scan_label,
    order_check,
    pain_note,
    recurrence_finding,
    surveys_skeleton,
    work_up_note,
)
from guidelines.staging import DriverStatus, Histology, StageGroup
from tests.guidelines.shorthand import calcium, day, lab, said

TODAY = day("2025-03-15")


def result(analyte: Analyte, value: str, high: str | None, on: str = "2025-03-01") -> LabFact:
    """A result with its upper limit."""
    limit = None if high is None else Decimal(high)
    return LabFact(analyte=analyte, value=Decimal(value), sampled_on=day(on), high=limit)


NORMAL_LABS = (
    calcium("2.30", analyte=Analyte.CORRECTED_CALCIUM),
    result(Analyte.ALP, "90", "125"),
    result(Analyte.CTX, "0.30", "0.60"),
    result(Analyte.BALP, "10", "20"),
    result(Analyte.PINP, "30", "60"),
    result(Analyte.NTX, "30", "60"),
    result(Analyte.CEA, "2", "5"),
)
NOTHING: dict[str, Any] = {
    "fixed_bone_pain": False,
    "cord_symptoms": False,
    "labs": NORMAL_LABS,
    "stage": StageGroup.I,
    "t": 1,
    "n": 0,
    "histology": Histology.SQUAMOUS,
    "driver": DriverStatus.NEGATIVE,
    "metastatic_organs": 0,
    "bsp_positive": False,
}


def risk(**stated: Any) -> RiskAssessment:
    """The risk of somebody with no factor, but for what is stated."""
    return assess_risk(risk_factors(RiskFacts(**{**NOTHING, **stated}), TODAY))


def with_lab(extra: LabFact) -> dict[str, Any]:
    """The normal values, one of them replaced."""
    return {"labs": (*(one for one in NORMAL_LABS if one.analyte is not extra.analyte), extra)}


FACTORS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"fixed_bone_pain": True}, ["BONE_PAIN"]),
    (with_lab(calcium("2.53", analyte=Analyte.CORRECTED_CALCIUM)), ["HYPERCALCAEMIA"]),
    (with_lab(calcium("2.52", analyte=Analyte.CORRECTED_CALCIUM)), []),
    (with_lab(result(Analyte.ALP, "180", "125")), ["ALP_HIGH"]),
    (with_lab(result(Analyte.ALP, "125", "125")), []),
    ({"cord_symptoms": True}, ["CORD_SYMPTOMS"]),
    (with_lab(result(Analyte.CTX, "0.61", "0.60")), ["CTX_HIGH"]),
    (with_lab(result(Analyte.PINP, "61", "60")), ["OTHER_MARKER_HIGH"]),
    ({"stage": StageGroup.II}, []),
    ({"stage": StageGroup.III}, ["ADVANCED_STAGE"]),
    ({"t": 4}, ["T4"]),
    ({"n": 3}, ["N3"]),
    ({"histology": Histology.SCLC}, ["NON_SQUAMOUS"]),
    ({"driver": DriverStatus.POSITIVE}, ["DRIVER_POS"]),
    ({"metastatic_organs": 1}, []),
    ({"metastatic_organs": 2}, ["MULTI_ORGAN"]),
    ({"bsp_positive": True}, ["BSP_POS"]),
    (with_lab(result(Analyte.CEA, "5.1", "5")), ["CEA_HIGH"]),
]


@pytest.mark.parametrize(("stated", "present"), FACTORS)
def test_each_factor_has_its_threshold(stated: dict[str, Any], present: list[str]) -> None:
    found = risk(**stated)
    assert list(found.present) == present
    assert found.unknown == ()
    assert found.high_risk is bool(present)


def test_every_factor_names_its_documents_and_four_belong_to_the_guideline() -> None:
    assert set(FACTOR_SOURCES) == set(RiskFactor)
    assert {"BONE_PAIN", "HYPERCALCAEMIA", "ALP_HIGH", "CORD_SYMPTOMS"} == GUIDELINE_FACTORS


# Worked (a) to (d) of 2.2.
PRIORITIES: list[tuple[dict[str, Any], bool, Priority]] = [
    ({"histology": Histology.ADENOCARCINOMA, "stage": StageGroup.II}, True, Priority.NORMAL),
    (
        {"histology": Histology.ADENOCARCINOMA, "driver": DriverStatus.POSITIVE},
        True,
        Priority.HIGH,
    ),
    ({"fixed_bone_pain": True}, True, Priority.HIGH),
    ({}, False, Priority.NORMAL),
]


@pytest.mark.parametrize(("stated", "high_risk", "priority"), PRIORITIES)
def test_one_factor_of_the_guideline_or_two_others_are_urgent(
    stated: dict[str, Any], high_risk: bool, priority: Priority
) -> None:
    found = risk(**stated)
    assert (found.high_risk, found.priority) == (high_risk, priority)


def test_a_hospital_sets_the_rule_of_high_priority() -> None:
    factors = risk_factors(RiskFacts(**{**NOTHING, "t": 4}), TODAY)
    assert assess_risk(factors, ImagingLimits(risk_high_other_factors=1)).priority is Priority.HIGH


def test_missing_alp_is_unknown_and_asks_for_the_test() -> None:
    labs = tuple(one for one in NORMAL_LABS if one.analyte is not Analyte.ALP)
    found = risk(labs=labs)
    assert (found.high_risk, found.unknown) == (None, (RiskFactor.ALP_HIGH,))
    assert [said(one) for one in risk_findings(found)] == ["DX-02 TASK"]
    both = risk(labs=())
    assert "碱性磷酸酶" in risk_findings(both)[0].message.zh
    assert "血钙" in risk_findings(both)[0].message.zh


def test_the_risk_in_words_prints_1a_only_for_the_guideline() -> None:
    guideline, other, none = risk(fixed_bone_pain=True), risk(t=4), risk()
    assert [one.grade.value for one in risk_findings(guideline)] == ["1A"]
    assert [one.grade.value for one in risk_findings(other)] == ["E"]
    assert [said(one) for one in risk_findings(none)] == ["DX-02 CALC"]


def test_low_albumin_could_hide_a_high_calcium() -> None:
    uncorrected = with_lab(calcium("2.40"))
    uncorrected["labs"] = tuple(
        one for one in uncorrected["labs"] if one.analyte is not Analyte.CORRECTED_CALCIUM
    )
    assert RiskFactor.HYPERCALCAEMIA in risk(**uncorrected).unknown
    uncorrected["labs"] = (*uncorrected["labs"], calcium("2.60", on="2025-03-02"))
    assert RiskFactor.HYPERCALCAEMIA in risk(**uncorrected).present


def test_an_unknown_driver_and_a_value_without_its_limit_stay_unknown() -> None:
    assert RiskFactor.DRIVER_POS in risk(driver=DriverStatus.UNKNOWN).unknown
    assert raised([lab(Analyte.ALP, "300")], Analyte.ALP, TODAY) is None


def test_the_newest_value_up_to_the_day_counts() -> None:
    labs = [result(Analyte.ALP, "300", "125"), result(Analyte.ALP, "90", "125", on="2025-03-10")]
    assert raised(labs, Analyte.ALP, TODAY) is False
    assert raised(labs, Analyte.ALP, day("2025-03-05")) is True
    assert raised(labs, Analyte.ALP, day("2025-02-01")) is None


ANSWER = st.none() | st.booleans()


@given(st.fixed_dictionaries(dict.fromkeys(RiskFactor, ANSWER)))
def test_learning_a_factor_never_contradicts_what_was_said(factors: dict[RiskFactor, bool | None]) -> None:
    before = assess_risk(factors)
    after = assess_risk({one: bool(known) for one, known in factors.items()})
    assert before.high_risk in (None, after.high_risk)
    assert set(before.present) == set(after.present)


@given(st.lists(ANSWER), st.lists(ANSWER))
def test_a_missing_answer_is_neither_yes_nor_no(one: list[bool | None], other: list[bool | None]) -> None:
    assert any_of(map(opposite, one)) is opposite(all_of(one))
    assert all_of([*one, *other]) is all_of([all_of(one), all_of(other)])
    assert equals(None, 1) is None
    assert more_than(None, 1) is None


def test_every_confirmed_lung_cancer_gets_a_baseline_survey() -> None:
    normal, urgent = risk(), risk(histology=Histology.ADENOCARCINOMA, fixed_bone_pain=True)
    for one, priority in ((normal, Priority.NORMAL), (urgent, Priority.HIGH)):
        found = baseline_task(confirmed_on=day("2025-03-01"), survey_done=False, risk=one)
        assert said(found) == "DX-01 TASK"
        assert found is not None
        assert found.inputs["priority"] is priority


def test_the_task_ends_with_the_survey_and_does_not_begin_before_the_cancer() -> None:
    assert baseline_task(confirmed_on=day("2025-03-01"), survey_done=True, risk=risk()) is None
    assert baseline_task(confirmed_on=None, survey_done=False, risk=risk()) is None


@pytest.mark.parametrize(
    ("modality", "whole_body", "expected"),
    [
        (Modality.BS, None, True),
        (Modality.PETCT_FDG, True, True),
        (Modality.PETCT_FDG, None, False),
        (Modality.CT, True, False),
    ],
)
def test_the_whole_skeleton_is_seen_by_bone_scan_or_whole_body_pet(
    modality: Modality, whole_body: bool | None, expected: bool
) -> None:
    study = Study(study_id="1", modality=modality, done_on=TODAY, whole_body=whole_body)
    assert surveys_skeleton(study) is expected


def test_the_grade_of_the_bone_scan_depends_on_the_guideline() -> None:
    assert said(bone_scan_label(risk(**with_lab(result(Analyte.ALP, "180", "125"))))) == "DX-03 INFO"
    assert said(bone_scan_label(risk(t=4))) == "DX-32 INFO"


FIRST, SYMPTOM, CLARIFY = Purpose.FIRST_SCREEN, Purpose.SYMPTOM, Purpose.CLARIFY
ORDERS: list[tuple[Modality, Purpose, dict[str, Any], str | None]] = [
    (Modality.PETCT_FDG, FIRST, {"outside_bone_suspected": True}, None),
    (Modality.PETCT_FDG, FIRST, {"outside_bone_suspected": False}, "DX-04 WARN"),
    (Modality.PETCT_NAF, FIRST, {}, "DX-04 WARN"),
    (Modality.PETCT_FDG, FIRST, {"reason": "already done for staging"}, None),
    (Modality.PETCT_FDG, CLARIFY, {}, None),
    (Modality.PETMRI, FIRST, {}, "DX-05 WARN"),
    (Modality.PETMRI, CLARIFY, {}, None),
    (Modality.XRAY, FIRST, {}, "DX-06 WARN"),
    (Modality.XRAY, SYMPTOM, {}, "DX-07 INFO"),
    (Modality.BS, FIRST, {}, None),
]


@pytest.mark.parametrize(("modality", "purpose", "stated", "expected"), ORDERS)
def test_an_order_for_screening_is_checked(
    modality: Modality, purpose: Purpose, stated: dict[str, Any], expected: str | None
) -> None:
    assert said(order_check(ScreeningOrder(modality=modality, purpose=purpose, **stated))) == expected


ALP_300, ALP_125 = result(Analyte.ALP, "300", "125"), result(Analyte.ALP, "125", "125")
CTX_HIGH = result(Analyte.CTX, "0.65", "0.60")
MARKERS: list[tuple[list[LabFact], bool | None, bool, str | None, str | None]] = [
    ([ALP_300], False, False, None, "DX-08 TASK"),
    ([ALP_300], None, False, None, "DX-08 TASK"),
    ([ALP_125], False, False, None, None),
    ([CTX_HIGH], False, False, None, "DX-08 TASK"),
    ([CTX_HIGH], True, False, None, "DX-09 TASK"),
    ([ALP_300], True, False, None, None),
    ([result(Analyte.BALP, "21", "20")], False, False, None, "DX-09 TASK"),
    ([ALP_300], False, True, None, None),
    ([ALP_300], False, False, "2024-12-16", None),
    ([ALP_300], False, False, "2024-12-15", "DX-08 TASK"),
    ([lab(Analyte.CTX, "0.65")], False, False, None, None),
    ([], False, False, None, None),
]


@pytest.mark.parametrize(("labs", "symptom", "task_open", "negative_on", "expected"), MARKERS)
def test_raised_markers_ask_for_imaging_once(
    labs: list[LabFact], symptom: bool | None, task_open: bool, negative_on: str | None, expected: str | None
) -> None:
    found = marker_finding(
        labs,
        TODAY,
        bone_symptom=symptom,
        task_open=task_open,
        last_negative_on=None if negative_on is None else day(negative_on),
    )
    assert said(found) == expected


@pytest.mark.parametrize(
    ("recurrence", "surveyed", "expected"),
    [
        ("2025-03-02", None, "DX-10 FLAG"),
        ("2025-03-02", "2025-03-01", "DX-10 FLAG"),
        ("2025-03-02", "2025-03-02", None),
        (None, None, None),
    ],
)
def test_a_recurrence_surveys_again(
    recurrence: str | None, surveyed: str | None, expected: str | None
) -> None:
    days = [None if text is None else day(text) for text in (recurrence, surveyed)]
    assert said(recurrence_finding(*days)) == expected


def test_a_wandering_pain_is_noted_and_closes_nothing() -> None:
    assert said(pain_note(migratory=True)) == "DX-12 INFO"
    assert pain_note(migratory=False) is None
    assert pain_note(migratory=None) is None


@pytest.mark.parametrize(
    ("resolved", "elsewhere", "imaged", "expected"),
    [
        (True, None, False, "DX-31 INFO"),
        (True, None, None, "DX-31 INFO"),
        (None, True, False, "DX-31 INFO"),
        (True, None, True, None),
        (False, False, False, None),
    ],
)
def test_a_symptom_that_went_away_does_not_close_the_work_up(
    resolved: bool | None, elsewhere: bool | None, imaged: bool | None, expected: str | None
) -> None:
    assert said(work_up_note(resolved=resolved, attributed_elsewhere=elsewhere, imaged=imaged)) == expected


def test_follow_up_does_not_wait_for_symptoms() -> None:
    assert said(DX_11.finding()) == "DX-11 INFO"
