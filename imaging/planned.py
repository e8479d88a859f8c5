"""The examinations of the follow-up calendar that are not done, for whoever shows them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from guidelines.imaging.calendar import SlotKind, SlotState
from imaging.models import ImagingSlot
from imaging.selectors.slots import open_slots
from patients.models import Patient

LATE = frozenset({SlotState.OVERDUE, SlotState.MISSED})


@dataclass(frozen=True, slots=True)
class PlannedScan:
    """One of them; `url` is where it is dealt with. `is_late`: its day and the grace after it have passed."""

    kind: SlotKind
    due_on: date
    is_late: bool
    url: str


def planned_scans(patient: Patient, today: date) -> tuple[PlannedScan, ...]:
    """The planned examinations in the order of their days; one query."""
    return tuple(_planned(slot, today) for slot in open_slots(patient, today))


def _planned(slot: ImagingSlot, today: date) -> PlannedScan:
    url = reverse("imaging:slot", args=[slot.id])
    return PlannedScan(SlotKind(slot.kind), slot.due_on, slot.state_on(today) in LATE, url)
