"""Section 7.2: which facts bring a case to the meeting, how soon, with whom."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.agents import Agent
from guidelines.bone.sre import SreType
from guidelines.mdt.reasons import CaseFacts, CaseReason, case_reasons
from guidelines.mdt.triggers import TRIGGERS, case_disciplines, trigger_findings
from tests.guidelines.shorthand import day, people

CONFIRMED = day("2025-03-01")
TODAY = day("2025-03-20")


DENOSUMAB, ZOLEDRONATE = Agent.DENOSUMAB, Agent.ZOLEDRONATE
FRACTURE, CORD, PAIN = SreType.PATH_FRACTURE, SreType.CORD_NERVE_COMPRESSION, SreType.BONE_PAIN

PULLED = [
    ({"confirmed_on": CONFIRMED}, "T01"),
    ({"stated": frozenset({CaseReason.INDETERMINATE})}, "T02"),
    ({"stated": frozenset({CaseReason.DISCORDANT})}, "T02"),
    ({"lesion_count": 1}, "T02 T06"),
    ({"lesion_count": 2}, ""),
    ({"marker_raised": True, "imaging_negative": True}, "T03"),
    ({"marker_raised": True, "imaging_negative": None}, ""),
    ({"marker_raised": True, "imaging_negative": False}, ""),
    ({"events": (SreType.RT_TO_BONE,), "running_agent": DENOSUMAB}, "T04"),
    ({"events": (SreType.RT_TO_BONE,)}, ""),
    ({"events": (PAIN,), "running_agent": DENOSUMAB}, ""),
    ({"events": (FRACTURE,)}, "T05"),
    ({"events": (CORD,), "running_agent": ZOLEDRONATE, "earlier_events": 1}, "T05 T04"),
    ({"stated": frozenset({CaseReason.OLIGOMETASTATIC})}, "T06"),
    ({"stated": frozenset({CaseReason.REFRACTORY_PAIN})}, "T07"),
    ({"stated": frozenset({CaseReason.JAW})}, "T08"),
    ({"invasive_dental_planned": True, "running_agent": DENOSUMAB}, "T08"),
    ({"invasive_dental_planned": True}, ""),
    ({"stated": frozenset({CaseReason.BMA_STOP, CaseReason.REBOUND})}, "T09"),
    ({"stated": frozenset({CaseReason.BMA_EXTENSION})}, "T09"),
    ({"stated": frozenset({CaseReason.BMA_REVIEW})}, "T09"),
    ({"stated": frozenset({CaseReason.PROGRESSION})}, "T10"),
    ({"stated": frozenset({CaseReason.NOT_EVALUABLE})}, "T10"),
    ({"stated": frozenset({CaseReason.MIXED_RESPONSE})}, "T10"),
    ({"stated": frozenset({CaseReason.DISTRESS})}, "T11"),
    (
        {"running_agent": ZOLEDRONATE, "crcl_ml_min": Decimal("59.9"), "drug_change_needed": True},
        "T12",
    ),
    ({"running_agent": ZOLEDRONATE, "crcl_ml_min": Decimal(60), "drug_change_needed": True}, ""),
    ({"running_agent": DENOSUMAB, "crcl_ml_min": Decimal(20), "drug_change_needed": True}, ""),
    ({"running_agent": ZOLEDRONATE, "crcl_ml_min": Decimal(20), "drug_change_needed": None}, ""),
    ({"stated": frozenset({CaseReason.LYTIC_LOCAL})}, "T13"),
    ({"stated": frozenset({CaseReason.SECOND_OPINION})}, "T14"),
    ({}, ""),
]


@pytest.mark.parametrize(("known", "triggers"), PULLED)
def test_which_facts_pull_which_trigger(known: dict[str, Any], triggers: str) -> None:
    found = trigger_findings(CaseFacts(**known), TODAY)
    assert [one.rule_id for one in found] == [f"MDT-{trigger}" for trigger in triggers.split()]
    assert {one.severity for one in found} <= {"TASK"}


def test_every_reason_belongs_to_a_trigger_and_every_trigger_has_one() -> None:
    assert frozenset().union(*(trigger.reasons for trigger in TRIGGERS)) == set(CaseReason)
    assert all(trigger.reasons for trigger in TRIGGERS)
    assert [trigger.rule.rule_id for trigger in TRIGGERS] == [f"MDT-T{n:02}" for n in range(1, 15)]


@pytest.mark.parametrize(
    ("number", "needed"),
    [
        (1, "MED_ONC RAD_ONC ORTHO NUC_MED RADIOLOGY"),
        (2, "MED_ONC NUC_MED RADIOLOGY"),
        (3, "MED_ONC NUC_MED RADIOLOGY"),
        (4, "MED_ONC RAD_ONC ORTHO"),
        (5, "MED_ONC RAD_ONC ORTHO NUC_MED RADIOLOGY"),
        (6, "MED_ONC RAD_ONC ORTHO"),
        (7, "MED_ONC RAD_ONC INTERVENTION"),
        (8, "MED_ONC STOMATOLOGY"),
        (9, "MED_ONC"),
        (10, "MED_ONC NUC_MED RADIOLOGY"),
        (11, "MED_ONC PSYCH"),
        (12, "MED_ONC"),
        (13, "MED_ONC ORTHO INTERVENTION"),
        (14, "MED_ONC UPPER_HOSPITAL"),
    ],
)
def test_whom_a_trigger_calls(number: int, needed: str) -> None:
    trigger = TRIGGERS[number - 1]
    assert case_disciplines((trigger,)) == people(needed)
    assert trigger.urgent is (number == 5)
    assert trigger.if_needed == (frozenset(people("UPPER_HOSPITAL")) if number == 2 else frozenset())


def test_a_case_is_due_in_14_days_an_urgent_one_on_the_next_working_day() -> None:
    facts = CaseFacts(confirmed_on=CONFIRMED, events=(FRACTURE,), running_agent=DENOSUMAB)
    due = [(one.rule_id, one.due_on) for one in trigger_findings(facts, TODAY)]
    assert due == [
        ("MDT-T05", day("2025-03-21")),
        ("MDT-T01", day("2025-03-15")),
        ("MDT-T04", day("2025-04-03")),
    ]


def test_the_second_event_on_the_drug_is_named() -> None:
    facts = CaseFacts(events=(SreType.RT_TO_BONE,), running_agent=ZOLEDRONATE, earlier_events=1)
    assert case_reasons(facts) == (CaseReason.SRE_ON_BMA, CaseReason.SECOND_SRE)


KNOWLEDGE = {
    "confirmed_on": st.none() | st.just(CONFIRMED),
    "lesion_count": st.none() | st.integers(0, 6),
    "marker_raised": st.none() | st.booleans(),
    "imaging_negative": st.none() | st.booleans(),
    "running_agent": st.none() | st.sampled_from(list(Agent)),
    "earlier_events": st.none() | st.integers(0, 3),
    "invasive_dental_planned": st.none() | st.booleans(),
    "crcl_ml_min": st.none() | st.decimals(10, 120, places=1),
    "drug_change_needed": st.none() | st.booleans(),
    "events": st.lists(st.sampled_from(list(SreType)), max_size=3).map(tuple),
    "stated": st.frozensets(st.sampled_from(list(CaseReason)), max_size=3),
}


@given(st.fixed_dictionaries(KNOWLEDGE), st.data())
def test_a_trigger_never_disappears_when_a_fact_is_added(known: dict[str, Any], data: st.DataObject) -> None:
    """What was unknown becomes known, one more event or reason is recorded: nothing is taken back."""
    name = data.draw(st.sampled_from(sorted(KNOWLEDGE)))
    value = data.draw(KNOWLEDGE[name])
    if name in ("events", "stated"):
        richer = {**known, name: known[name] + value if name == "events" else known[name] | value}
    else:
        richer = {**known, name: value if known[name] is None else known[name]}
    before = {one.rule_id for one in trigger_findings(CaseFacts(**known), TODAY)}
    assert before <= {one.rule_id for one in trigger_findings(CaseFacts(**richer), TODAY)}
