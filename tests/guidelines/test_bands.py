"""Lesions read one by one: bands of table 1, sclerosis, and what they make of a response (IMG-40, IMG-43)."""

from decimal import Decimal

import pytest

from guidelines.imaging.bands import Change, band_of, common_band
from guidelines.imaging.filling import fill_of
from guidelines.imaging.flare import Correlative
from guidelines.imaging.measuring import Sums
from guidelines.imaging.response import (
    IMG_43,
    CtFill,
    NewLesion,
    ResponseCategory,
    ResponseFacts,
    assess_response,
)

GREW, BETWEEN, SHRANK, NOT_SHOWN = Change
NOTHING = Sums(Decimal(0), Decimal(0), Decimal(0))
NONE, PARTIAL, COMPLETE = CtFill


@pytest.mark.parametrize(
    ("percent", "band"),
    [("25", GREW), ("24.9", BETWEEN), ("0", BETWEEN), ("-49.9", BETWEEN), ("-50", SHRANK)],
)
def test_an_estimate_falls_in_a_band_limits_inclusive(percent: str, band: Change) -> None:
    assert band_of(Decimal(percent)) is band


@pytest.mark.parametrize(
    ("changes", "band"),
    [
        ((), None),
        ((NOT_SHOWN,), None),
        ((GREW, GREW), GREW),
        ((SHRANK, NOT_SHOWN), SHRANK),
        ((SHRANK, BETWEEN), None),
        ((SHRANK, None), None),
        ((None,), None),
    ],
)
def test_a_band_is_said_of_all_lesions_or_of_none(
    changes: tuple[Change | None, ...], band: Change | None
) -> None:
    assert band_of(None) is None
    assert common_band(changes) is band


@pytest.mark.parametrize(
    ("fills", "fill"),
    [
        ((), None),
        ((COMPLETE, COMPLETE), COMPLETE),
        ((COMPLETE, PARTIAL), PARTIAL),
        ((COMPLETE, None), PARTIAL),
        ((PARTIAL, NONE), PARTIAL),
        ((NONE, NONE), NONE),
        ((NONE, None), None),
    ],
)
def test_complete_and_none_are_said_of_all(fills: tuple[CtFill | None, ...], fill: CtFill | None) -> None:
    assert fill_of(fills) is fill


def told(**more: object) -> ResponseFacts:
    facts: dict[str, object] = {"comparable": True, "sums": NOTHING, "new_lesion": NewLesion.NONE}
    return ResponseFacts(**facts | more)  # type: ignore[arg-type]  # one fact at a time


@pytest.mark.parametrize(
    ("band", "percent", "category"),
    [(GREW, "25", "PD"), (BETWEEN, "24", "SD"), (BETWEEN, "-49", "SD"), (SHRANK, "-50", "PR")],
)
def test_a_band_makes_the_class_its_percent_would_make(band: Change, percent: str, category: str) -> None:
    by_band = assess_response(told(nonmeasurable=band))
    by_percent = assess_response(told(nonmeasurable_change_pct=Decimal(percent)))
    assert (by_band.category, by_percent.category) == (category, category)


def test_stable_by_bands_prints_no_number_nobody_said() -> None:
    found = assess_response(told(nonmeasurable=BETWEEN)).findings
    [stable] = [one for one in found if one.rule_id == IMG_43.rule_id]
    assert "%" in stable.message.en
    assert "0%:" not in stable.message.en
    assert stable.inputs["band"] is BETWEEN


@pytest.mark.parametrize(
    ("correlative", "category"),
    [
        (Correlative.NOT_DONE, "NE"),
        (Correlative.DESTRUCTION, "PD"),
        (Correlative.SCLEROSIS, "PR"),
        (Correlative.UNCHANGED, "SD"),
    ],
)
def test_uptake_that_rose_needs_other_imaging(correlative: Correlative, category: str) -> None:
    hot = assess_response(told(uptake=GREW, correlative=correlative))
    assert hot.category is ResponseCategory(category)


def test_uptake_that_fell_by_half_is_partial_response() -> None:
    assert assess_response(told(uptake=SHRANK)).category is ResponseCategory.PR
    assert assess_response(told(uptake=BETWEEN)).category is ResponseCategory.SD
