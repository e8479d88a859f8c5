"""Section 4.5: dose by kidney function."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.agents import Agent
from guidelines.bone.dosing import RENAL_TABLE, RenalVerdict, renal_dose
from guidelines.bone.renal import (
    RenalRisk,
    clearance_gate,
    creatinine_rise,
    dose_above_table,
    infusion_check,
    renal_flags,
    renal_risks,
    table_refusal,
)
from guidelines.labs import Sex, creatinine_clearance
from guidelines.settings import Limits
from tests.guidelines.shorthand import day, mg, said

Z, P, I, N = Agent.ZOLEDRONATE, Agent.PAMIDRONATE, Agent.IBANDRONATE, Agent.INCADRONATE  # noqa: E741

REN_01 = [
    (Z, "60.1 4.0; 60.04 3.5; 60 3.5; 50 3.5; 49.9 3.3; 49.5 3.3; 49 3.3; 40 3.3; 39.9 3.0; 39 3.0; 30 3.0"),
    (Z, "29.96 -; 29.9 -; 0 -"),
    (P, "30.1 90; 30 -; 29 -"),
    (I, "81 6.0; 80 6.0; 50 6.0; 49.9 4.0; 30 4.0; 29.9 2.0"),
    (N, "31 10.0; 30 5.0; 29 5.0"),
    (Agent.DENOSUMAB, "20 120; 90 120"),
]
VECTORS = [(agent, *pair.split()) for agent, row in REN_01 for pair in row.split("; ")]


@pytest.mark.parametrize(("agent", "crcl", "dose"), VECTORS)
def test_the_dose_follows_table_2(agent: Agent, crcl: str, dose: str) -> None:
    assert renal_dose(agent, Decimal(crcl)).dose_mg == mg(dose)


@pytest.mark.parametrize(
    ("agent", "crcl", "verdict"),
    [
        (Z, "60.1", RenalVerdict.OK),
        (Z, "45", RenalVerdict.REDUCED),
        (Z, "29.9", RenalVerdict.NOT_RECOMMENDED),
        (I, "10", RenalVerdict.REDUCED),
        (Agent.DENOSUMAB, None, RenalVerdict.NO_ADJUSTMENT),
        (Z, None, RenalVerdict.UNKNOWN),
        (Agent.NARLUMOSBART, "90", RenalVerdict.UNKNOWN),
        (Agent.OTHER_BP, "90", RenalVerdict.UNKNOWN),
    ],
)
def test_the_verdict_says_what_the_kidney_allows(
    agent: Agent, crcl: str | None, verdict: RenalVerdict
) -> None:
    dose = renal_dose(agent, mg(crcl))
    assert (dose.verdict, dose.rule) == (verdict, "REN-01")


def test_the_answer_shows_the_floored_clearance_and_the_row() -> None:
    assert renal_dose(Z, Decimal("60.04")).inputs == {"crcl_ml_min": Decimal("60.0"), "row": "≥ 50"}


STD_01_ZOLEDRONATE = [
    (70, "60", "88.4", "M", "3.5"),
    (70, "60", "88.4", "F", "3.3"),
    (58, "65", "72", "M", "4.0"),
    (66, "55", "96", "F", "3.3"),
    (64, "58", "118", "F", "3.0"),
    (72, "50", "103", "M", "3.3"),
    (80, "45", "140", "F", "-"),
    (68, "72", "106.08", "M", "3.5"),
]


@pytest.mark.parametrize(("age", "weight", "creatinine", "sex", "dose"), STD_01_ZOLEDRONATE)
def test_zoledronate_from_age_weight_and_creatinine(
    age: int, weight: str, creatinine: str, sex: str, dose: str
) -> None:
    crcl = creatinine_clearance(
        age_years=age, weight_kg=Decimal(weight), creatinine_umol_l=Decimal(creatinine), sex=Sex(sex)
    )
    assert renal_dose(Z, crcl).dose_mg == mg(dose)


@given(st.sampled_from(sorted(RENAL_TABLE)), st.decimals(0, 200, places=3), st.decimals(0, 200, places=3))
def test_a_falling_clearance_never_raises_the_dose(agent: Agent, one: Decimal, other: Decimal) -> None:
    worse, better = sorted((one, other))
    lower, higher = renal_dose(agent, worse).dose_mg, renal_dose(agent, better).dose_mg
    assert (lower or 0) <= (higher or 0)


@given(st.sampled_from(sorted(RENAL_TABLE)), st.decimals(0, 200, places=3))
def test_the_clearance_is_floored_before_it_meets_a_bin(agent: Agent, crcl: Decimal) -> None:
    floored = Decimal(int(crcl * 10)) / 10
    assert renal_dose(agent, crcl) == renal_dose(agent, floored)


@pytest.mark.parametrize(
    ("agent", "crcl", "expected"),
    [
        (Z, "29.9", "REN-01 STOP"),
        (P, "30", "REN-01 STOP"),
        (Z, "30", None),
        (Z, None, None),
        (Agent.OTHER_BP, "90", "REN-01 WARN"),
        (Agent.NARLUMOSBART, None, "REN-01 WARN"),
        (Agent.DENOSUMAB, "20", None),
    ],
)
def test_the_table_refuses_or_admits_it_does_not_know(
    agent: Agent, crcl: str | None, expected: str | None
) -> None:
    assert said(table_refusal(agent, mg(crcl))) == expected


@pytest.mark.parametrize(
    ("agent", "measured_on", "expected"),
    [
        (Z, "2025-02-14", "REN-02 STOP"),
        (Z, "2025-02-15", None),
        (Z, None, "REN-02 STOP"),
        (Agent.DENOSUMAB, None, None),
    ],
)
def test_a_bisphosphonate_waits_for_a_recent_clearance(
    agent: Agent, measured_on: str | None, expected: str | None
) -> None:
    measured = None if measured_on is None else day(measured_on)
    assert said(clearance_gate(agent, measured_on=measured, on=day("2025-03-01"))) == expected


@pytest.mark.parametrize(
    ("agent", "ordered", "crcl", "expected"),
    [
        (Z, "4.0", "45", "REN-03 WARN"),
        (Z, "3.3", "45", None),
        (Z, "4.0", None, None),
        (Z, "4.0", "20", None),
        (Agent.DENOSUMAB, "240", "45", None),
    ],
)
def test_a_dose_above_the_table_is_warned_of(
    agent: Agent, ordered: str, crcl: str | None, expected: str | None
) -> None:
    assert said(dose_above_table(agent, Decimal(ordered), mg(crcl))) == expected


FLAGS = [
    (Z, "59.9", 60, (), ["REN-04", "REN-06", "REN-08"]),
    (Z, "60", 60, (), ["REN-06", "REN-08"]),
    (Z, None, 65, (), ["REN-06", "REN-08"]),
    (Z, None, 66, (), ["REN-05", "REN-06", "REN-08"]),
    (Z, "90", None, (RenalRisk.NSAID,), ["REN-05", "REN-06", "REN-08"]),
    (Z, "50", 70, (RenalRisk.CISPLATIN,), ["REN-04", "REN-05", "REN-06", "REN-08"]),
    (Agent.DENOSUMAB, "20", 80, (RenalRisk.NSAID,), ["REN-07"]),
    (Agent.NARLUMOSBART, "20", 80, (), []),
]


@pytest.mark.parametrize(("agent", "crcl", "age", "risks", "rules"), FLAGS)
def test_the_kidney_is_watched_on_bisphosphonates(
    agent: Agent, crcl: str | None, age: int | None, risks: tuple[RenalRisk, ...], rules: list[str]
) -> None:
    found = renal_flags(agent, crcl_ml_min=mg(crcl), age_years=age, risks=risks)
    assert [finding.rule_id for finding in found] == rules


def test_renal_risks_are_named_in_the_order_of_the_guideline() -> None:
    named = renal_risks(66, [RenalRisk.CISPLATIN, RenalRisk.DIABETES])
    assert named == (RenalRisk.AGE_OVER_65, RenalRisk.DIABETES, RenalRisk.CISPLATIN)


@pytest.mark.parametrize(
    ("agent", "minutes", "expected"), [(P, 90, "REN-09 WARN"), (P, 120, None), (P, 300, None), (Z, 15, None)]
)
def test_pamidronate_takes_at_least_two_hours(agent: Agent, minutes: int, expected: str | None) -> None:
    assert said(infusion_check(agent, minutes)) == expected


@pytest.mark.parametrize(
    ("now", "raised", "switched_on", "expected"),
    [
        ("124", False, True, "STD-08 STOP"),
        ("123.9", False, True, None),
        ("124", True, True, None),
        ("168", True, True, "STD-08 STOP"),
        ("200", False, False, None),
    ],
)
def test_a_rise_of_creatinine_holds_zoledronate_when_switched_on(
    now: str, raised: bool, switched_on: bool, expected: str | None
) -> None:
    limits = Limits(creatinine_rise_check=switched_on)
    found = creatinine_rise(
        baseline_umol_l=Decimal(80), baseline_raised=raised, now_umol_l=Decimal(now), limits=limits
    )
    assert said(found) == expected
