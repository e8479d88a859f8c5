"""Sections 2.4 and 2.6: states, steps, who takes them, and the worked paths."""

from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.lesions import Extent, Region, default_extent
from guidelines.pathway.evidence import Pathology
from guidelines.pathway.states import ConfirmationBasis, PathwayFacts, PathwayState, SurveyResult
from guidelines.pathway.transitions import (
    TRANSITIONS,
    confirmation_basis,
    next_steps,
    not_biopsied_flag,
    transition_check,
)
from guidelines.roles import Role
from tests.guidelines.shorthand import day, said

S = PathwayState
TODAY = day("2025-03-15")
NEGATIVE, POSITIVE = SurveyResult.NEGATIVE, SurveyResult.POSITIVE
CANCER: dict[str, Any] = {"lung_cancer_confirmed": True}


def checked(
    source: PathwayState, target: PathwayState, role: Role = Role.ONCOLOGIST, **stated: Any
) -> list[str | None]:
    """What stands against a step."""
    found = transition_check(source, target, PathwayFacts(**stated), TODAY, role)
    return [said(finding) for finding in found]


LOCAL = {"extent": Extent.LOCALISED}
WIDE = {"extent": Extent.WIDESPREAD}
SEVERAL = {**CANCER, "definite_imaging": True, "definite_lesions": 2, "destructive_lesions": 2}

# The worked paths of 2.6: what is on record, and the states in turn.
PATHS: dict[str, tuple[dict[str, Any], str]] = {
    "P1": (
        {**CANCER, "survey": NEGATIVE, "local_symptoms": False, "marker_task_open": False},
        "LC_CONFIRMED SCREEN_DUE BS_NEGATIVE SURVEILLANCE",
    ),
    "P2": (
        {**SEVERAL, "survey": NEGATIVE, "local_symptoms": True},
        "LC_CONFIRMED SCREEN_DUE BS_NEGATIVE CONFIRM_LOCALISED CONFIRMED PRETREATMENT",
    ),
    "P3": (
        {
            **CANCER,
            **LOCAL,
            "survey": POSITIVE,
            "definite_imaging": True,
            "destructive_lesions": 1,
            "definite_lesions": 1,
            "pathology": Pathology.POSITIVE,
        },
        "LC_CONFIRMED SCREEN_DUE BS_POSITIVE CONFIRM_LOCALISED BIOPSY CONFIRMED",
    ),
    "P4": (
        {**SEVERAL, **WIDE, "survey": POSITIVE},
        "LC_CONFIRMED SCREEN_DUE BS_POSITIVE CONFIRM_WIDESPREAD CONFIRMED",
    ),
    "P5": (
        {**CANCER, **LOCAL, "survey": POSITIVE, "imaging_clear": True},
        "LC_CONFIRMED SCREEN_DUE BS_POSITIVE CONFIRM_LOCALISED NOT_CONFIRMED SURVEILLANCE",
    ),
    "P6": (
        {**CANCER, **LOCAL, "survey": POSITIVE, "inconclusive": 2, "mdt_decision": True},
        "LC_CONFIRMED SCREEN_DUE BS_POSITIVE CONFIRM_LOCALISED INDETERMINATE BIOPSY",
    ),
    "P8": ({"recurrence": True}, "SURVEILLANCE SCREEN_DUE"),
    "P9": (
        {**SEVERAL, **LOCAL, "suspicious_lesion": True},
        "SURVEILLANCE CONFIRM_LOCALISED CONFIRMED PRETREATMENT",
    ),
    "P10": (
        {
            **CANCER,
            **WIDE,
            "survey": POSITIVE,
            "destructive_lesions": 1,
            "definite_lesions": 1,
            "definite_imaging": True,
        },
        "LC_CONFIRMED SCREEN_DUE BS_POSITIVE CONFIRM_WIDESPREAD BIOPSY",
    ),
}


@pytest.mark.parametrize("path", PATHS)
def test_the_worked_paths_can_be_walked(path: str) -> None:
    stated, states = PATHS[path]
    for source, target in pairwise(states.split()):
        assert checked(S(source), S(target), **stated) == []


def test_p7_a_positive_bone_scan_alone_confirms_nothing() -> None:
    assert checked(S.BS_POSITIVE, S.CONFIRMED, **CANCER, survey=POSITIVE) == ["DX-19 STOP", "DX-T00 HARD"]


def test_a_single_lesion_of_a_wide_scan_cannot_skip_its_biopsy() -> None:
    stated, _ = PATHS["P10"]
    assert checked(S.CONFIRM_WIDESPREAD, S.CONFIRMED, **stated) == ["DX-T12 HARD"]


