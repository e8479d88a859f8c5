"""Visits to the dentist."""

from dataclasses import dataclass
from datetime import date

from guidelines.bone.dental import DentalItem
from guidelines.record.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalVisit(Entry):
    """A visit; `planned` True = not done yet, so it settles nothing, and `on` is the day it was written down.

    `cleared_on` None = not cleared. `jaw_necrosis` True = the dentist suspects or confirms it, False = found
    nothing, None = the record does not say.
    """

    item: DentalItem
    planned: bool = False
    cleared_on: date | None = None
    jaw_necrosis: bool | None = None
