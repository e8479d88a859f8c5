"""Sections 3.4 to 3.6: flare, the MD Anderson criteria, what is checked when a response is entered."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.imaging.flare import (
    IMG_33,
    BoneScanChange,
    Correlative,
    blastic_task,
    flare_findings,
    flare_suspected,
    flare_verdict,
)
from guidelines.imaging.measuring import Diameters, Examination, Sums, grown_lesions, sums_of
from guidelines.imaging.modalities import Modality
from guidelines.imaging.response import (
    CtFill,
    NewLesion,
    ResponseCategory,
    ResponseFacts,
    assess_response,
    both_measures,
    progression_items,
    response_by,
)
from guidelines.imaging.response_entry import (
    ResponseStandard,
    bone_scan_note,
    comparability_check,
    entered_category_check,
    standard_check,
)
from guidelines.terms import Text
from tests.guidelines.shorthand import day, said

CR, PR, SD, PD, NE = (ResponseCategory(code) for code in ("CR", "PR", "SD", "PD", "NE"))


def sums(baseline: int, nadir: int, current: int) -> Sums:
    """S0, Smin and S in mm."""
    return Sums(Decimal(baseline), Decimal(nadir), Decimal(current))


def facts(baseline: int = 100, nadir: int = 100, current: int = 100, **stated: Any) -> ResponseFacts:
    """What a reader states; nothing new unless said."""
    given_facts: dict[str, Any] = {"comparable": True, "new_lesion": NewLesion.NONE, **stated}
    for name in ("nonmeasurable_change_pct", "bs_change_pct"):
        if name in given_facts:
            given_facts[name] = Decimal(str(given_facts[name]))
    return ResponseFacts(sums=sums(baseline, nadir, current), **given_facts)


HEALED = {
    "ct_fill": CtFill.COMPLETE,
    "density_normalised": True,
    "mri_normalised": True,
    "bs_normalised": True,
}
RIM = {"ct_fill": CtFill.PARTIAL_OR_RIM, "correlative": Correlative.SCLEROSIS}

# R1 to R24 of section 3.6: S0, Smin, S, what else is stated, the category and the rules beside it.
VECTORS: dict[str, tuple[int, int, int, dict[str, Any], ResponseCategory, set[str]]] = {
    "R1": (100, 100, 100, {}, SD, set()),
    "R2": (100, 100, 75, {}, SD, set()),
    "R3": (100, 100, 51, {}, SD, set()),
    "R4": (100, 100, 50, {}, PR, {"IMG-42"}),
    "R5": (100, 100, 124, {}, SD, set()),
    "R6": (100, 100, 125, {}, PD, {"IMG-41"}),
    "R7": (100, 40, 50, {}, PD, {"IMG-41", "IMG-45"}),
    "R8": (100, 100, 100, {"bs_change_pct": 40, **RIM}, PR, {"IMG-31"}),
    "R9": (100, 100, 100, {"bs_change_pct": 40}, NE, {"IMG-32"}),
    "R10": (
        100,
        100,
        100,
        {"new_lesion": NewLesion.BS_ONLY, "correlative": Correlative.DESTRUCTION},
        PD,
        {"IMG-31"},
    ),
    "R11": (100, 100, 40, {"new_lesion": NewLesion.CONFIRMED}, PD, set()),
    "R12": (0, 0, 0, {"nonmeasurable_change_pct": -50}, PR, set()),
    "R13": (0, 0, 0, {"nonmeasurable_change_pct": -49}, SD, {"IMG-43"}),
    "R14": (0, 0, 0, {"nonmeasurable_change_pct": 25}, PD, set()),
    "R15": (0, 0, 0, {"nonmeasurable_change_pct": 24}, SD, {"IMG-43"}),
    "R16": (100, 100, 90, HEALED, CR, set()),
    "R17": (100, 100, 90, {**HEALED, "bs_normalised": False}, PR, set()),
    "R18": (0, 0, 0, {"comparable": False}, NE, set()),
    "R19": (100, 100, 98, {"bs_change_pct": -50}, PR, set()),
    "R20": (100, 100, 98, {"bs_change_pct": -49}, SD, set()),
    "R21": (100, 0, 0, {}, PR, {"IMG-42", "IMG-45"}),
    "R22": (100, 0, 12, {}, PD, {"IMG-41", "IMG-45"}),
    "R23": (
        100,
        100,
        100,
        {"bs_change_pct": 40, "correlative": Correlative.UNCHANGED},
        SD,
        {"IMG-31", "IMG-32"},
    ),
    "R24": (100, 100, 40, {"new_lesion": NewLesion.BS_ONLY}, NE, {"IMG-32"}),
}


@pytest.mark.parametrize("name", VECTORS)
def test_the_vectors_of_the_catalogue(name: str) -> None:
    baseline, nadir, current, stated, category, rules = VECTORS[name]
    found = assess_response(facts(baseline, nadir, current, **stated))
    assert found.category is category
    assert {finding.rule_id for finding in found.findings} - {"IMG-40"} == rules
    assert found.findings[0].rule_id == "IMG-40"


def test_a_discordant_scan_is_flagged() -> None:
    found = assess_response(facts(bs_change_pct=40, correlative=Correlative.UNCHANGED))
    assert [said(finding) for finding in found.findings] == ["IMG-40 CALC", "IMG-31 FLAG", "IMG-32 TASK"]


@pytest.mark.parametrize(("percent", "category"), [(25, PD), (24, SD), (30, PD), (-49, SD), (-50, PR)])
def test_the_printing_error_of_table_1_never_makes_growth_stable(
    percent: int, category: ResponseCategory
) -> None:
    assert assess_response(facts(nonmeasurable_change_pct=percent)).category is category


COMPLETE: list[tuple[dict[str, Any], ResponseCategory]] = [
    ({"ct_fill": CtFill.COMPLETE}, CR),
    ({"density_normalised": True}, CR),
    ({"mri_normalised": True}, CR),
    ({"ct_fill": CtFill.COMPLETE, "mri_normalised": False}, PR),
    ({"ct_fill": CtFill.PARTIAL_OR_RIM, "density_normalised": False, "mri_normalised": True}, PR),
    ({"ct_fill": CtFill.NONE, "mri_normalised": True}, SD),
    ({"bs_normalised": True}, SD),
    ({"mri_normalised": True, "bs_change_pct": -20}, SD),
    ({"mri_normalised": True, "bs_change_pct": -20, "bs_normalised": True}, CR),
    ({**HEALED, "new_lesion": NewLesion.CONFIRMED}, PD),
    ({**HEALED, "new_lesion": NewLesion.BS_ONLY}, NE),
]


@pytest.mark.parametrize(("stated", "category"), COMPLETE)
def test_complete_means_every_modality_that_was_used(
    stated: dict[str, Any], category: ResponseCategory
) -> None:
    assert assess_response(facts(**stated)).category is category


def test_nothing_measured_and_nothing_stated_is_not_stable() -> None:
    assert assess_response(facts(0, 0, 0)).category is NE


def test_lesions_that_were_not_measured_again_cannot_be_evaluated() -> None:
    unmeasured = replace(facts(ct_fill=CtFill.COMPLETE), sums=None)
    assert assess_response(unmeasured).category is NE
    assert assess_response(replace(unmeasured, new_lesion=NewLesion.CONFIRMED)).category is PD


def exam(on: str, **lesions: tuple[int, int]) -> Examination:
    """A CT with named lesions in mm."""
    measured = {name: Diameters(Decimal(d1), Decimal(d2)) for name, (d1, d2) in lesions.items()}
    return Examination(day(on), Modality.CT, measured)


def test_growth_is_counted_from_the_smallest_sum_so_far() -> None:
    history = [exam("2025-01-15", a=(60, 40)), exam("2025-04-15", a=(25, 15)), exam("2025-07-15", a=(30, 20))]
    assert sums_of(history) == sums(100, 40, 50)
    assert response_by(facts(), history).category is PD


def test_a_lesion_that_was_not_measured_is_never_zero() -> None:
    first, second = exam("2025-01-15", a=(60, 40), b=(20, 10)), exam("2025-04-15", a=(60, 40))
    assert sums_of([first, second]) is None
    assert sums_of([first, second, exam("2025-07-15", a=(60, 40), b=(20, 10))]) == sums(130, 130, 130)
    assert sums_of([first]) is None
    assert grown_lesions([first]) == ()


def test_both_measures_are_shown_and_the_mdt_decides() -> None:
    history = [exam("2025-01-15", a=(40, 30)), exam("2025-04-15", a=(30, 20))]
    shown = both_measures(facts(), history).inputs
    assert (shown["sum_change"], shown["sum_category"]) == (Text("-28.6%", "-28.6%"), SD)
    assert (shown["product_change"], shown["product_category"]) == (Text("-50.0%", "-50.0%"), PR)
    assert shown["differ"] is True


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        (facts(current=125), "进展（总和较基线：+25.0%）"),
        (facts(100_000, 100_000, 99_999), "稳定（总和较基线：+0.0%）"),
        (facts(0, 0, 0, nonmeasurable_change_pct=-50), "部分缓解（总和较基线：无可比较的测量）"),
    ],
)
def test_the_category_is_said_with_its_change(stated: ResponseFacts, shown: str) -> None:
    assert shown in assess_response(stated).findings[0].message.zh


def test_one_lesion_that_grows_inside_a_stable_sum_is_mixed() -> None:
    history = [exam("2025-01-15", a=(40, 30), b=(70, 60)), exam("2025-04-15", a=(60, 40), b=(20, 10))]
    assert grown_lesions(history) == ("a",)
    found = response_by(facts(grown_lesions=grown_lesions(history)), history)
    assert (found.category, found.percent) == (SD, Decimal("-35.0"))
    assert said(found.findings[-1]) == "IMG-46 FLAG"


def test_growth_of_the_sum_is_not_mixed() -> None:
    found = assess_response(facts(current=140, grown_lesions=("a",)))
    assert "IMG-46" not in {finding.rule_id for finding in found.findings}


FLARES: list[tuple[dict[str, Any], bool | None, str | None]] = [
    ({"change_pct": Decimal(40)}, True, "IMG-30 FLAG"),
    ({"change_pct": Decimal(1)}, True, "IMG-30 FLAG"),
    ({"new_focus": True}, True, "IMG-30 FLAG"),
    ({"new_focus": True}, None, "IMG-30 FLAG"),
    ({"new_focus": True}, False, None),
    ({"change_pct": Decimal(0)}, True, None),
    ({}, True, None),
    ({"new_focus": True, "correlative": Correlative.UNCHANGED}, True, None),
]


@pytest.mark.parametrize(("scan", "on_treatment", "expected"), FLARES)
def test_a_hotter_scan_on_treatment_is_a_suspected_flare(
    scan: dict[str, Any], on_treatment: bool | None, expected: str | None
) -> None:
    assert said(flare_suspected(BoneScanChange(**scan), on_treatment=on_treatment)) == expected


@pytest.mark.parametrize(
    ("correlative", "verdict", "expected"),
    [
        (Correlative.NOT_DONE, "UNRESOLVED", ["IMG-32 TASK"]),
        (Correlative.UNCHANGED, "DISCORDANT", ["IMG-31 FLAG", "IMG-32 TASK"]),
        (Correlative.SCLEROSIS, "FLARE", ["IMG-31 CALC"]),
        (Correlative.DESTRUCTION, "PROGRESSION", ["IMG-31 CALC"]),
    ],
)
def test_other_imaging_of_the_site_decides(
    correlative: Correlative, verdict: str, expected: list[str]
) -> None:
    scan = BoneScanChange(change_pct=Decimal(40), correlative=correlative)
    assert flare_verdict(scan) == verdict
    assert [said(finding) for finding in flare_findings(scan)] == expected


def test_flare_has_no_time_limit_and_a_hard_lesion_gets_another_look() -> None:
    assert said(IMG_33.finding()) == "IMG-33 INFO"
    assert said(blastic_task(hard_to_judge=True)) == "IMG-32 TASK"
    assert blastic_task(hard_to_judge=None) is None


ENTERED: list[tuple[ResponseCategory, dict[str, Any], str | None]] = [
    (PD, {"bs_change_pct": 30}, "IMG-47 STOP"),
    (PD, {"new_lesion": NewLesion.BS_ONLY}, "IMG-47 STOP"),
    (PD, {"bs_change_pct": 30, "correlative": Correlative.UNCHANGED}, "IMG-47 STOP"),
    (PD, {"bs_change_pct": 30, "correlative": Correlative.SCLEROSIS}, "IMG-47 STOP"),
    (PD, {}, "IMG-47 STOP"),
    (PD, {"bs_change_pct": 30, "correlative": Correlative.DESTRUCTION}, None),
    (PD, {"correlative": Correlative.DESTRUCTION}, None),
    (PD, {"current": 125}, None),
    (PD, {"new_lesion": NewLesion.CONFIRMED}, None),
    (SD, {"bs_change_pct": 30}, None),
]


@pytest.mark.parametrize(("entered", "stated", "expected"), ENTERED)
def test_progression_takes_more_than_a_bone_scan(
    entered: ResponseCategory, stated: dict[str, Any], expected: str | None
) -> None:
    assert said(entered_category_check(entered, facts(**stated))) == expected


@pytest.mark.parametrize(
    ("baseline", "current", "expected"),
    [
        (Modality.CT, Modality.CT, None),
        (Modality.CT, Modality.MRI, "IMG-48 WARN"),
        (None, Modality.CT, "IMG-48 WARN"),
        (None, None, "IMG-48 WARN"),
    ],
)
def test_only_the_same_modality_compares(
    baseline: Modality | None, current: Modality | None, expected: str | None
) -> None:
    assert said(comparability_check(baseline, current)) == expected


def test_a_response_names_its_standard() -> None:
    assert said(standard_check(None)) == "IMG-49 HARD"
    assert said(standard_check(ResponseStandard.MDA)) == "IMG-49 INFO"
    assert "局限" in standard_check(ResponseStandard.RECIST_1_1).message.zh


def test_a_bone_scan_alone_is_no_tool_for_response() -> None:
    assert said(bone_scan_note(frozenset({Modality.BS}))) == "IMG-50 INFO"
    assert bone_scan_note(frozenset({Modality.BS, Modality.CT})) is None


# Laws.
MM = st.integers(0, 400)
PERCENT = st.none() | st.integers(-100, 200).map(Decimal)
TRI = st.none() | st.booleans()
ANY_FACTS = st.builds(
    ResponseFacts,
    comparable=st.booleans(),
    sums=st.none() | st.builds(sums, MM, MM, MM),
    new_lesion=st.sampled_from(NewLesion),
    nonmeasurable_change_pct=PERCENT,
    bs_change_pct=PERCENT,
    correlative=st.sampled_from(Correlative),
    ct_fill=st.none() | st.sampled_from(CtFill),
    density_normalised=TRI,
    mri_normalised=TRI,
    bs_normalised=TRI,
)


@given(ANY_FACTS)
def test_progression_comes_before_everything_else(stated: ResponseFacts) -> None:
    category = assess_response(stated).category
    if stated.comparable and progression_items(stated):
        assert category is PD
    else:
        assert category is not PD


@given(ANY_FACTS)
def test_a_hot_scan_without_other_imaging_is_never_a_response_nor_stable(stated: ResponseFacts) -> None:
    if stated.bone_scan.hot and stated.correlative is Correlative.NOT_DONE:
        assert assess_response(stated).category in (NE, PD)


@given(ANY_FACTS, st.integers(-100, 200))
def test_more_bone_scan_never_silences_the_stop(stated: ResponseFacts, percent: int) -> None:
    if stated.correlative is not Correlative.DESTRUCTION and entered_category_check(PD, stated):
        wider = replace(stated, bs_change_pct=Decimal(percent))
        assert said(entered_category_check(PD, wider)) == "IMG-47 STOP"


@given(st.integers(1, 10_000), st.integers(1, 50))
def test_the_boundaries_hold_at_every_size(size: int, scale: int) -> None:
    whole = 4 * size * scale
    assert assess_response(facts(whole, whole, 5 * size * scale)).category is PD
    assert assess_response(facts(whole, whole, 5 * size * scale - 1)).category is SD
    assert assess_response(facts(whole, whole, 2 * size * scale)).category is PR
    assert assess_response(facts(whole, whole, 2 * size * scale + 1)).category is SD


WORSE = {PR: 0, SD: 1, PD: 2}


@given(st.integers(1, 400), MM, MM, MM)
def test_a_larger_sum_is_never_a_better_response(baseline: int, nadir: int, one: int, other: int) -> None:
    smallest = min(nadir, baseline)
    smaller, larger = sorted((one, other))
    better = assess_response(facts(baseline, smallest, smaller)).category
    worse = assess_response(facts(baseline, smallest, larger)).category
    assert WORSE[better] <= WORSE[worse]
