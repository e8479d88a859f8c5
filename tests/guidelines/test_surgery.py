"""Section 6.4: when surgery is an option, which operation, and what speaks against it (SUR-01 to SUR-14)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.sre import SreType
from guidelines.lesions import Bone, BonePart, Extent, LesionType
from guidelines.local.operations import (
    Operation,
    laminectomy_check,
    limb_risk,
    long_bone_operations,
    pelvis_operations,
    spine_risk,
    spine_surgery_note,
)
from guidelines.local.surgery import (
    SurgeryCase,
    SurgeryLimit,
    amputation_option,
    considered_notes,
    fracture_note,
    limits_check,
    long_bone_indication,
    operated_event,
    operated_notes,
    solitary_note,
    surgery_answer,
    surgery_option,
    surgery_suggested,
)
from guidelines.risk.mirels import MirelsBand, MirelsItems, MirelsPain, MirelsSite, MirelsSize
from guidelines.risk.sins import (
    SinsAlignment,
    SinsCollapse,
    SinsItems,
    SinsLocation,
    SinsPain,
    SinsPosterolateral,
)
from tests.guidelines.shorthand import day, lesion, said

ALTERNATIVES = (
    "worse_after_conservative",
    "fracture",
    "function_not_restored",
    "nerve_compression",
    "spine_unstable",
    "insensitive",
)
NONE_OF_THEM = dict.fromkeys(ALTERNATIVES, False)
LYTIC, BLASTIC = LesionType.OSTEOLYTIC, LesionType.OSTEOBLASTIC
SOLITARY = Extent.SOLITARY


@pytest.mark.parametrize(
    ("facts", "suggested", "expected"),
    [
        ({"confirmed": True, **NONE_OF_THEM}, False, None),
        ({"confirmed": False, "fracture": True}, False, None),
        ({"confirmed": True, "spine_unstable": True}, True, "SUR-01 CALC"),
        ({"confirmed": True, **NONE_OF_THEM, "insensitive": None}, None, "SUR-01 TASK"),
        ({"confirmed": None, "fracture": True}, None, "SUR-01 TASK"),
        ({}, None, "SUR-01 TASK"),
    ],
)
def test_surgery_is_suggested_for_a_confirmed_metastasis_and_one_reason(
    facts: dict[str, bool | None], suggested: bool | None, expected: str | None
) -> None:
    case = SurgeryCase(**facts)
    assert surgery_suggested(case) is suggested
    assert said(surgery_answer(case)) == expected


@pytest.mark.parametrize(
    ("effective", "extent", "bone", "expected"),
    [
        (True, SOLITARY, Bone.SPINE, "SUR-02 INFO"),
        (True, Extent.LOCALISED, Bone.SPINE, "SUR-02 INFO"),
        (False, SOLITARY, Bone.SPINE, None),
        (None, SOLITARY, Bone.SPINE, None),
        (True, Extent.WIDESPREAD, Bone.SPINE, None),
        (True, SOLITARY, Bone.RIB, None),
    ],
)
def test_surgery_is_an_option_while_systemic_treatment_works(
    effective: bool | None, extent: Extent, bone: Bone, expected: str | None
) -> None:
    found = surgery_option(lesion(systemic_effective=effective, extent=extent, bone=bone))
    assert said(found) == expected
    assert found is None or found.grade.value == "2B"


@pytest.mark.parametrize(
    ("fracture", "risk", "word"),
    [(False, True, "此处符合"), (True, None, "此处符合"), (False, False, "一般不建议"), (None, False, None)],
)
def test_surgery_is_usually_for_a_fracture_that_is_or_threatens(
    fracture: bool | None, risk: bool | None, word: str | None
) -> None:
    found = fracture_note(lesion(fracture=fracture, fracture_risk=risk))
    assert (found is None) is (word is None)
    assert found is None or word in found.message.zh  # type: ignore[operator]


@pytest.mark.parametrize(
    ("limits", "ecog", "expected"),
    [
        ((), 4, "SUR-04 WARN"),
        ((), 3, "SUR-04 WARN"),
        ((), 2, None),
        ((), None, None),
        ((SurgeryLimit.MARGIN,), 0, "SUR-04 WARN"),
    ],
)
def test_the_limits_of_surgery_are_named(
    limits: tuple[SurgeryLimit, ...], ecog: int | None, expected: str | None
) -> None:
    assert said(limits_check(limits, ecog)) == expected


@pytest.mark.parametrize(
    ("bone", "pain", "fracture", "expected"),
    [
        (Bone.HUMERUS, False, True, "SUR-05 FLAG"),
        (Bone.FEMUR, True, False, "SUR-05 FLAG"),
        (Bone.RIB, False, True, None),
        (Bone.FEMUR, None, None, None),
    ],
)
def test_a_broken_or_unbearable_long_bone_goes_to_orthopaedics(
    bone: Bone, pain: bool | None, fracture: bool | None, expected: str | None
) -> None:
    assert said(long_bone_indication(bone, unbearable_pain=pain, fracture=fracture)) == expected


@pytest.mark.parametrize(
    ("part", "operations"),
    [
        (BonePart.END, ["SEGMENT_RESECTION_PROSTHESIS"]),
        (BonePart.SHAFT, ["CEMENT_INTERNAL_FIXATION", "SEGMENTAL_PROSTHESIS"]),
        (None, None),
        (BonePart.ACETABULUM, None),
    ],
)
def test_the_part_of_a_long_bone_decides_the_operation(
    part: BonePart | None, operations: list[str] | None
) -> None:
    found = long_bone_operations(part)
    assert said(found) == ("SUR-06 TASK" if operations is None else "SUR-06 CALC")
    assert list(found.inputs.get("operations", ())) == (operations or [])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        ((True, True, True, True), "SUR-07 INFO"),
        ((True, True, True, False), None),
        ((True, True, True, None), None),
    ],
)
def test_amputation_needs_all_four_conditions(holds: tuple[bool | None, ...], expected: str | None) -> None:
    names = ("uncontrolled", "intractable_pain", "vessel_or_nerve", "soft_tissue")
    assert said(amputation_option(**dict(zip(names, holds, strict=True)))) == expected


@pytest.mark.parametrize(
    ("operation", "fixation", "expected"),
    [
        (Operation.LAMINECTOMY_DECOMPRESSION, False, "SUR-08 WARN"),
        (Operation.LAMINECTOMY_DECOMPRESSION, None, "SUR-08 WARN"),
        (Operation.LAMINECTOMY_DECOMPRESSION, True, None),
        (Operation.SEPARATION_SURGERY, False, None),
    ],
)
def test_laminectomy_alone_is_avoided(
    operation: Operation, fixation: bool | None, expected: str | None
) -> None:
    assert said(laminectomy_check([operation], fixation=fixation)) == expected


def test_spine_surgery_names_its_aim_and_techniques() -> None:
    found = spine_surgery_note()
    assert said(found) == "SUR-09 INFO"
    assert "分离手术" in found.message.zh


@pytest.mark.parametrize(
    ("part", "operation"),
    [
        (BonePart.ACETABULUM, "TOTAL_HIP"),
        (BonePart.PUBIS_ISCHIUM, "SIMPLE_RESECTION"),
        (BonePart.NON_ACETABULAR, "IMPLANT_OR_CEMENT_REINFORCEMENT"),
        (BonePart.OTHER, "CURETTAGE_CEMENT"),
    ],
)
def test_the_part_of_the_pelvis_decides_the_operation(part: BonePart, operation: str) -> None:
    found = pelvis_operations(part)
    assert said(found) == "SUR-10 CALC"
    assert found.inputs["operations"] == (Operation(operation),)


def test_a_pelvic_part_not_recorded_gives_no_operation() -> None:
    assert said(pelvis_operations(None)) == "SUR-10 TASK"


@pytest.mark.parametrize(
    ("pain", "size", "band"),
    [
        (MirelsPain.MODERATE, MirelsSize.THIRD_TO_TWO_THIRDS, "HIGH"),
        (MirelsPain.MODERATE, MirelsSize.UNDER_THIRD, "BORDERLINE"),
        (MirelsPain.MILD, MirelsSize.UNDER_THIRD, "LOW"),
        (MirelsPain.MILD, None, "UNKNOWN"),
    ],
)
def test_mirels_helps_with_a_long_bone(pain: MirelsPain, size: MirelsSize | None, band: str) -> None:
    items = MirelsItems(site=MirelsSite.LOWER_LIMB, pain=pain, lesion_type=LYTIC, size=size)
    found = limb_risk(Bone.FEMUR, items)
    assert said(found) == "SUR-11 CALC"
    assert found is not None
    assert found.inputs["band"] is MirelsBand(band)
    assert limb_risk(Bone.PELVIS, items) is None


@pytest.mark.parametrize(
    ("pain", "kind", "side", "consult"),
    [
        (SinsPain.MECHANICAL, LYTIC, SinsPosterolateral.NONE, True),
        (SinsPain.OCCASIONAL, LYTIC, SinsPosterolateral.UNILATERAL, True),
        (SinsPain.OCCASIONAL, LYTIC, SinsPosterolateral.NONE, False),
        (SinsPain.OCCASIONAL, None, SinsPosterolateral.NONE, None),
    ],
)
def test_sins_asks_for_a_spine_surgeon_from_seven(
    pain: SinsPain, kind: LesionType | None, side: SinsPosterolateral, consult: bool | None
) -> None:
    items = SinsItems(
        location=SinsLocation.JUNCTIONAL,
        pain=pain,
        lesion_type=kind,
        alignment=SinsAlignment.NORMAL,
        collapse=SinsCollapse.NONE,
        posterolateral=side,
    )
    found = spine_risk(items)
    assert said(found) == "SUR-12 CALC"
    assert found.inputs["needs_surgeon"] is consult


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        (True, ["SUR-13 INFO"]),
        (False, ["SUR-13 INFO", "SUR-13 TASK"]),
        (None, ["SUR-13 INFO", "SUR-13 TASK"]),
    ],
)
def test_an_operation_is_an_event_and_sends_tissue(recorded: bool | None, expected: list[str]) -> None:
    on = day("2025-03-05")
    assert [said(found) for found in operated_notes(on, pathology_recorded=recorded)] == expected
    assert operated_event(on, "L3").type is SreType.SURGERY_TO_BONE


def test_surgery_of_a_solitary_lesion_shows_the_experts_doubt() -> None:
    assert said(solitary_note(SOLITARY)) == "SUR-14 INFO"
    assert solitary_note(Extent.OLIGO) is None
    assert solitary_note(None) is None


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            {
                "bone": Bone.SPINE,
                "systemic_effective": True,
                "extent": SOLITARY,
                "fracture_risk": True,
            },
            ["SUR-02", "SUR-03", "SUR-09", "SUR-14"],
        ),
        ({"bone": Bone.RIB, "fracture": False, "fracture_risk": False}, ["SUR-03"]),
        ({}, []),
    ],
)
def test_what_is_shown_when_surgery_is_considered(facts: dict[str, object], expected: list[str]) -> None:
    assert [found.rule_id for found in considered_notes(lesion(**facts))] == expected


ANSWERS = st.sampled_from([True, False, None])


@given(st.fixed_dictionaries(dict.fromkeys(("confirmed", *ALTERNATIVES), ANSWERS)), ANSWERS)
def test_an_unknown_item_never_turns_into_a_no(facts: dict[str, bool | None], filled: bool | None) -> None:
    open_answer = surgery_suggested(SurgeryCase(**facts))
    known = {name: filled if value is None else value for name, value in facts.items()}
    if open_answer is not None:
        assert surgery_suggested(SurgeryCase(**known)) is open_answer
