"""Section 3.2: CT windows and the quality check of the bone window."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.imaging.modalities import Modality
from guidelines.imaging.studies import BoneWindowReview, Study
from guidelines.imaging.windows import (
    IMG_26,
    WINDOWS,
    matched_window,
    quality_finding,
    retrospective_note,
    review_rate,
    review_refusal,
    settings_check,
    window_finding,
)
from guidelines.roles import Role
from tests.guidelines.shorthand import day, said


def hu(value: float) -> Decimal:
    """A width or level in HU."""
    return Decimal(str(value))


def ct(review: BoneWindowReview | None, modality: Modality = Modality.CT) -> Study:
    """A CT of 2025-01-15."""
    return Study(study_id="1", modality=modality, done_on=day("2025-01-15"), bone_window=review)


@pytest.mark.parametrize(
    ("width", "level", "window"),
    [
        (2000, 500, "BONE"),
        (3000, 1000, "BONE"),
        (2500, 700, "BONE"),
        (1999, 500, None),
        (3001, 700, None),
        (2000, 499, None),
        (2000, 1001, None),
        (1999.99, 500, None),
        (1500, -500, "LUNG"),
        (1600, -600, "LUNG"),
        (1500, -450, None),
        (1550, -601, None),
        (600, 60, "MEDIASTINAL"),
        (400, 40, "MEDIASTINAL"),
        (399, 40, None),
        (400, 61, None),
    ],
)
def test_width_and_level_name_the_window(width: float, level: float, window: str | None) -> None:
    assert matched_window(hu(width), hu(level)) == window
    expected = "IMG-20 WARN" if window is None else "IMG-20 CALC"
    assert said(window_finding(hu(width), hu(level))) == expected


@given(st.decimals(-2000, 5000, places=2), st.decimals(-2000, 5000, places=2))
def test_no_width_and_level_belong_to_two_windows(width: Decimal, level: Decimal) -> None:
    fitting = [w for w, hu in WINDOWS.items() if hu.holds_width(width) and hu.holds_level(level)]
    assert len(fitting) <= 1


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (None, "IMG-21 FLAG"),
        (BoneWindowReview(reviewed=None), "IMG-21 FLAG"),
        (BoneWindowReview(reviewed=False), "IMG-21 FLAG"),
        (BoneWindowReview(reviewed=True), None),
    ],
)
def test_a_ct_is_open_until_its_bone_window_was_read(
    review: BoneWindowReview | None, expected: str | None
) -> None:
    assert said(quality_finding(ct(review))) == expected


@pytest.mark.parametrize("modality", [Modality.MRI, Modality.BS, Modality.PETCT_FDG, Modality.DENTAL_CT3D])
def test_only_a_ct_has_this_quality_item(modality: Modality) -> None:
    assert quality_finding(ct(None, modality)) is None


def test_a_later_review_of_the_same_images_closes_the_item() -> None:
    assert said(retrospective_note(ct(None), day("2025-02-20"))) == "IMG-22 INFO"
    assert retrospective_note(ct(None), day("2025-01-15")) is None
    late = BoneWindowReview(reviewed=True, reader=Role.ONCOLOGIST, reviewed_on=day("2025-02-20"))
    assert quality_finding(ct(late)) is None
    assert retrospective_note(ct(late), day("2025-02-21")) is None


SETTINGS: list[tuple[bool | None, int | None, int | None, str | None]] = [
    (True, 1800, 400, "IMG-23 WARN"),
    (True, 2500, 400, "IMG-23 WARN"),
    (True, 1800, None, "IMG-23 WARN"),
    (True, None, 400, "IMG-23 WARN"),
    (True, 2000, 500, None),
    (True, None, None, None),
    (False, 1800, 400, None),
    (None, 1800, 400, None),
]


@pytest.mark.parametrize(("reviewed", "width", "level", "expected"), SETTINGS)
def test_a_review_with_other_settings_is_to_be_confirmed(
    reviewed: bool | None, width: int | None, level: int | None, expected: str | None
) -> None:
    review = BoneWindowReview(
        reviewed=reviewed,
        window_width=None if width is None else hu(width),
        window_level=None if level is None else hu(level),
    )
    assert said(settings_check(review)) == expected


@pytest.mark.parametrize(
    ("given_by", "expected"),
    [
        ({"reader": Role.ONCOLOGIST, "reviewed_on": day("2025-01-15")}, None),
        ({"reader": Role.RADIOLOGIST, "reviewed_on": day("2025-01-15")}, None),
        ({"reader": Role.NURSE, "reviewed_on": day("2025-01-15")}, "IMG-24 HARD"),
        ({"reader": Role.ADMIN, "reviewed_on": day("2025-01-15")}, "IMG-24 HARD"),
        ({"reader": Role.ONCOLOGIST}, "IMG-24 HARD"),
        ({"reviewed_on": day("2025-01-15")}, "IMG-24 HARD"),
    ],
)
def test_any_reader_of_the_ct_may_record_the_review(given_by: dict[str, Any], expected: str | None) -> None:
    assert said(review_refusal(BoneWindowReview(reviewed=True, **given_by))) == expected


def test_the_rate_counts_cts_alone() -> None:
    read, unread = ct(BoneWindowReview(reviewed=True)), ct(None)
    rate = review_rate([read] * 63 + [unread] * 37 + [ct(None, Modality.MRI)])
    assert (rate.inputs["reviewed"], rate.inputs["total"], rate.inputs["percent"]) == (
        63,
        100,
        Decimal("63.0"),
    )


def test_without_a_ct_the_rate_is_unknown_and_never_zero() -> None:
    none = review_rate([])
    assert none.inputs["percent"] is None
    assert "n/a" in none.message.en


def test_computer_assisted_reading_is_a_wish() -> None:
    assert said(IMG_26.finding()) == "IMG-26 INFO"