# One row per step: from, to, what lets it through, what holds it back.
STEPS: list[tuple[str, str, str, dict[str, Any], dict[str, Any]]] = [
    ("DX-T01", "LC_CONFIRMED", "SCREEN_DUE", CANCER, {"lung_cancer_confirmed": False}),
    (
        "DX-T02",
        "LC_CONFIRMED",
        "CONFIRM_LOCALISED",
        {**LOCAL, "petct_bone_focus": True},
        {**LOCAL, "petct_bone_focus": False},
    ),
    (
        "DX-T02",
        "LC_CONFIRMED",
        "CONFIRM_WIDESPREAD",
        {**WIDE, "petct_bone_focus": True},
        {**LOCAL, "petct_bone_focus": True},
    ),
    ("DX-T03", "SCREEN_DUE", "BS_NEGATIVE", {"survey": NEGATIVE}, {"survey": POSITIVE}),
    ("DX-T04", "SCREEN_DUE", "BS_POSITIVE", {"survey": POSITIVE}, {"survey": NEGATIVE}),
    (
        "DX-T05",
        "BS_NEGATIVE",
        "SURVEILLANCE",
        {"local_symptoms": False, "marker_task_open": False},
        {"local_symptoms": False, "marker_task_open": True},
    ),
    ("DX-T08", "BS_POSITIVE", "CONFIRM_LOCALISED", LOCAL, WIDE),
    ("DX-T09", "BS_POSITIVE", "CONFIRM_WIDESPREAD", WIDE, LOCAL),
    ("DX-T10", "CONFIRM_LOCALISED", "BIOPSY", {"destructive_lesions": 1}, {"destructive_lesions": 2}),
    (
        "DX-T11",
        "CONFIRM_LOCALISED",
        "CONFIRMED",
        SEVERAL,
        {**SEVERAL, "definite_lesions": 1},
    ),
    (
        "DX-T12",
        "CONFIRM_WIDESPREAD",
        "CONFIRMED",
        SEVERAL,
        {**SEVERAL, "lung_cancer_confirmed": False},
    ),
    ("DX-T13", "CONFIRM_LOCALISED", "NOT_CONFIRMED", {"imaging_clear": True}, {"imaging_clear": False}),
    ("DX-T14", "CONFIRM_WIDESPREAD", "INDETERMINATE", {"inconclusive": 2}, {"inconclusive": 1}),
    ("DX-T15", "INDETERMINATE", "SURVEILLANCE", {"mdt_decision": True}, {"mdt_decision": False}),
    ("DX-T15", "INDETERMINATE", "CONFIRM_WIDESPREAD", {"mdt_decision": True}, {"mdt_decision": False}),
    (
        "DX-T15",
        "INDETERMINATE",
        "CONFIRMED",
        {**CANCER, "mdt_decision": True, "definite_imaging": True},
        {**CANCER, "mdt_decision": False, "definite_imaging": True},
    ),
    (
        "DX-T17",
        "BIOPSY",
        "NOT_CONFIRMED",
        {"pathology": Pathology.NEGATIVE, "suspicion_high": False},
        {"pathology": Pathology.NEGATIVE, "suspicion_high": True},
    ),
    (
        "DX-T18",
        "BIOPSY",
        "INDETERMINATE",
        {"pathology": Pathology.INSUFFICIENT, "suspicion_high": True},
        {"pathology": Pathology.NEGATIVE, "suspicion_high": False},
    ),
    (
        "DX-T21",
        "SURVEILLANCE",
        "SCREEN_DUE",
        {"scan_due": True},
        {
            "scan_due": False,
            "new_symptom": False,
            "marker_task_open": False,
            "recurrence": False,
        },
    ),
    (
        "DX-T23",
        "PRETREATMENT",
        "MDT_PENDING",
        {"confirmed_on": day("2025-03-01")},
        {"confirmed_on": day("2025-03-02"), "checklist_complete": False},
    ),
    ("DX-T24", "MDT_PENDING", "ON_TREATMENT", {"mdt_decision": True}, {"mdt_decision": False}),
    ("DX-T25", "ON_TREATMENT", "MDT_PENDING", {"mdt_trigger": True}, {"mdt_trigger": False}),
    (
        "DX-T27",
        "SURVEILLANCE",
        "CONFIRM_WIDESPREAD",
        {**WIDE, "suspicious_lesion": True},
        {
            **WIDE,
            "suspicious_lesion": False,
        },
    ),
]


@pytest.mark.parametrize(("rule", "source", "target", "met", "unmet"), STEPS)
def test_a_step_is_taken_when_its_requirement_is_met(
    rule: str, source: str, target: str, met: dict[str, Any], unmet: dict[str, Any]
) -> None:
    assert checked(S(source), S(target), **met) == []
    assert f"{rule} HARD" in checked(S(source), S(target), **unmet)


