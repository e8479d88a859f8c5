"""What the record says to a scan of the calendar that is being ordered or booked (IMG-12)."""

from datetime import date

from guidelines.assessment.chart import Chart
from guidelines.assessment.imaging import plan_of
from guidelines.findings import Finding
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import early_bone_scan
from guidelines.record.complaints import Symptom

# Complaints that speak of bone or cord: a new one is reason enough for a bone scan before its time.
SPEAKING = (
    Symptom.BONE_PAIN_FIXED,
    Symptom.BONE_PAIN_MIGRATORY,
    Symptom.PAIN_IMMOBILISING,
    Symptom.LEG_WEAKNESS,
    Symptom.SENSORY_LEVEL,
    Symptom.BLADDER_BOWEL,
)


def scan_order_finding(chart: Chart, kind: SlotKind, planned_on: date) -> Finding | None:
    """Return the question about a bone scan that comes too early (IMG-12); None for a CT and in time."""
    if kind is not SlotKind.BS:
        return None
    last_on = _last_bone_scan(chart, planned_on)
    return early_bone_scan(
        plan_of(chart).category,
        last_on=last_on,
        planned_on=planned_on,
        new_symptom=None if last_on is None else _new_symptom(chart, last_on),
        limits=chart.limits.imaging,
    )


def _last_bone_scan(chart: Chart, before: date) -> date | None:
    done = [study.on for study in chart.record.studies if study.modality is Modality.BS]
    return max((on for on in done if on is not None and on <= before), default=None)


def _new_symptom(chart: Chart, since: date) -> bool:
    """Return whether a complaint that still stands began after that day; an undated one is not new."""
    return any(entry.on is not None and entry.on > since for entry in chart.active(*SPEAKING))
