"""Sections 6.2 and 6.3: radiotherapy (RT-01 to RT-11) and radionuclides (RNT-01 to RNT-04)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.sre import SreType
from guidelines.lesions import Bone, Extent, LesionType
from guidelines.local.radionuclides import Radionuclide, order_check, radionuclide_note, suitable
from guidelines.local.radiotherapy import (
    SbrtPlan,
    after_cement,
    first_choice,
    fractionation_note,
    given_event,
    given_note,
    indication,
    local_first,
    planning_check,
    radiotherapy_options,
    sbrt_advantage,
    sbrt_check,
    sbrt_fracture_flag,
    standard_treatment,
)
from tests.guidelines.shorthand import day, lesion, said

L3 = {"bone": Bone.SPINE, "level": "L3"}
FREE = {"fracture": False, "compression": False}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"nrs": 8, "systemic_failed": True}, "RT-01 INFO"),
        ({"nrs": 3, "systemic_failed": True}, None),
        ({"nrs": 8, "systemic_failed": False}, None),
        ({"nrs": 8}, None),
        ({"compression": True, "systemic_failed": True}, "RT-01 INFO"),
    ],
)
def test_radiotherapy_comes_first_where_systemic_treatment_failed(
    facts: dict[str, object], expected: str | None
) -> None:
    found = first_choice(lesion(**facts))
    assert said(found) == expected
    assert found is None or found.grade.value == "1B"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"bone": Bone.FEMUR, "nrs": 0, "fracture_risk": True}, "RT-02 INFO"),
        ({"bone": Bone.RIB, "nrs": 0, "fracture_risk": False, "fracture": False}, None),
        ({"nrs": 1}, "RT-02 INFO"),
        ({"fracture": True}, "RT-02 INFO"),
    ],
)
def test_pain_fracture_or_its_risk_indicate_radiotherapy(
    facts: dict[str, object], expected: str | None
) -> None:
    assert said(indication(lesion(**facts))) == expected


@pytest.mark.parametrize(
    ("ecog", "site", "expected"),
    [(None, True, "RT-03 WARN"), (2, True, None), (2, False, "RT-03 WARN"), (0, True, None)],
)
def test_performance_status_and_site_come_before_the_beam(
    ecog: int | None, site: bool, expected: str | None
) -> None:
    assert said(planning_check(ecog=ecog, site_defined=site)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"bone": Bone.RIB, "nrs": 5, **FREE}, "RT-04 INFO"),
        ({"bone": Bone.SPINE, "nrs": 5, "fracture": False, "compression": True}, None),
        ({"bone": Bone.RIB, "nrs": 5, "fracture": False}, None),
        ({"bone": Bone.RIB, "nrs": 0, **FREE}, None),
    ],
)
def test_only_what_is_known_to_be_uncomplicated_gets_the_standard(
    facts: dict[str, object], expected: str | None
) -> None:
    assert said(standard_treatment(lesion(**facts))) == expected


@pytest.mark.parametrize(
    ("months", "given_before", "pain", "again", "expected"),
    [
        ("6", True, True, True, "RT-05 WARN"),
        ("6.1", True, True, True, None),
        (None, True, True, True, "RT-05 WARN"),
        ("12", False, True, True, "RT-05 WARN"),
        ("12", True, None, True, "RT-05 WARN"),
        ("12", True, True, False, "RT-05 WARN"),
    ],
)
def test_sbrt_needs_all_four_conditions(
    months: str | None, given_before: bool | None, pain: bool | None, again: bool | None, expected: str | None
) -> None:
    plan = SbrtPlan(
        life_expectancy_months=None if months is None else Decimal(months),
        standard_ebrt_given=given_before,
        pain_remains_or_recurs=pain,
        needs_reirradiation=again,
    )
    assert said(sbrt_check(plan)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({**L3, "extent": Extent.OLIGO, "small_volume": True}, "RT-06 INFO"),
        ({"bone": Bone.PELVIS, "extent": Extent.WIDESPREAD, "small_volume": False}, None),
        ({**L3, "extent": Extent.OLIGO}, None),
    ],
)
def test_sbrt_is_better_for_a_small_oligometastasis(facts: dict[str, object], expected: str | None) -> None:
    assert said(sbrt_advantage(lesion(**facts))) == expected


def test_sbrt_to_a_vertebra_is_flagged() -> None:
    found = sbrt_fracture_flag(lesion(bone=Bone.SPINE, level="L2"))
    assert said(found) == "RT-07 FLAG"
    assert found is not None
    assert "L2" in found.message.en
    assert sbrt_fracture_flag(lesion(bone=Bone.RIB)) is None


@pytest.mark.parametrize(("active", "start"), [(True, False), (False, True), (None, True)])
def test_radiotherapy_given_is_an_event_and_asks_for_the_drug(active: bool | None, start: bool) -> None:
    event = given_event(day("2025-03-05"), "L3")
    assert (event.type, event.on, event.site) == (SreType.RT_TO_BONE, day("2025-03-05"), "L3")
    found = given_note(day("2025-03-05"), drug_active=active)
    assert said(found) == "RT-08 INFO"
    assert found.inputs["start_drug"] is start


@pytest.mark.parametrize(
    ("extent", "early", "expected"),
    [
        (Extent.SOLITARY, True, "RT-09 INFO"),
        (Extent.OLIGO, True, "RT-09 INFO"),
        (Extent.SOLITARY, None, None),
        (Extent.MULTIPLE, True, None),
        (None, True, None),
    ],
)
def test_few_lesions_and_an_early_tumour_are_treated_locally(
    extent: Extent | None, early: bool | None, expected: str | None
) -> None:
    found = local_first(lesion(bone=Bone.SPINE, level="L4", extent=extent, early_tn=early))
    assert said(found) == expected
    if found is not None:
        assert (found.inputs["order"], found.inputs["mdt_trigger"]) == (("RT", "SURGERY"), "MDT-T06")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"cemented": True}, "RT-10 INFO"),
        ({"cemented": True, "irradiated": True}, None),
        ({"cemented": True, "irradiation_planned": True}, None),
        ({}, None),
    ],
)
def test_cement_does_not_replace_radiotherapy(facts: dict[str, bool], expected: str | None) -> None:
    assert said(after_cement(lesion(**facts))) == expected


def test_fraction_tables_are_not_in_the_sources() -> None:
    assert said(fractionation_note()) == "RT-11 INFO"
    assert "本院方案" in fractionation_note().message.zh


def test_the_options_of_a_lesion_come_strongest_first() -> None:
    painful = lesion(
        bone=Bone.SPINE, nrs=8, systemic_failed=True, cemented=True, fracture=False, compression=False
    )
    assert [found.rule_id for found in radiotherapy_options(painful)] == ["RT-01", "RT-02", "RT-04", "RT-10"]
    assert radiotherapy_options(lesion()) == ()


@pytest.mark.parametrize(
    ("kind", "sites", "treated", "expected"),
    [
        ("OSTEOBLASTIC", 4, True, "RNT-01 INFO"),
        ("OSTEOBLASTIC", 1, True, None),
        ("OSTEOBLASTIC", 4, False, None),
        ("OSTEOLYTIC", 4, True, None),
        ("OSTEOBLASTIC", None, True, None),
    ],
)
def test_a_radionuclide_suits_osteoblastic_pain_at_several_sites(
    kind: str, sites: int | None, treated: bool, expected: str | None
) -> None:
    found = suitable(lesion_type=LesionType(kind), painful_sites=sites, treated_before=treated)
    assert said(found) == expected


@pytest.mark.parametrize(
    ("kind", "treated", "expected"),
    [
        (LesionType.OSTEOBLASTIC, True, None),
        (LesionType.MIXED, True, None),
        (LesionType.OSTEOBLASTIC, False, "RNT-02 WARN"),
        (LesionType.OSTEOBLASTIC, None, "RNT-02 WARN"),
        (LesionType.OSTEOLYTIC, True, "RNT-02 WARN"),
        (LesionType.UNKNOWN, True, "RNT-02 WARN"),
        (None, True, "RNT-02 WARN"),
    ],
)
def test_a_radionuclide_is_not_the_first_treatment_and_not_for_lysis(
    kind: LesionType | None, treated: bool | None, expected: str | None
) -> None:
    assert said(order_check(lesion_type=kind, treated_before=treated)) == expected


def test_each_radionuclide_says_what_is_known_of_it() -> None:
    assert said(radionuclide_note(Radionuclide.SR89)) == "RNT-03 INFO"
    assert said(radionuclide_note(Radionuclide.RA223)) == "RNT-04 WARN"
    assert "not in the sources" in radionuclide_note(Radionuclide.SR89).message.en


YES_NO_UNKNOWN = st.sampled_from([True, False, None])


@given(YES_NO_UNKNOWN, YES_NO_UNKNOWN, YES_NO_UNKNOWN, st.none() | st.decimals(0, 60, places=1))
def test_sbrt_passes_without_a_warning_only_when_everything_is_known(
    given_before: bool | None, pain: bool | None, again: bool | None, months: Decimal | None
) -> None:
    plan = SbrtPlan(
        life_expectancy_months=months,
        standard_ebrt_given=given_before,
        pain_remains_or_recurs=pain,
        needs_reirradiation=again,
    )
    holds = bool(given_before and pain and again and months is not None and months > 6)
    assert (sbrt_check(plan) is None) is holds


@given(YES_NO_UNKNOWN, YES_NO_UNKNOWN)
def test_an_emergency_not_excluded_is_never_uncomplicated(
    fracture: bool | None, compression: bool | None
) -> None:
    found = standard_treatment(lesion(nrs=5, fracture=fracture, compression=compression))
    assert (found is not None) is (fracture is False and compression is False)
