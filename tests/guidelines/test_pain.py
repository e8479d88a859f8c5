"""STD-05, STD-06 and the measuring of pain: PAIN-01, PAIN-02, PAIN-14."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.risk.ecog import ECOG, severe_decline
from guidelines.risk.pain import (
    PainBand,
    assessment_task,
    breakthrough_check,
    pain_band,
    pain_finding,
    persisting_pain,
)
from guidelines.scales import ScaleError
from tests.guidelines.shorthand import said

BANDS = [
    (0, "NONE"),
    (1, "MILD"),
    (3, "MILD"),
    (4, "MODERATE"),
    (6, "MODERATE"),
    (7, "SEVERE"),
    (10, "SEVERE"),
]


@pytest.mark.parametrize(("nrs", "band"), BANDS)
def test_pain_scores_fall_into_bands(nrs: int, band: str) -> None:
    assert pain_band(nrs) is PainBand(band)


@pytest.mark.parametrize("nrs", [-1, 11])
def test_a_pain_score_outside_the_scale_is_refused(nrs: int) -> None:
    with pytest.raises(ScaleError) as refused:
        pain_band(nrs)
    assert "0～10" in refused.value.message.zh
    with pytest.raises(ScaleError):
        pain_finding(nrs)
    with pytest.raises(ScaleError):
        breakthrough_check(background_nrs=3, breakthrough_nrs=nrs)
    with pytest.raises(ScaleError):
        breakthrough_check(background_nrs=nrs, breakthrough_nrs=8)


@pytest.mark.parametrize(
    ("nrs", "expected"),
    [(None, None), (0, None), (3, None), (4, "STD-05 FLAG"), (7, "STD-05 FLAG"), (10, "STD-05 FLAG")],
)
def test_pain_is_uncontrolled_from_nrs_4(nrs: int | None, expected: str | None) -> None:
    assert said(pain_finding(nrs)) == expected


def test_severe_pain_is_told_from_moderate_pain() -> None:
    six, seven = pain_finding(6), pain_finding(7)
    assert six is not None
    assert seven is not None
    assert (six.inputs["band"], seven.inputs["band"]) == (PainBand.MODERATE, PainBand.SEVERE)


@pytest.mark.parametrize(
    ("scored", "dated", "located", "expected"),
    [
        (True, True, True, None),
        (False, False, False, "PAIN-01 TASK"),
        (True, True, False, "PAIN-01 TASK"),
        (False, True, True, "PAIN-01 TASK"),
    ],
)
def test_pain_is_assessed_with_score_date_and_site(
    scored: bool, dated: bool, located: bool, expected: str | None
) -> None:
    assert said(assessment_task(scored=scored, dated=dated, located=located)) == expected


@pytest.mark.parametrize(
    ("background", "peak", "expected"),
    [(3, 8, "PAIN-02 FLAG"), (8, None, None), (None, 8, "PAIN-02 FLAG"), (None, None, None)],
)
def test_breakthrough_pain_asks_for_fracture_and_cord(
    background: int | None, peak: int | None, expected: str | None
) -> None:
    assert said(breakthrough_check(background_nrs=background, breakthrough_nrs=peak)) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (6, 6, "PAIN-14 FLAG"),
        (6, 7, "PAIN-14 FLAG"),
        (6, 4, None),
        (0, 0, None),
        (None, 6, None),
        (6, None, None),
    ],
)
def test_pain_that_does_not_fall_goes_to_the_board(
    before: int | None, now: int | None, expected: str | None
) -> None:
    found = persisting_pain(before, now)
    assert said(found) == expected
    if found is not None:
        assert found.inputs["mdt_trigger"] == "MDT-T07"


@pytest.mark.parametrize(("ecog", "severe"), [(0, False), (2, False), (3, True), (4, True), (5, True)])
def test_performance_status_is_severely_declined_from_ecog_3(ecog: int, severe: bool) -> None:
    assert severe_decline(ecog) is severe
    assert ECOG[ecog].zh


@pytest.mark.parametrize("ecog", [-1, 6])
def test_an_ecog_outside_the_scale_is_refused(ecog: int) -> None:
    with pytest.raises(ScaleError) as refused:
        severe_decline(ecog)
    assert "0～5" in refused.value.message.zh


RISING = list(PainBand)


@given(st.integers(0, 10), st.integers(0, 10))
def test_more_pain_is_never_a_lower_band(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert RISING.index(pain_band(low)) <= RISING.index(pain_band(high))
