"""What the record says to a scan that is being ordered or booked (IMG-12), and why it was (IMG-14)."""

from collections.abc import Iterator, Mapping
from datetime import date

from guidelines.assessment.chart import Chart
from guidelines.assessment.coded import Coded, from_finding
from guidelines.assessment.codes import Code
from guidelines.assessment.imaging import plan_of, studies_of
from guidelines.bone.intervals import add_days
from guidelines.findings import Finding
from guidelines.imaging.calendar import SlotKind, grids, serves
from guidelines.imaging.modalities import CT_KINDS, PETCT_KINDS, Modality
from guidelines.imaging.orders import OrderBasis, early_bone_scan, symptom_driven, up_to_date_until
from guidelines.record.complaints import Symptom
from guidelines.record.imaging import ImagingStudy, ScanOrder

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


Basis = frozenset[OrderBasis]


def slot_kind_of(modality: Modality | None) -> SlotKind | None:
    """Return the examination of the calendar a modality stands for; None: it stands in none, as MRI."""
    if modality in CT_KINDS:
        return SlotKind.CT
    return SlotKind.BS if modality is Modality.BS or modality in PETCT_KINDS else None


def symptom_order_finding(
    chart: Chart, kind: SlotKind | None, basis: Basis, planned_on: date
) -> Finding | None:
    """Return the flag for an order for a symptom alone while nothing before it is up to date (IMG-14)."""
    before = _last_done(chart, add_days(planned_on, -1))
    limits = chart.limits.imaging
    category = plan_of(chart).category
    return symptom_driven(basis, category, before, kind=kind, planned_on=planned_on, limits=limits)


def symptom_findings(chart: Chart) -> Iterator[Coded]:
    """Yield the flag of the newest examination whose basis was stated, until the schedule is up to date."""
    order = _newest(chart)
    if order is None:
        return
    kind = order.kind if isinstance(order, ScanOrder) else slot_kind_of(order.modality)
    done, plan, limits = _last_done(chart, chart.day.today), plan_of(chart), chart.limits.imaging
    found = symptom_driven(
        order.basis, plan.category, done, kind=kind, planned_on=chart.day.today, limits=limits
    )
    if found is not None:
        yield from_finding(Code.IMAGING_SYMPTOM, found, since=order.on, due_on=order.on)
    for one, grid in grids(plan.category, limits).items():
        if one in done:
            chart.day.past(up_to_date_until(done[one], grid.months, limits))


def _newest(chart: Chart) -> ImagingStudy | ScanOrder | None:
    """Return the last order or examination that says why it was asked for; of one day the examination."""
    told: tuple[ImagingStudy | ScanOrder, ...] = (*chart.record.scan_orders, *chart.record.studies)
    stated = [one for one in told if one.basis and one.on]
    return max(reversed(stated), key=lambda one: one.on or date.min, default=None)


def _last_done(chart: Chart, until: date) -> Mapping[SlotKind, date]:
    """Return when each examination of the calendar was done last; its bone window is a finding of its own."""
    done = [study for study in studies_of(chart) if study.done_on <= until]
    days = {kind: [study.done_on for study in done if serves(study, kind)] for kind in SlotKind}
    return {kind: max(found) for kind, found in days.items() if found}
