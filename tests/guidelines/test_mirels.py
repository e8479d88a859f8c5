"""STD-03 and the bones of SAF-04."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.lesions import LONG_BONES, REGION_OF, Bone, LesionType
from guidelines.risk.mirels import (
    MirelsBand,
    MirelsItems,
    MirelsPain,
    MirelsSite,
    MirelsSize,
    items_band,
    items_finding,
    lowest_total,
    lowest_total_at,
    mirels_applies,
    mirels_site,
    score_counts,
    total_band,
    total_finding,
    total_possible,
)
from guidelines.scales import ScaleError
from tests.guidelines.shorthand import day, said

SITES = {"1": MirelsSite.UPPER_LIMB, "2": MirelsSite.LOWER_LIMB, "3": MirelsSite.PERITROCHANTERIC}
PAINS = {"1": MirelsPain.MILD, "2": MirelsPain.MODERATE, "3": MirelsPain.FUNCTIONAL}
TYPES = {"1": LesionType.OSTEOBLASTIC, "2": LesionType.MIXED, "3": LesionType.OSTEOLYTIC}
SIZES = {"1": MirelsSize.UNDER_THIRD, "2": MirelsSize.THIRD_TO_TWO_THIRDS, "3": MirelsSize.OVER_TWO_THIRDS}


def scored(code: str) -> MirelsItems:
    """Items by their points in the order site, pain, type, size; "?" = not recorded."""
    site, pain, kind, size = list(code)
    return MirelsItems(
        site=SITES.get(site), pain=PAINS.get(pain), lesion_type=TYPES.get(kind), size=SIZES.get(size)
    )


@pytest.mark.parametrize(
    ("code", "total", "band", "answer"),
    [
        ("3333", 12, "HIGH", "STD-03 FLAG"),
        ("2232", 9, "HIGH", "STD-03 FLAG"),
        ("2231", 8, "BORDERLINE", "STD-03 FLAG"),
        ("2221", 7, "LOW", "STD-03 CALC"),
        ("1111", 4, "LOW", "STD-03 CALC"),
        ("111?", None, "UNKNOWN", "STD-03 TASK"),
        ("????", None, "UNKNOWN", "STD-03 TASK"),
        ("233?", None, "HIGH", "STD-03 FLAG"),
        ("133?", None, "UNKNOWN", "STD-03 TASK"),
    ],
)
def test_items_give_a_total_and_a_band(code: str, total: int | None, band: str, answer: str) -> None:
    items = scored(code)
    assert items.total == total
    assert items_band(items) is MirelsBand(band)
    assert said(items_finding(items)) == answer


def test_an_unknown_lesion_type_has_no_points() -> None:
    items = MirelsItems(
        site=MirelsSite.LOWER_LIMB,
        pain=MirelsPain.MILD,
        lesion_type=LesionType.UNKNOWN,
        size=MirelsSize.UNDER_THIRD,
    )
    assert items.total is None
    assert "病变类型" in items_finding(items).message.zh


def test_a_score_known_only_in_part_says_at_least() -> None:
    assert "至少 9" in items_finding(scored("233?")).message.zh
    assert "not low" in items_finding(scored("11??")).message.en


@pytest.mark.parametrize(
    ("total", "band"),
    [(4, "LOW"), (7, "LOW"), (8, "BORDERLINE"), (9, "HIGH"), (12, "HIGH")],
)
def test_bands_start_exactly_where_the_scale_says(total: int, band: str) -> None:
    assert total_band(total) is MirelsBand(band)
    assert total_finding(total, "L1").key == "L1"


@pytest.mark.parametrize("total", [3, 13, -1])
def test_a_total_outside_the_scale_is_refused(total: int) -> None:
    with pytest.raises(ScaleError) as refused:
        total_band(total)
    assert "4～12" in refused.value.message.zh


@pytest.mark.parametrize("bone", list(Bone))
def test_the_score_is_for_six_long_bones_only(bone: Bone) -> None:
    named = {"HUMERUS", "RADIUS", "ULNA", "FEMUR", "TIBIA", "FIBULA"}
    assert mirels_applies(bone) is (bone.value in named)
    assert (lowest_total_at(bone) is None) is (bone not in LONG_BONES)
    assert bone in REGION_OF


@pytest.mark.parametrize(
    ("bone", "peritrochanteric", "site", "lowest"),
    [
        (Bone.HUMERUS, None, "UPPER_LIMB", 4),
        (Bone.ULNA, None, "UPPER_LIMB", 4),
        (Bone.TIBIA, None, "LOWER_LIMB", 5),
        (Bone.FEMUR, False, "LOWER_LIMB", 5),
        (Bone.FEMUR, True, "PERITROCHANTERIC", 6),
        (Bone.FEMUR, None, None, 4),
        (Bone.SPINE, None, None, 4),
        (Bone.PELVIS, True, None, 4),
    ],
)
def test_the_site_of_a_bone_and_its_lowest_total(
    bone: Bone, peritrochanteric: bool | None, site: str | None, lowest: int
) -> None:
    found = mirels_site(bone, peritrochanteric=peritrochanteric)
    assert found == site
    assert lowest_total(found) == lowest


def test_the_lowest_total_at_a_leg_bone_is_five_whatever_its_part() -> None:
    assert [lowest_total_at(bone) for bone in (Bone.FEMUR, Bone.FIBULA, Bone.RADIUS)] == [5, 5, 4]


@pytest.mark.parametrize(
    ("total", "code", "possible"),
    [
        (3, "????", False),
        (4, "????", True),
        (13, "????", False),
        (4, "2???", False),
        (5, "2???", True),
        (5, "3???", False),
        (8, "233?", False),
        (12, "1???", False),
        (9, "2232", True),
        (10, "2232", False),
    ],
)
def test_a_typed_total_is_held_against_what_is_documented(total: int, code: str, possible: bool) -> None:
    assert total_possible(total, scored(code)) is possible


@pytest.mark.parametrize(
    ("scored_on", "fractured_on", "counts"),
    [
        ("2025-03-01", None, True),
        ("2025-03-01", "2025-03-02", True),
        ("2025-03-01", "2025-03-01", False),
        ("2025-03-02", "2025-03-01", False),
    ],
)
def test_no_score_counts_once_the_bone_is_broken(
    scored_on: str, fractured_on: str | None, counts: bool
) -> None:
    assert score_counts(day(scored_on), day(fractured_on) if fractured_on else None) is counts


RISING = [MirelsBand.LOW, MirelsBand.BORDERLINE, MirelsBand.HIGH]
CODES = st.text("123?", min_size=4, max_size=4)


@given(st.integers(4, 12), st.integers(4, 12))
def test_a_higher_total_is_never_a_lower_risk(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert RISING.index(total_band(low)) <= RISING.index(total_band(high))


@given(CODES)
def test_an_unknown_item_never_means_low_risk(code: str) -> None:
    items = scored(code)
    assert items.least <= (items.total or items.least) <= items.most
    if "?" in code:
        assert items_band(items) in (MirelsBand.UNKNOWN, MirelsBand.HIGH)
        assert said(items_finding(items)) != "STD-03 CALC"


@given(CODES, st.text("123", min_size=4, max_size=4))
def test_filling_an_item_in_never_takes_a_high_risk_away(code: str, filled: str) -> None:
    complete = "".join(new if old == "?" else old for old, new in zip(code, filled, strict=True))
    if items_band(scored(code)) is MirelsBand.HIGH:
        assert items_band(scored(complete)) is MirelsBand.HIGH
