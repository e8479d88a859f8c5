"""STD-04 and SUR-12."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.lesions import LesionType
from guidelines.risk.sins import (
    LOCATION_OF,
    SinsAlignment,
    SinsBand,
    SinsCollapse,
    SinsItems,
    SinsLocation,
    SinsPain,
    SinsPosterolateral,
    items_band,
    items_finding,
    needs_surgeon,
    sins_collapse,
    sins_location,
    total_band,
    total_finding,
)
from guidelines.scales import ScaleError
from tests.guidelines.shorthand import said

LOCATIONS = {"3": SinsLocation.JUNCTIONAL, "2": SinsLocation.MOBILE, "1": SinsLocation.SEMIRIGID}
LOCATIONS["0"] = SinsLocation.RIGID
PAINS = {"3": SinsPain.MECHANICAL, "1": SinsPain.OCCASIONAL, "0": SinsPain.NONE}
TYPES = {"2": LesionType.OSTEOLYTIC, "1": LesionType.MIXED, "0": LesionType.OSTEOBLASTIC}
ALIGNMENTS = {"4": SinsAlignment.SUBLUXATION, "2": SinsAlignment.DEFORMITY, "0": SinsAlignment.NORMAL}
COLLAPSES = {"3": SinsCollapse.HALF_OR_MORE, "2": SinsCollapse.UNDER_HALF, "1": SinsCollapse.BODY_INVOLVED}
COLLAPSES["0"] = SinsCollapse.NONE
SIDES = {"3": SinsPosterolateral.BILATERAL, "1": SinsPosterolateral.UNILATERAL, "0": SinsPosterolateral.NONE}
ITEMS = (LOCATIONS, PAINS, TYPES, ALIGNMENTS, COLLAPSES, SIDES)


def scored(code: str) -> SinsItems:
    """Items by their points in the order of the scale; "?" = not recorded."""
    location, pain, kind, alignment, collapse, side = list(code)
    return SinsItems(
        location=LOCATIONS.get(location),
        pain=PAINS.get(pain),
        lesion_type=TYPES.get(kind),
        alignment=ALIGNMENTS.get(alignment),
        collapse=COLLAPSES.get(collapse),
        posterolateral=SIDES.get(side),
    )


@pytest.mark.parametrize(
    ("code", "total", "band", "surgeon", "answer"),
    [
        ("332000", 8, "POTENTIALLY_UNSTABLE", True, "STD-04 FLAG"),
        ("312000", 6, "STABLE", False, "STD-04 CALC"),
        ("331000", 7, "POTENTIALLY_UNSTABLE", True, "STD-04 FLAG"),
        ("332220", 12, "POTENTIALLY_UNSTABLE", True, "STD-04 FLAG"),
        ("332221", 13, "UNSTABLE", True, "STD-04 FLAG"),
        ("332433", 18, "UNSTABLE", True, "STD-04 FLAG"),
        ("000000", 0, "STABLE", False, "STD-04 CALC"),
        ("00000?", None, "UNKNOWN", None, "STD-04 TASK"),
        ("??????", None, "UNKNOWN", None, "STD-04 TASK"),
        ("331???", None, "UNKNOWN", True, "STD-04 FLAG"),
        ("33243?", None, "UNSTABLE", True, "STD-04 FLAG"),
    ],
)
def test_items_give_a_total_a_band_and_a_surgeon(
    code: str, total: int | None, band: str, surgeon: bool | None, answer: str
) -> None:
    items = scored(code)
    assert items.total == total
    assert items_band(items) is SinsBand(band)
    assert needs_surgeon(items) is surgeon
    assert said(items_finding(items)) == answer


def test_a_score_known_only_in_part_says_at_least() -> None:
    assert "至少 7" in items_finding(scored("331???")).message.zh
    assert "at least potentially unstable" in items_finding(scored("331???")).message.en
    assert "Unstable" in items_finding(scored("33243?")).message.en
    assert "后外侧受累" in items_finding(scored("00000?")).message.zh


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (0, "STABLE"),
        (6, "STABLE"),
        (7, "POTENTIALLY_UNSTABLE"),
        (12, "POTENTIALLY_UNSTABLE"),
        (13, "UNSTABLE"),
        (18, "UNSTABLE"),
    ],
)
def test_bands_start_exactly_where_the_scale_says(total: int, band: str) -> None:
    assert total_band(total) is SinsBand(band)
    assert total_finding(total, "T8").key == "T8"


@pytest.mark.parametrize("total", [-1, 19])
def test_a_total_outside_the_scale_is_refused(total: int) -> None:
    with pytest.raises(ScaleError) as refused:
        total_band(total)
    assert "0～18" in refused.value.message.zh


@pytest.mark.parametrize(
    ("levels", "location"),
    [
        ("C0 C1 C2 C7 T1 T2 T11 T12 L1 L5 S1", "JUNCTIONAL"),
        ("C3 C4 C5 C6 L2 L3 L4", "MOBILE"),
        ("T3 T4 T5 T6 T7 T8 T9 T10", "SEMIRIGID"),
        ("S2 S3 S4 S5", "RIGID"),
    ],
)
def test_every_level_has_its_location(levels: str, location: str) -> None:
    assert {sins_location(level) for level in levels.split()} == {SinsLocation(location)}


def test_every_vertebra_is_in_the_table_once() -> None:
    assert len(LOCATION_OF) == 8 + 12 + 5 + 5


@pytest.mark.parametrize("level", ["", "T13", "L6", "thoracic spine", "T8-T9", "C8", "X1", "L"])
def test_what_is_no_single_level_has_no_location(level: str) -> None:
    assert sins_location(level) is None


def test_a_level_is_read_in_any_writing() -> None:
    assert sins_location(" l 3 ") is SinsLocation.MOBILE


@pytest.mark.parametrize(
    ("percent", "body_over_half", "collapse"),
    [
        ("51", None, "HALF_OR_MORE"),
        ("50", None, "HALF_OR_MORE"),
        ("49.9", True, "UNDER_HALF"),
        ("0.1", None, "UNDER_HALF"),
        ("0", True, "BODY_INVOLVED"),
        ("0", False, "NONE"),
        ("0", None, None),
        (None, True, None),
    ],
)
def test_collapse_of_exactly_half_counts_as_more(
    percent: str | None, body_over_half: bool | None, collapse: str | None
) -> None:
    value = None if percent is None else Decimal(percent)
    assert sins_collapse(value, body_over_half=body_over_half) == collapse


RISING = [SinsBand.STABLE, SinsBand.POTENTIALLY_UNSTABLE, SinsBand.UNSTABLE]
CODES = st.tuples(*(st.sampled_from(["?", *table]) for table in ITEMS)).map("".join)


@given(st.integers(0, 18), st.integers(0, 18))
def test_a_higher_total_is_never_more_stable(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert RISING.index(total_band(low)) <= RISING.index(total_band(high))


@given(CODES)
def test_an_unknown_item_never_means_stable(code: str) -> None:
    items = scored(code)
    if "?" in code:
        assert items_band(items) in (SinsBand.UNKNOWN, SinsBand.UNSTABLE)
        assert needs_surgeon(items) is not False
        assert said(items_finding(items)) != "STD-04 CALC"
    else:
        assert items.total == sum(int(point) for point in code)
