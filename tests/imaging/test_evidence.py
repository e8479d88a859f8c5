"""The evidence of a bone window: what counts, how much of the body it covers, which grade it gets."""

from decimal import Decimal

import pytest

from guidelines.imaging.windows import CtWindow
from imaging.enums import WindowEvidence
from imaging.evidence.coverage import Stack, coverage
from imaging.evidence.dwell import Shown, added, packed, together, unpacked
from imaging.evidence.grades import EvidenceLimits, Observation, evidence_grade
from imaging.pacs.windows import PRESETS

LIMITS = EvidenceLimits()
LEAST = LIMITS.slice_ms


def shown(index: int, ms: int, width: str = "2500", level: str = "700") -> Shown:
    return Shown(index, Decimal(width), Decimal(level), ms)


@pytest.mark.parametrize(
    ("width", "level", "is_bone"),
    [
        ("2500", "700", True),
        ("2000", "500", True),
        ("3000", "1000", True),
        ("1999", "500", False),
        ("2000", "499", False),
        ("2500", "480", False),  # what another viewer calls Bone
        ("1500", "300", False),  # and two more
        ("450", "50", False),
        ("1550", "-550", False),
    ],
)
def test_numbers_make_a_bone_window_and_no_name_does(width: str, level: str, is_bone: bool) -> None:
    assert shown(0, 100, width, level).is_bone is is_bone


def test_a_ct_opens_in_a_bone_window() -> None:
    opened = PRESETS[CtWindow.BONE]
    assert shown(0, 100, str(opened.width), str(opened.level)).is_bone


def test_only_time_in_the_bone_window_is_added_and_it_survives_the_field_it_is_kept_in() -> None:
    dwell = added([0, 50, 0], [shown(1, 80), shown(2, 200, "450", "50"), shown(0, 7)])
    assert unpacked(packed(dwell)) == [7, 130, 0]
    assert len(packed(dwell)) == 3 * 4


def test_a_field_never_overflows() -> None:
    assert added([2**32 - 5], [shown(0, 100)]) == [2**32 - 1]


def test_two_visits_are_one_reading_and_one_of_another_length_is_none() -> None:
    assert together([[60, 0], [60, 30], [9, 9, 9]], 2) == [120, 30]


def test_every_slice_counts_the_same_in_an_even_series() -> None:
    dwell = [LEAST] * 9 + [LEAST - 1]
    assert coverage([Stack("A", [5.0 * n for n in range(10)], dwell)], LEAST) == Decimal("90.0")


def test_a_thick_and_a_thin_series_of_one_scan_count_once() -> None:
    thin = Stack("A", [1.0 * n for n in range(60)], [LEAST] * 60)
    thick = Stack("A", [5.0 * n for n in range(12)], [0] * 12)
    # The thick series begins and ends 2 mm further out: 59.5 + 0.5 of 62 mm lie within the thin one.
    assert coverage([thin, thick], LEAST) == Decimal("96.8")
    assert coverage([thin, Stack("B", thick.positions, thick.dwell)], LEAST) == Decimal("50.0")


def test_a_gap_in_the_series_is_nobodys_fault() -> None:
    positions = [0.0, 5.0, 10.0, 25.0, 30.0]
    assert coverage([Stack("A", positions, [LEAST] * 5)], LEAST) == Decimal("100.0")


def test_a_scout_image_is_no_series_to_read() -> None:
    scout = Stack("S", [0.0, 300.0], [0, 0])
    body = Stack("A", [0.0, 5.0, 10.0], [LEAST] * 3)
    assert coverage([scout, body], LEAST) == Decimal("100.0")
    assert coverage([scout], LEAST) is None
    assert coverage([Stack("A", [4.0, 4.0, 4.0], [LEAST] * 3)], LEAST) is None


@pytest.mark.parametrize(
    ("covered", "ms", "is_observed"),
    [
        (Decimal("95.0"), 15_000, True),
        (Decimal("94.9"), 60_000, False),
        (Decimal("100.0"), 14_999, False),
        (None, 60_000, False),
    ],
)
def test_observed_is_nearly_everything_for_long_enough(
    covered: Decimal | None, ms: int, is_observed: bool
) -> None:
    assert Observation(covered, ms).is_observed(LIMITS) is is_observed


@pytest.mark.parametrize(
    ("observed", "stated", "seen", "grade"),
    [
        (True, False, True, WindowEvidence.OBSERVED),
        (True, True, True, WindowEvidence.OBSERVED),
        (False, True, True, WindowEvidence.ATTESTED),
        (False, True, False, WindowEvidence.ATTESTED),
        (False, False, True, WindowEvidence.PARTIAL),
        (False, False, False, WindowEvidence.NONE),
    ],
)
def test_the_best_that_is_known_makes_the_grade(
    observed: bool, stated: bool, seen: bool, grade: WindowEvidence
) -> None:
    assert evidence_grade(is_observed=observed, is_stated=stated, is_shown=seen) is grade
