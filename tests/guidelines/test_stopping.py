"""Section 4.4: duration and stopping."""

import pytest

from guidelines.bone.agents import Agent
from guidelines.bone.stopping import (
    STOP_CLASSES,
    StopClass,
    StopReason,
    StopRequest,
    education_note,
    go_on_note,
    half_life_note,
    stop_check,
)
from tests.guidelines.shorthand import day, said

DENOSUMAB, ZOLEDRONATE = Agent.DENOSUMAB, Agent.ZOLEDRONATE


def request(reason: StopReason, **facts: object) -> StopRequest:
    """A wish to stop zoledronate after a year, unless `facts` say otherwise."""
    usual: dict[str, object] = {
        "agent": ZOLEDRONATE,
        "started_on": day("2024-03-01"),
        "on": day("2025-03-10"),
        "last_dose_on": day("2025-03-01"),
    }
    return StopRequest(reason=reason, **(usual | facts))  # type: ignore[arg-type]


def test_every_reason_has_its_class() -> None:
    assert set(STOP_CLASSES) == set(StopReason)


@pytest.mark.parametrize(
    "reason", [reason for reason, stop_class in STOP_CLASSES.items() if stop_class is StopClass.INVALID]
)
def test_invalid_reasons_are_refused_without_an_override(reason: StopReason) -> None:
    verdict = stop_check(request(reason))
    assert verdict.stop_class is StopClass.INVALID
    assert not verdict.allowed
    assert said(verdict.findings[0]) == "BMA-21 STOP"


@pytest.mark.parametrize(
    "reason", [reason for reason, stop_class in STOP_CLASSES.items() if stop_class is StopClass.RECORD_ONLY]
)
def test_reasons_outside_medicine_are_recorded(reason: StopReason) -> None:
    assert stop_check(request(reason)).allowed


R = StopReason


def test_only_the_skeletal_event_carries_the_grade_of_recommendation_7() -> None:
    grades = {
        reason: stop_check(request(reason)).findings[0].grade for reason in (R.SRE_OCCURRED, R.PAIN_RELIEVED)
    }
    assert grades == {R.SRE_OCCURRED: "1B", R.PAIN_RELIEVED: "E"}


OVER_2Y = {"started_on": day("2023-01-01"), "on": day("2025-03-10"), "oligo_controlled": True}
JUDGED = [
    (R.SEVERE_ADR, {"severe_adr_on_record": True}, StopClass.VALID, []),
    (R.SEVERE_ADR, {}, StopClass.CONDITIONAL, ["BMA-20 STOP"]),
    (R.NO_BENEFIT, {}, StopClass.VALID, []),
    (R.INTOLERANCE, {}, StopClass.VALID, []),
    (R.PS_DECLINE, {"ecog": 4}, StopClass.VALID, []),
    (R.PS_DECLINE, {"ecog": 3}, StopClass.VALID, []),
    (R.PS_DECLINE, {"ecog": 2}, StopClass.INVALID, ["BMA-20 STOP"]),
    (R.PS_DECLINE, {"ecog": None}, StopClass.INVALID, ["BMA-20 STOP"]),
    (R.PROGRESSION, {}, StopClass.CONDITIONAL, ["BMA-23 STOP"]),
    (R.PROGRESSION, {"no_benefit_stated": True}, StopClass.VALID, []),
    (R.ONJ, {}, StopClass.CONDITIONAL, ["ONJ-07 WARN"]),
    (R.FEAR_OF_ONJ, {}, StopClass.INVALID, ["BMA-21 STOP", "ONJ-08 WARN"]),
    (R.FEAR_OF_ONJ, {"onj_confirmed": True}, StopClass.CONDITIONAL, ["ONJ-07 WARN"]),
    (R.TWO_YEAR_OLIGO_CONTROLLED, OVER_2Y, StopClass.CONDITIONAL, ["BMA-22 WARN"]),
    (
        R.TWO_YEAR_OLIGO_CONTROLLED,
        OVER_2Y | {"started_on": day("2023-03-10")},
        StopClass.CONDITIONAL,
        ["BMA-22 STOP"],
    ),
    (
        R.TWO_YEAR_OLIGO_CONTROLLED,
        OVER_2Y | {"oligo_controlled": False},
        StopClass.CONDITIONAL,
        ["BMA-22 STOP"],
    ),
    (
        R.TWO_YEAR_OLIGO_CONTROLLED,
        OVER_2Y | {"agent": DENOSUMAB, "rebound_plan_open": True},
        StopClass.CONDITIONAL,
        ["BMA-22 STOP"],
    ),
    (R.PAIN_RELIEVED, {"started_on": day("2024-10-01")}, StopClass.INVALID, ["BMA-21 STOP", "BMA-12 INFO"]),
]


@pytest.mark.parametrize(("reason", "facts", "stop_class", "expected"), JUDGED)
def test_reasons_are_judged_with_what_is_known(
    reason: StopReason, facts: dict[str, object], stop_class: StopClass, expected: list[str]
) -> None:
    verdict = stop_check(request(reason, **facts))
    assert verdict.stop_class is stop_class
    assert [said(finding) for finding in verdict.findings] == expected
    assert verdict.allowed is not any(text.endswith("STOP") for text in expected)


@pytest.mark.parametrize(
    ("reason", "plan", "expected"),
    [
        (R.NO_BENEFIT, False, ["BMA-24 STOP"]),
        (R.NO_BENEFIT, True, []),
        (R.PATIENT_REFUSED, False, ["BMA-24 STOP"]),
        (R.DIED, False, []),
        (R.SWITCHED, False, []),
    ],
)
def test_denosumab_is_not_stopped_without_a_rebound_plan(
    reason: StopReason, plan: bool, expected: list[str]
) -> None:
    verdict = stop_check(request(reason, agent=DENOSUMAB, rebound_plan_open=plan))
    assert [said(finding) for finding in verdict.findings] == expected


def test_the_effect_of_denosumab_is_gone_after_four_to_six_months() -> None:
    note = half_life_note(DENOSUMAB, day("2025-03-01"))
    assert note is not None
    assert (note.inputs["gone_from"], note.inputs["gone_until"]) == (day("2025-07-01"), day("2025-09-01"))


def test_bisphosphonates_stay_ten_years_and_the_unknown_is_not_told() -> None:
    note = half_life_note(ZOLEDRONATE, None)
    assert note is not None
    assert "10 年" in note.message.zh
    assert half_life_note(DENOSUMAB, None) is None
    assert half_life_note(Agent.NARLUMOSBART, day("2025-03-01")) is None


def test_treatment_goes_on_and_is_explained() -> None:
    assert said(go_on_note()) == "BMA-25 INFO"
    assert "无痛≠无风险" in education_note().message.zh
