"""Section 6.5: ablation, cement and what else goes through the skin (INT-01 to INT-09)."""

import pytest

from guidelines.lesions import Bone, BonePart, LesionType
from guidelines.local.intervention import (
    PlanPart,
    ablation_check,
    ablation_option,
    ablation_with_cement,
    brachytherapy_option,
    cementoplasty_option,
    compatible,
    intervention_options,
    local_intervention,
    order_of_treatment,
    vertebroplasty_option,
)
from tests.guidelines.shorthand import lesion, said

LYTIC, BLASTIC = LesionType.OSTEOLYTIC, LesionType.OSTEOBLASTIC


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"bone": Bone.SPINE, "level": "L2", "lesion_type": LYTIC}, ["INT-01", "INT-05"]),
        ({"bone": Bone.SPINE, "level": "L2", "lesion_type": BLASTIC}, []),
        ({"nrs": 6, "usual_care_failed": True}, ["INT-02", "INT-08"]),
        ({"nrs": 2, "usual_care_failed": True}, ["INT-08"]),
        ({"nrs": 6, "unfit_for_surgery": True}, ["INT-02"]),
        ({"nrs": 6}, []),
        ({"radiotherapy_refused": True}, ["INT-03"]),
        ({"radiotherapy_refused": True, "compression": True}, []),
        ({"nrs": 3, "irradiated": True}, ["INT-03"]),
        ({"nrs": 8, "bone": Bone.SPINE, "level": "L3", "fracture_risk": True}, ["INT-06", "INT-07"]),
        ({}, []),
    ],
)
def test_the_interventions_that_fit_a_lesion(facts: dict[str, object], expected: list[str]) -> None:
    found = intervention_options(lesion(**facts))
    assert [finding.rule_id for finding in found] == expected


def test_ablation_with_cement_is_the_twelfth_recommendation() -> None:
    found = ablation_with_cement(lesion(lesion_type=LYTIC))
    assert found is not None
    assert (found.grade.value, found.inputs["mdt_trigger"]) == ("2B", "MDT-T13")


@pytest.mark.parametrize(
    ("fracture", "compression", "expected"),
    [
        (False, True, "INT-04 WARN"),
        (True, None, "INT-04 WARN"),
        (None, False, "INT-04 WARN"),
        (False, False, None),
    ],
)
def test_ablation_waits_for_a_bone_emergency(
    fracture: bool | None, compression: bool | None, expected: str | None
) -> None:
    assert said(ablation_check(lesion(fracture=fracture, compression=compression))) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"bone": Bone.FEMUR, "proximal": True, "lesion_type": LYTIC}, "INT-05 INFO"),
        ({"bone": Bone.FEMUR, "proximal": None, "lesion_type": LYTIC}, None),
        ({"bone": Bone.PELVIS, "part": BonePart.ACETABULUM, "lesion_type": LYTIC}, "INT-05 INFO"),
        ({"bone": Bone.PELVIS, "part": BonePart.PUBIS_ISCHIUM, "lesion_type": LYTIC}, None),
        ({"bone": Bone.FEMUR, "proximal": True, "lesion_type": BLASTIC}, None),
    ],
)
def test_cement_is_for_lysis_at_three_places(facts: dict[str, object], expected: str | None) -> None:
    assert said(cementoplasty_option(lesion(**facts))) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"fracture": True, "cord_threat": True}, "INT-06 INFO"),
        ({"fracture": True, "cord_threat": False}, None),
        ({"fracture": True}, None),
        ({"fracture_risk": True}, "INT-06 INFO"),
    ],
)
def test_vertebroplasty_is_for_a_vertebra_at_risk(facts: dict[str, bool], expected: str | None) -> None:
    assert said(vertebroplasty_option(lesion(bone=Bone.SPINE, level="L1", **facts))) == expected
    assert vertebroplasty_option(lesion(bone=Bone.RIB, **facts)) is None


def test_the_board_orders_pain_and_fracture_risk() -> None:
    found = order_of_treatment(lesion(nrs=8, fracture_risk=True))
    assert found is not None
    assert found.inputs["mdt_triggers"] == ("MDT-T05", "MDT-T06")


def test_an_option_needs_its_reason() -> None:
    assert local_intervention(lesion(nrs=2, usual_care_failed=True)) is None
    assert ablation_option(lesion(progressed=False)) is None
    assert brachytherapy_option(lesion(nrs=5)) is None


def test_cement_goes_with_everything_else() -> None:
    parts = (PlanPart.CEMENT, PlanPart.RADIOTHERAPY, PlanPart.BONE_DRUG)
    assert said(compatible(parts)) == "INT-09 INFO"
    assert compatible([PlanPart.RADIOTHERAPY, PlanPart.BONE_DRUG]) is None
    assert compatible([PlanPart.CEMENT]) is None