@pytest.mark.parametrize(("rule", "source", "target", "met", "unmet"), STEPS)
def test_what_is_not_recorded_lets_nothing_through(
    rule: str, source: str, target: str, met: dict[str, Any], unmet: dict[str, Any]
) -> None:
    assert f"{rule} HARD" in checked(S(source), S(target))


def test_symptom_or_marker_leads_from_a_negative_scan_to_another_look() -> None:
    assert checked(S.BS_NEGATIVE, S.CONFIRM_LOCALISED, local_symptoms=True) == []
    assert checked(S.BS_NEGATIVE, S.CONFIRM_LOCALISED, local_symptoms=False, marker_task_open=True) == []
    assert checked(S.BS_NEGATIVE, S.CONFIRM_LOCALISED, local_symptoms=False, marker_task_open=False) == [
        "DX-T06 HARD",
        "DX-T07 HARD",
    ]


@pytest.mark.parametrize("fact", ["scan_due", "new_symptom", "marker_task_open", "recurrence"])
def test_any_of_four_reasons_screens_again(fact: str) -> None:
    stated: dict[str, Any] = {fact: True}
    assert checked(S.SURVEILLANCE, S.SCREEN_DUE, **stated) == []


@pytest.mark.parametrize(
    ("last_on", "expected"),
    [
        ("2024-09-16", []),
        ("2024-09-15", ["DX-T26 HARD", "DX-T27 HARD"]),
        (None, ["DX-T26 HARD", "DX-T27 HARD"]),
    ],
)
def test_a_young_bone_scan_is_not_repeated_for_a_symptom(last_on: str | None, expected: list[str]) -> None:
    last = None if last_on is None else day(last_on)
    assert checked(S.SURVEILLANCE, S.CONFIRM_LOCALISED, new_symptom=True, last_bone_scan_on=last) == expected


BIOPSIES: list[tuple[dict[str, Any], ConfirmationBasis | None]] = [
    ({**CANCER, "pathology": Pathology.POSITIVE}, ConfirmationBasis.BIOPSY),
    ({**CANCER, "biopsy_declined": True, "mdt_imaging_diagnosis": True}, ConfirmationBasis.CLINICAL),
    ({**CANCER, "biopsy_declined": True}, None),
    ({"pathology": Pathology.POSITIVE}, None),
    ({**CANCER, "pathology": Pathology.NEGATIVE}, None),
]


@pytest.mark.parametrize(("stated", "basis"), BIOPSIES)
def test_a_biopsy_or_the_documented_lack_of_one_confirms(
    stated: dict[str, Any], basis: ConfirmationBasis | None
) -> None:
    assert confirmation_basis(S.BIOPSY, PathwayFacts(**stated), TODAY) is basis
    expected = [] if basis else ["DX-T16 HARD", "DX-T19 HARD"]
    assert checked(S.BIOPSY, S.CONFIRMED, **stated) == expected
    assert not_biopsied_flag(basis) is (basis is ConfirmationBasis.CLINICAL)


def test_imaging_is_the_basis_of_multiple_lesions() -> None:
    assert confirmation_basis(S.CONFIRM_WIDESPREAD, PathwayFacts(**SEVERAL), TODAY) is (
        ConfirmationBasis.IMAGING
    )


def test_some_steps_follow_by_themselves() -> None:
    automatic = {(one.rule.rule_id, one.target) for one in TRANSITIONS if one.automatic}
    assert automatic == {("DX-T20", S.SURVEILLANCE), ("DX-T22", S.PRETREATMENT)}
    assert checked(S.CONFIRMED, S.PRETREATMENT) == []


ROLES: list[tuple[str, str, dict[str, Any], Role, list[str]]] = [
    ("CONFIRM_LOCALISED", "CONFIRMED", SEVERAL, Role.RADIOLOGIST, ["DX-T00 HARD"]),
    ("CONFIRM_LOCALISED", "CONFIRMED", SEVERAL, Role.MDT_COORDINATOR, ["DX-T00 HARD"]),
    ("CONFIRM_LOCALISED", "CONFIRMED", SEVERAL, Role.NURSE, ["DX-T00 HARD"]),
    ("CONFIRM_LOCALISED", "CONFIRMED", SEVERAL, Role.ADMIN, ["DX-T00 HARD"]),
    (
        "INDETERMINATE",
        "CONFIRMED",
        {**CANCER, "mdt_decision": True, "definite_imaging": True},
        Role.MDT_COORDINATOR,
        ["DX-T00 HARD"],
    ),
    ("INDETERMINATE", "BIOPSY", {"mdt_decision": True}, Role.MDT_COORDINATOR, []),
    ("SCREEN_DUE", "BS_POSITIVE", {"survey": POSITIVE}, Role.RADIOLOGIST, []),
    ("SCREEN_DUE", "BS_POSITIVE", {"survey": POSITIVE}, Role.NURSE, ["DX-T00 HARD"]),
    ("MDT_PENDING", "ON_TREATMENT", {"mdt_decision": True}, Role.MDT_COORDINATOR, []),
]


