"""Section 4.1, table 4.4 and ADR-01 to ADR-03."""

import pytest

from guidelines.bone.adverse import (
    LISTED_EVENTS,
    AdverseEvent,
    EventSeverity,
    event_findings,
    severe_adr_selectable,
)
from guidelines.bone.agents import AgentClass
from tests.guidelines.shorthand import said

BP, RANKL = AgentClass.BP, AgentClass.RANKL


@pytest.mark.parametrize(
    ("event", "severity", "agent_class", "expected"),
    [
        (AdverseEvent.FLU_LIKE, "MILD", RANKL, ["ADR-01 TASK", "ADR-03 INFO"]),
        (AdverseEvent.CELLULITIS, "SEVERE", RANKL, ["ADR-01 TASK", "ADR-02 CALC"]),
        (AdverseEvent.FEVER, "MILD", BP, ["ADR-01 TASK"]),
        (AdverseEvent.ACUTE_PHASE, "SEVERE", BP, ["ADR-01 TASK", "ADR-02 CALC", "ADR-03 INFO"]),
    ],
)
def test_what_an_adverse_event_means(
    event: AdverseEvent, severity: str, agent_class: AgentClass, expected: list[str]
) -> None:
    found = event_findings(event, EventSeverity(severity), agent_class)
    assert [said(finding) for finding in found] == expected


@pytest.mark.parametrize("event", list(AdverseEvent))
@pytest.mark.parametrize("agent_class", list(AgentClass))
def test_table_4_4_never_blocks_an_event(event: AdverseEvent, agent_class: AgentClass) -> None:
    assert event in LISTED_EVENTS
    assert said(event_findings(event, EventSeverity.MILD, agent_class)[0]) == "ADR-01 TASK"


def test_an_event_not_listed_for_the_class_says_so() -> None:
    assert "未列出" in event_findings(AdverseEvent.AF, EventSeverity.MILD, RANKL)[0].message.zh


def test_only_a_severe_event_makes_the_stop_reason_selectable() -> None:
    assert severe_adr_selectable(frozenset({EventSeverity.SEVERE}))
    assert not severe_adr_selectable(frozenset({EventSeverity.MILD, EventSeverity.MODERATE}))
