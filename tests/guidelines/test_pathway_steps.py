"""What a step asks for, how the pathway is entered, and how record and person are put together."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from guidelines.assessment.agreement import FITS, agrees
from guidelines.pathway.entry import (
    confirming_rule,
    entry_check,
    entry_states,
    follows_by_itself,
    step_taken,
)
from guidelines.pathway.questions import FACTS, asked, merged, told
from guidelines.pathway.stages import ESTABLISHED, STAGE_OF
from guidelines.pathway.states import ConfirmationBasis, PathwayFacts, PathwayState
from guidelines.pathway.transitions import TRANSITIONS, Transition
from guidelines.roles import Role
from tests.guidelines.shorthand import day, said

S = PathwayState
TODAY = day("2025-03-15")


class Watched:
    """Facts that remember which of them a guard reads."""

    def __init__(self) -> None:
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return date(2025, 1, 1) if name.endswith("_on") else None


@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda one: f"{one.rule.rule_id}-{one.target}")
def test_a_step_asks_for_exactly_what_its_guard_reads(step: Transition) -> None:
    facts = Watched()
    step.met(facts, TODAY)  # type: ignore[arg-type]  # stands in for the facts
    assert set(asked(step.rule.rule_id, confirms=step.target is S.CONFIRMED)) == facts.read


def test_every_fact_has_words() -> None:
    assert set(FACTS) == {one.name for one in fields(PathwayFacts)}


def test_every_state_has_its_stage() -> None:
    assert set(STAGE_OF) == set(PathwayState)


def test_what_a_person_states_stands_over_the_record_and_the_difference_is_seen() -> None:
    recorded = PathwayFacts(local_symptoms=True, marker_task_open=False)
    stated = PathwayFacts(local_symptoms=False)
    both = merged(recorded, stated)
    assert (both.local_symptoms, both.marker_task_open) == (False, False)
    assert [one.differs for one in told(("local_symptoms", "marker_task_open"), recorded, stated)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("target", "proposed", "role", "expected"),
    [
        (S.LC_CONFIRMED, None, Role.MDT_COORDINATOR, None),
        (S.SURVEILLANCE, S.SURVEILLANCE, Role.ONCOLOGIST, None),
        (S.SURVEILLANCE, S.SURVEILLANCE, Role.MDT_COORDINATOR, "DX-T00 HARD"),
        (S.BIOPSY, S.SURVEILLANCE, Role.ONCOLOGIST, "DX-T00 HARD"),
        (S.LC_CONFIRMED, None, Role.NURSE, "DX-T00 HARD"),
    ],
)
def test_the_pathway_is_entered_at_the_start_or_where_the_record_is(
    target: PathwayState, proposed: PathwayState | None, role: Role, expected: str | None
) -> None:
    found = entry_check(target, proposed, PathwayFacts(lung_cancer_confirmed=True), role)
    assert (f"{found.rule_id} {found.severity}" if found else None) == expected


def test_nobody_enters_while_lung_cancer_is_not_known() -> None:
    found = entry_check(S.LC_CONFIRMED, None, PathwayFacts(), Role.ONCOLOGIST)
    assert "未记录" in (said(found) or "") or (found and "未记录" in found.message.zh)


def test_an_established_metastasis_leaves_no_way_to_the_start() -> None:
    assert entry_states(S.CONFIRMED) == (S.CONFIRMED,)
    assert entry_states(S.SCREEN_DUE) == (S.LC_CONFIRMED, S.SCREEN_DUE)
    assert entry_states(None) == (S.LC_CONFIRMED,)


def test_the_step_taken_is_the_first_whose_requirement_is_met() -> None:
    facts = PathwayFacts(marker_task_open=True, local_symptoms=False)
    taken = step_taken(S.BS_NEGATIVE, S.CONFIRM_LOCALISED, facts, TODAY, Role.ONCOLOGIST)
    assert taken is not None
    assert taken.rule.rule_id == "DX-T07"
    assert step_taken(S.BS_NEGATIVE, S.CONFIRM_LOCALISED, facts, TODAY, Role.NURSE) is None


def test_two_states_are_left_without_a_decision() -> None:
    found = {state: step.target for state in S if (step := follows_by_itself(state))}
    assert found == {S.NOT_CONFIRMED: S.SURVEILLANCE, S.CONFIRMED: S.PRETREATMENT}


def test_a_diagnosis_made_elsewhere_names_the_step_it_stands_for() -> None:
    assert confirming_rule(S.BIOPSY, ConfirmationBasis.BIOPSY) == "DX-T16"
    assert confirming_rule(S.CONFIRM_WIDESPREAD, ConfirmationBasis.IMAGING) == "DX-T12"
    assert confirming_rule(S.SCREEN_DUE, ConfirmationBasis.BIOPSY) == "DX-18"
    assert confirming_rule(None, None) == "DX-18"


def test_what_the_record_shows_fits_the_state_of_the_same_name() -> None:
    for shown in S:
        assert agrees(shown, shown)
        assert agrees(None, shown)
        assert agrees(shown, None)
    assert not agrees(S.SCREEN_DUE, S.CONFIRMED)
    assert not agrees(S.PRETREATMENT, S.ON_TREATMENT)


def test_established_states_never_fit_an_open_question() -> None:
    for shown in (S.SCREEN_DUE, S.NOT_CONFIRMED):
        assert not FITS[shown] & ESTABLISHED
