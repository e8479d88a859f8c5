"""Lanes of the record: skeletal events, pain, treatments."""

from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext

from design.chart.lanes import Bar, BarLane, Event, EventLane, Lane, Span, SpanLane
from guidelines.risk.pain import NRS_MAX
from patients.enums import TreatmentKind, TreatmentState
from patients.lines.events import treatment_name
from patients.lines.status import highest_nrs
from patients.models import PainScore, Treatment
from patients.selectors.whole import OpenRecord
from patients.sheets.base import Sheet
from patients.sheets.events import EVENT, EVENT_FREE, TREATMENT
from patients.sheets.status import PAIN

# Drugs for pain and other illnesses stand in the table of treatments only.
AGAINST_TUMOUR = (
    TreatmentKind.SYSTEMIC,
    TreatmentKind.RADIOTHERAPY,
    TreatmentKind.SURGERY,
    TreatmentKind.INTERVENTION,
    TreatmentKind.RADIONUCLIDE,
)


def skeletal_events(record: OpenRecord) -> Lane:
    """Skeletal events (VOC-13), the urgent ones red, and the days on which there was none yet."""
    events = (_event(sheet, row) for sheet in (EVENT, EVENT_FREE) for row in sheet.newest(record.rows))
    return EventLane(title=pgettext("lane", "Skeletal events"), events=tuple(events))


def _event(sheet: Sheet[Any, Any], row: Any) -> Event:
    line = sheet.line(row)
    return Event(on=line.on, said=line.said, url=sheet.page(row), tone=line.tone, word=line.what)


def pain(record: OpenRecord) -> Lane:
    """Pain by NRS (STD-05); of a range its upper end, as the worse one counts."""
    bars = tuple(_bar(row) for row in PAIN.newest(record.rows))
    return BarLane(title=pgettext("lane", "Pain NRS"), on_phone=True, most=NRS_MAX, bars=bars)


def _bar(row: PainScore) -> Bar:
    line, nrs = PAIN.line(row), highest_nrs(row)
    return Bar(
        on=line.on,
        said=line.said,
        url=PAIN.page(row),
        tone="control" if line.tone == "ink" else line.tone,
        value=nrs,
        shown="?" if nrs is None else str(nrs),
    )


def treatments(record: OpenRecord) -> Lane:
    """Treatments against the tumour, as ordered or given."""
    rows = [row for row in TREATMENT.newest(record.rows) if row.kind in AGAINST_TUMOUR]
    spans = tuple(_span(row, record.today) for row in rows)
    return SpanLane(title=pgettext("lane", "Anti-tumour"), unit=gettext("and local"), spans=spans)


def _span(row: Treatment, today: date) -> Span:
    line = TREATMENT.line(row)
    goes_on = row.kind == TreatmentKind.SYSTEMIC and row.state == TreatmentState.GIVEN
    return Span(
        on=line.on,
        said=line.said,
        url=TREATMENT.page(row),
        until=row.stopped_on,
        word=treatment_name(row),
        goes_on=goes_on and row.stopped_on is None and row.started_on is not None and row.started_on <= today,
        look="filled" if row.state == TreatmentState.GIVEN else "dashed",
    )
