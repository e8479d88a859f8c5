"""Section 6.1: treating pain (PAIN-03 to PAIN-13)."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.analgesia import (
    AnalgesicClass,
    Topical,
    joint_pain_note,
    ladder_step,
    local_options,
    multiple_plan_check,
    nsaid_flag,
    pain_notes,
    pain_order_note,
    paracetamol_check,
    poor_response,
    severe_pain_pair,
    steroid_note,
    topical_check,
)
from guidelines.bone.agents import Agent
from guidelines.lesions import Extent
from guidelines.opioids import cut_check, opioid_taper, taper_finding
from guidelines.scales import ScaleError
from tests.guidelines.shorthand import day, said

START = day("2025-03-01")


def test_pain_is_treated_before_metastasis_is_confirmed() -> None:
    assert said(pain_order_note()) == "PAIN-03 INFO"
    assert "确诊前" in pain_order_note().message.zh


@pytest.mark.parametrize(
    ("nrs", "expected"),
    [
        (None, None),
        (0, None),
        (1, "PAIN-04 INFO"),
        (3, "PAIN-04 INFO"),
        (4, "PAIN-07 INFO"),
        (8, "PAIN-07 INFO"),
    ],
)
def test_the_ladder_starts_an_opioid_at_nrs_4(nrs: int | None, expected: str | None) -> None:
    assert said(ladder_step(nrs)) == expected


@pytest.mark.parametrize(
    ("analgesic", "agent", "expected"),
    [
        ("NSAID", Agent.ZOLEDRONATE, "REN-05 FLAG"),
        ("NSAID", Agent.DENOSUMAB, None),
        ("NSAID", None, None),
        ("PARACETAMOL", Agent.ZOLEDRONATE, None),
    ],
)
def test_an_nsaid_with_a_bisphosphonate_is_a_renal_risk(
    analgesic: str, agent: Agent | None, expected: str | None
) -> None:
    assert said(nsaid_flag(AnalgesicClass(analgesic), agent)) == expected


@pytest.mark.parametrize(
    ("grams", "expected"), [("4.0", None), ("4.5", "PAIN-05 STOP"), ("4.01", "PAIN-05 STOP"), ("1", None)]
)
def test_paracetamol_stops_above_four_grams(grams: str, expected: str | None) -> None:
    assert said(paracetamol_check(Decimal(grams))) == expected


@pytest.mark.parametrize(
    ("topical", "per_day", "expected"),
    [
        ("PATCH", 1, None),
        ("PATCH", 2, None),
        ("PATCH", 3, "PAIN-06 INFO"),
        ("PATCH", 0, "PAIN-06 INFO"),
        ("GEL", 4, None),
        ("GEL", 3, "PAIN-06 INFO"),
    ],
)
def test_a_topical_nsaid_is_used_as_printed(topical: str, per_day: int, expected: str | None) -> None:
    assert said(topical_check(Topical(topical), per_day)) == expected


@pytest.mark.parametrize(("local", "expected"), [(True, "PAIN-06 INFO"), (False, None), (None, None)])
def test_local_joint_pain_has_a_topical_option(local: bool | None, expected: str | None) -> None:
    assert said(joint_pain_note(local_joint_pain=local)) == expected


def test_a_quarter_a_day_reaches_thirty_after_five_cuts() -> None:
    taper = opioid_taper(Decimal(120), Decimal(25), START)
    assert [str(dose) for dose in taper.doses] == ["120.0", "90.0", "67.5", "50.6", "38.0", "30.0"]
    assert taper.cuts == 5
    assert [(str(d.on), str(d.dose_mg)) for d in taper.days[-3:]] == [
        ("2025-03-06", "30.0"),
        ("2025-03-07", "30.0"),
        ("2025-03-08", "30.0"),
    ]
    assert taper.stop_from == day("2025-03-09")


@pytest.mark.parametrize(("start", "cut", "cuts"), [("120", "10", 14), ("30", "25", 0), ("40", "25", 1)])
def test_the_number_of_cuts(start: str, cut: str, cuts: int) -> None:
    assert opioid_taper(Decimal(start), Decimal(cut), START).cuts == cuts


def test_a_dose_below_the_target_is_held_and_not_raised() -> None:
    taper = opioid_taper(Decimal(20), Decimal(10), START)
    assert {d.dose_mg for d in taper.days} == {Decimal(20)}
    assert "20 mg" in taper_finding(Decimal(20), Decimal(10), START).message.en


def test_the_taper_is_told_in_one_sentence() -> None:
    found = taper_finding(Decimal(120), Decimal(25), START)
    assert said(found) == "PAIN-08 CALC"
    assert "120；90；67.5；50.6；38；30" in found.message.zh
    assert "2025-03-09" in found.message.en


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        ("10", None),
        ("25", None),
        ("30", "PAIN-08 WARN"),
        ("5", "PAIN-08 WARN"),
        ("25.1", "PAIN-08 WARN"),
        ("9.9", "PAIN-08 WARN"),
    ],
)
def test_a_cut_outside_ten_to_twenty_five_percent_is_warned(cut: str, expected: str | None) -> None:
    assert said(cut_check(Decimal(cut))) == expected


@pytest.mark.parametrize(
    ("start", "cut"), [("0", "25"), ("-1", "25"), ("10001", "25"), ("120", "0"), ("120", "100")]
)
def test_an_impossible_taper_is_refused(start: str, cut: str) -> None:
    with pytest.raises(ScaleError):
        opioid_taper(Decimal(start), Decimal(cut), START)


@pytest.mark.parametrize(
    ("nrs", "started", "expected", "start"),
    [
        (7, True, "PAIN-09 INFO", False),
        (7, False, "PAIN-09 INFO", True),
        (4, None, "PAIN-09 INFO", True),
        (3, True, None, None),
        (None, True, None, None),
    ],
)
def test_poor_response_lists_the_adjuvants(
    nrs: int | None, started: bool | None, expected: str | None, start: bool | None
) -> None:
    found = poor_response(nrs, bone_drug_started=started)
    assert said(found) == expected
    if found is not None:
        assert found.inputs["start_drug"] is start
        assert "镭-223" in found.message.zh


@pytest.mark.parametrize(
    ("nrs", "confirmed", "expected"),
    [
        (8, True, "PAIN-10 INFO"),
        (7, True, "PAIN-10 INFO"),
        (6, True, None),
        (8, None, None),
        (8, False, None),
        (None, True, None),
    ],
)
def test_severe_bone_pain_gets_drug_and_opioid(
    nrs: int | None, confirmed: bool | None, expected: str | None
) -> None:
    assert said(severe_pain_pair(nrs, confirmed=confirmed)) == expected


@pytest.mark.parametrize(
    ("refractory", "crisis", "expected"),
    [(None, True, "PAIN-11 INFO"), (True, False, "PAIN-11 INFO"), (False, None, None)],
)
def test_a_pain_crisis_suggests_a_steroid(
    refractory: bool | None, crisis: bool | None, expected: str | None
) -> None:
    assert said(steroid_note(opioid_refractory=refractory, pain_crisis=crisis)) == expected


@pytest.mark.parametrize(
    ("nrs", "extent", "expected"),
    [
        (5, Extent.SOLITARY, "PAIN-12 INFO"),
        (5, Extent.OLIGO, "PAIN-12 INFO"),
        (5, Extent.LOCALISED, "PAIN-12 INFO"),
        (5, Extent.MULTIPLE, None),
        (0, Extent.SOLITARY, None),
        (None, Extent.SOLITARY, None),
        (5, None, None),
    ],
)
def test_pain_at_few_sites_has_four_local_options(
    nrs: int | None, extent: Extent | None, expected: str | None
) -> None:
    assert said(local_options(nrs, extent)) == expected


@pytest.mark.parametrize(
    ("extent", "systemic", "analgesia", "painful", "expected"),
    [
        (Extent.MULTIPLE, False, False, True, "PAIN-13 TASK"),
        (Extent.WIDESPREAD, True, False, None, "PAIN-13 TASK"),
        (Extent.MULTIPLE, True, False, False, None),
        (Extent.MULTIPLE, True, True, True, None),
        (Extent.MULTIPLE, None, True, True, "PAIN-13 TASK"),
        (Extent.SOLITARY, False, False, True, None),
    ],
)
def test_many_lesions_need_systemic_treatment_and_analgesia(
    extent: Extent, systemic: bool | None, analgesia: bool, painful: bool | None, expected: str | None
) -> None:
    found = multiple_plan_check(
        extent, systemic_planned=systemic, analgesia_planned=analgesia, painful=painful
    )
    assert said(found) == expected
    assert found is None or found.grade.value == "1C"


@pytest.mark.parametrize(
    ("nrs", "confirmed", "extent", "expected"),
    [
        (8, True, Extent.SOLITARY, ["PAIN-03", "PAIN-07", "PAIN-10", "PAIN-12"]),
        (5, False, None, ["PAIN-03", "PAIN-07"]),
        (2, True, Extent.MULTIPLE, ["PAIN-03", "PAIN-04"]),
        (0, True, Extent.SOLITARY, []),
        (None, True, Extent.SOLITARY, []),
    ],
)
def test_what_is_shown_for_a_patient_in_pain(
    nrs: int | None, confirmed: bool, extent: Extent | None, expected: list[str]
) -> None:
    assert [found.rule_id for found in pain_notes(nrs, confirmed=confirmed, extent=extent)] == expected


@given(st.decimals("0.1", 2000, places=1), st.decimals(1, "99.9", places=1))
def test_a_taper_never_rises_and_ends_at_or_below_the_target(start: Decimal, cut: Decimal) -> None:
    taper = opioid_taper(start, cut, START)
    doses = [d.dose_mg for d in taper.days]
    assert all(later <= earlier for earlier, later in pairwise(doses))
    assert doses[-1] == min(start, Decimal(30))
    assert len(doses) == taper.cuts + 3
    assert [(d.on - START).days for d in taper.days] == list(range(len(doses)))
    assert taper.stop_from > taper.days[-1].on


@given(st.decimals(0, 10, places=2))
def test_paracetamol_is_stopped_exactly_above_four_grams(grams: Decimal) -> None:
    assert (paracetamol_check(grams) is not None) is (grams > 4)
