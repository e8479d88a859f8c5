"""Visits to the dentist."""

from dataclasses import dataclass
from datetime import date

from guidelines.bone.dental import DentalItem
from guidelines.record.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalVisit(Entry):
    """A visit; `planned` True = not done yet, so it settles nothing. `cleared_on` None = not cleared."""

    item: DentalItem
    planned: bool = False
    cleared_on: date | None = None
