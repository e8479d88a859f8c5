"""What sends a patient to the board by itself: reasons read from the record (MDT-T01 to MDT-T10).

Every reason has the day on which it arose and ends with a complete conference on that day or later. What
only a person knows - pain that no treatment reaches, an intended ablation, a second opinion asked for (T07,
T11 to T14) - is submitted by that person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guidelines.assessment.board import Happening, unreviewed_events
from guidelines.assessment.chart import Chart, earliest
from guidelines.bone.agents import Agent
from guidelines.bone.dental import BONE_TOUCH, BoneTouch
from guidelines.bone.start import REVIEW_MONTHS
from guidelines.bone.stopping import StopReason
from guidelines.findings import Finding
from guidelines.mdt.reasons import CaseFacts, CaseReason, case_reasons
from guidelines.mdt.triggers import trigger_findings
from guidelines.values import add_months

# A course that goes on elsewhere or with another drug was not stopped; of the dead nothing is discussed.
NO_STOP = frozenset({StopReason.SWITCHED, StopReason.TRANSFERRED, StopReason.DIED})
BY_RESPONSE = {"PD": CaseReason.PROGRESSION, "NE": CaseReason.NOT_EVALUABLE}
Seen = tuple[CaseReason, date | None]


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
    for reason, on in (*_of_disease(chart), *_of_drug(chart), *_of_response(chart)):
        if not chart.discussed_since(on):
            yield reason, on


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


def _of_disease(chart: Chart) -> Iterator[Seen]:
    if chart.confirmed:
        yield CaseReason.BM_CONFIRMED, chart.confirmed_on
    for lesion in chart.lesions:
        if lesion.solitary and not chart.excluded:
            yield CaseReason.SOLITARY, lesion.on


def _of_drug(chart: Chart) -> Iterator[Seen]:
    invasive = [v for v in chart.record.dental if v.planned and BONE_TOUCH[v.item] is BoneTouch.YES]
    if chart.running:
        yield from ((CaseReason.DENTAL_ON_BMA, visit.on) for visit in invasive)
        yield from _long_treated(chart)
    elif stopped_on := _stopped_on(chart):
        yield CaseReason.BMA_STOP, stopped_on


def _long_treated(chart: Chart) -> Iterator[Seen]:
    if chart.first_dose_on is None:
        return
    review_on = add_months(chart.first_dose_on, REVIEW_MONTHS)
    if chart.day.reached(review_on):
        yield CaseReason.BMA_REVIEW, review_on


def _stopped_on(chart: Chart) -> date | None:
    """Return the day on which the last drug was given up; None while one is open, or without a day."""
    stops = [course.stop for course in chart.record.courses if course.stop is not None]
    dated = [stop for stop in stops if stop.on is not None and stop.reason not in NO_STOP]
    last = max((stop.on for stop in dated if stop.on is not None), default=None)
    return None if chart.open_courses else last


def _of_response(chart: Chart) -> Iterator[Seen]:
    """Yield what the last examination with a response category says."""
    told = [study for study in chart.record.studies if study.on is not None and study.response.strip()]
    last = max(told, key=lambda study: study.on or date.min, default=None)
    if last is not None and (reason := BY_RESPONSE.get(last.response)) is not None:
        yield reason, last.on
