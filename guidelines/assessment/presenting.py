"""What sends a patient to the board by itself: reasons read from the record (MDT-T01 to MDT-T14).

Every reason has the day on which it arose and ends with a complete conference on that day or later. What
only a person can judge - that the disease is oligometastatic, what the patient asked for - is read where that
person stated it, and never guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guidelines.assessment.board import Happening, unreviewed_events
from guidelines.assessment.board_complaints import complaints_of
from guidelines.assessment.board_courses import courses_of
from guidelines.assessment.board_jaw import jaw_of
from guidelines.assessment.board_reasons import Seen, reasons_of
from guidelines.assessment.chart import Chart, earliest
from guidelines.bone.agents import Agent
from guidelines.findings import Finding
from guidelines.mdt.reasons import CaseFacts, CaseReason, case_reasons
from guidelines.mdt.triggers import trigger_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCall:
    """Why the patient should be presented; `wanted_by` None: no reason has a known day."""

    reasons: tuple[CaseReason, ...]
    triggers: tuple[str, ...]
    wanted_by: date | None
    urgent: bool


def board_call(chart: Chart) -> BoardCall | None:
    """Return what asks for the board today; None when nothing does."""
    seen = tuple(_seen(chart))
    pulled = [(finding, on) for reason, on in seen for finding in _pulled(reason, on, chart)]
    if not pulled:
        return None
    reasons = {reason for reason, _on in seen}
    return BoardCall(
        reasons=tuple(reason for reason in CaseReason if reason in reasons),
        triggers=tuple(sorted({finding.rule_id for finding, _on in pulled})),
        wanted_by=earliest(*(finding.due_on for finding, on in pulled if on is not None)),
        urgent=any(finding.inputs["urgent"] for finding, _on in pulled),
    )


def _pulled(reason: CaseReason, on: date | None, chart: Chart) -> tuple[Finding, ...]:
    """Return the triggers of one reason, dated from the day it arose."""
    confirmed_on = on if reason is CaseReason.BM_CONFIRMED else None
    facts = CaseFacts(stated=frozenset({reason}), confirmed_on=confirmed_on)
    return trigger_findings(facts, on or chart.day.today, chart.limits.mdt)


def _seen(chart: Chart) -> Iterator[Seen]:
    """Yield every reason that no complete conference has dealt with since, with its day."""
    for event in unreviewed_events(chart):
        yield from ((reason, event.on) for reason in case_reasons(_facts(chart, event)))
    for reason, on in _recorded(chart):
        if not chart.discussed_since(on):
            yield reason, on


def _recorded(chart: Chart) -> Iterator[Seen]:
    yield from reasons_of(chart)
    yield from courses_of(chart)
    yield from jaw_of(chart)
    yield from complaints_of(chart)


def _facts(chart: Chart, event: Happening) -> CaseFacts:
    return CaseFacts(
        events=event.types,
        earlier_events=sum(1 for one in chart.record.events if one.on is not None and one.on < event.on),
        running_agent=_agent_on(chart, event.on),
    )


def _agent_on(chart: Chart, day: date) -> Agent | None:
    """Return the named drug that ran on that day; None when none is known to have run."""
    for course in chart.record.courses:
        began = bool(course.given_on) and course.given_on[0] <= day
        ended = course.stop is not None and course.stop.on is not None and course.stop.on < day
        if began and not ended:
            return course.agent
    return None
