"""The examinations of the follow-up calendar that are not done, for whoever shows them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from guidelines.imaging.calendar import SlotKind, SlotState
from patients.models import Patient
from worklist.selectors.slots import slots_of

LATE = frozenset({SlotState.OVERDUE, SlotState.MISSED})


@dataclass(frozen=True, slots=True)
class PlannedScan:
    """One of them; `url` is where it is dealt with. `is_late`: its day and the grace after it have passed."""

    kind: SlotKind
    due_on: date
    is_late: bool
    url: str


def planned_scans(patient: Patient) -> tuple[PlannedScan, ...]:
    """The planned examinations in the order of their days. Nobody else asks where slots are kept."""
    url = f"{reverse('patients:detail', args=[patient.id])}#due-now"
    found = (PlannedScan(slot.kind, slot.due_on, slot.state in LATE, url) for slot in slots_of(patient))
    return tuple(sorted(found, key=lambda scan: scan.due_on))
