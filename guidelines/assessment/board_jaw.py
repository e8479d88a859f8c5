"""Teeth and jaw as reasons for the board: necrosis suspected or confirmed, a procedure on bone (MDT-T08)."""

from collections.abc import Iterator
from datetime import date

from guidelines.assessment.board_reasons import Seen
from guidelines.assessment.chart import Chart
from guidelines.bone.adverse import AdverseEvent
from guidelines.bone.dental import BONE_TOUCH, BoneTouch
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.jaw import OnjSymptom, suspicion
from guidelines.mdt.reasons import CaseReason
from guidelines.record.complaints import Symptom

JAW_SYMPTOMS = {Symptom.JAW_PAIN: OnjSymptom.JAW_PAIN, Symptom.LOOSE_TOOTH: OnjSymptom.LOOSE_TEETH}
JAW_HOLDS = frozenset({InterruptionReason.ONJ, InterruptionReason.ONJ_SUSPECTED})


def jaw_of(chart: Chart) -> Iterator[Seen]:
    """Yield what the mouth asks of the board, each reason with its day."""
    yield from ((CaseReason.JAW, on) for on in _necrosis(chart))
    if chart.running:
        yield from ((CaseReason.DENTAL_ON_BMA, on) for on in _planned_on_bone(chart))


def _necrosis(chart: Chart) -> Iterator[date | None]:
    """Yield the days of an open event of the drug, an open hold, the dentist's word and symptoms on it."""
    for event in chart.record.adverse_events:
        if event.event is AdverseEvent.ONJ and event.resolved_on is None:
            yield event.on
    for course in chart.open_courses:
        yield from (hold.on for hold in course.holds if hold.until_on is None and hold.reason in JAW_HOLDS)
    yield from _found_by_dentist(chart)
    yield from _symptoms(chart)


def _found_by_dentist(chart: Chart) -> Iterator[date | None]:
    """Yield the last visit that speaks of the jaw, when it suspects or confirms necrosis."""
    told = [visit for visit in chart.record.dental if visit.jaw_necrosis is not None and not visit.planned]
    last = max(reversed(told), key=lambda visit: visit.on or date.min, default=None)
    if last is not None and last.jaw_necrosis:
        yield last.on


def _symptoms(chart: Chart) -> Iterator[date | None]:
    """Yield the days of jaw symptoms that are not over: on the drug any of them is a suspicion (ONJ-04)."""
    active = chart.active(*JAW_SYMPTOMS) if chart.running else ()
    for entry in active:
        if entry.symptom is not None and suspicion((JAW_SYMPTOMS[entry.symptom],)) is not None:
            yield entry.on


def _planned_on_bone(chart: Chart) -> Iterator[date | None]:
    """Yield since when each planned procedure on bone is known: the board is asked before it, not on it."""
    for visit in chart.record.dental:
        if visit.planned and BONE_TOUCH[visit.item] is BoneTouch.YES:
            yield visit.on
