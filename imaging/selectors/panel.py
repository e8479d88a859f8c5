"""The follow-up panel of one patient: when each of its six items was last done and is due (IMG-15)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from guidelines.assessment.chart import Chart
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import CT_KINDS, PETCT_KINDS, Modality
from guidelines.imaging.orders import FollowUpItem
from guidelines.labs import Analyte
from imaging.models import ImagingSlot
from imaging.selectors.slots import open_slots
from patients.selectors.whole import OpenRecord

Kinds = Collection[Modality]
MODALITIES: Mapping[FollowUpItem, Kinds] = {
    FollowUpItem.BONE_SCAN: {Modality.BS, *PETCT_KINDS},
    FollowUpItem.CT: CT_KINDS,
    FollowUpItem.MRI: {Modality.MRI},
    FollowUpItem.XRAY: {Modality.XRAY},
}
SLOTS = {FollowUpItem.CT: SlotKind.CT, FollowUpItem.BONE_SCAN: SlotKind.BS}


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One item. `last_on` None: never, or not recorded here; `slot` None: no schedule asks for it."""

    item: FollowUpItem
    last_on: date | None
    slot: ImagingSlot | None


def panel_of(record: OpenRecord) -> list[PanelRow]:
    """The six items in the order of the source; one query besides the record."""
    slots = list(open_slots(record.patient, record.today))
    return [PanelRow(item, _last(record.chart, item), _next(slots, SLOTS.get(item))) for item in FollowUpItem]


def _last(chart: Chart, item: FollowUpItem) -> date | None:
    """The last day on record; a physical examination is no row of this record."""
    if item is FollowUpItem.MARKERS:
        return _latest(result.on for result in chart.record.labs if result.analyte is Analyte.CEA)
    kinds = MODALITIES.get(item, ())
    return _latest(study.on for study in chart.record.studies if study.modality in kinds)


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _next(slots: list[ImagingSlot], kind: SlotKind | None) -> ImagingSlot | None:
    return next((slot for slot in slots if slot.kind == kind), None)