@pytest.mark.parametrize(("source", "target", "stated", "role", "expected"), ROLES)
def test_each_step_has_its_people(
    source: str, target: str, stated: dict[str, Any], role: Role, expected: list[str]
) -> None:
    assert checked(S(source), S(target), role, **stated) == expected


def test_only_an_oncologist_confirms() -> None:
    assert all(one.roles == {Role.ONCOLOGIST} for one in TRANSITIONS if one.target is S.CONFIRMED)


def test_the_page_shows_every_way_on_and_what_it_lacks() -> None:
    steps = next_steps(S.BS_NEGATIVE, PathwayFacts(local_symptoms=False), TODAY)
    assert [(one.transition.rule.rule_id, one.met) for one in steps] == [
        ("DX-T05", None),
        ("DX-T06", False),
        ("DX-T07", None),
    ]
    assert "局部症状" in steps[0].requirement.zh
    effect = steps[0].transition.effect
    assert effect is not None
    assert effect.en == "Plan the follow-up"


def test_every_state_is_reached_and_left() -> None:
    assert {one.target for one in TRANSITIONS} == set(S) - {S.LC_CONFIRMED}
    assert {state for one in TRANSITIONS for state in one.sources} == set(S)


@given(st.sampled_from(S), st.sampled_from(S))
def test_a_step_that_is_not_drawn_is_refused(source: PathwayState, target: PathwayState) -> None:
    drawn = any(source in one.sources and one.target is target for one in TRANSITIONS)
    assert ("DX-T00 HARD" in checked(source, target)) is not drawn


ANSWER = st.none() | st.booleans()
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "survey": st.none() | st.sampled_from(SurveyResult),
    "extent": st.none() | st.sampled_from(Extent),
    "pathology": st.none() | st.sampled_from(Pathology),
    "destructive_lesions": st.none() | st.integers(0, 5),
    "definite_lesions": st.none() | st.integers(0, 5),
    "inconclusive": st.none() | st.integers(0, 3),
    "last_bone_scan_on": st.none() | st.dates(date(2024, 1, 1), date(2025, 3, 15)),
    "confirmed_on": st.none() | st.dates(date(2024, 1, 1), date(2025, 3, 15)),
}
ANY_FACTS = st.builds(
    PathwayFacts, **{field.name: VALUES.get(field.name, ANSWER) for field in fields(PathwayFacts)}
)


@given(ANY_FACTS, st.sampled_from(SurveyResult), st.booleans(), st.sampled_from(S))
def test_more_bone_scan_and_markers_never_silence_the_stop(
    stated: PathwayFacts, survey: SurveyResult, markers: bool, source: PathwayState
) -> None:
    def stopped(known: PathwayFacts) -> bool:
        found = transition_check(source, S.CONFIRMED, known, TODAY, Role.ONCOLOGIST)
        return "DX-19" in {finding.rule_id for finding in found}

    wider = replace(stated, survey=survey, marker_task_open=markers, new_symptom=True)
    assert stopped(wider) or not stopped(stated)


@given(ANY_FACTS, st.sampled_from(S), st.sampled_from(S))
def test_nothing_is_confirmed_without_lung_cancer_and_proof(
    stated: PathwayFacts, source: PathwayState, target: PathwayState
) -> None:
    free = not transition_check(source, target, stated, TODAY, Role.ONCOLOGIST)
    if free and target is S.CONFIRMED:
        by_mdt = stated.biopsy_declined and stated.mdt_imaging_diagnosis
        assert stated.lung_cancer_confirmed
        assert stated.definite_imaging or stated.pathology is Pathology.POSITIVE or by_mdt


@pytest.mark.parametrize(
    ("regions", "extent"),
    [
        ([Region.SPINE, Region.SPINE], Extent.LOCALISED),
        ([Region.SPINE, Region.AXIAL], Extent.WIDESPREAD),
        ([], None),
    ],
)
def test_foci_in_one_region_are_proposed_as_localised(regions: list[Region], extent: Extent | None) -> None:
    assert default_extent(regions) is extent
