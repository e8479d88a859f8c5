"""Measured lesions as they stand on their slice: the lines of both diameters, the name and the size."""

import json
from dataclasses import dataclass
from uuid import UUID

from accounts.templatetags.words import say
from guidelines.lesions import LesionType
from imaging.models import ImagingStudy, LesionMeasurement
from imaging.selectors.places import Place
from imaging.selectors.register import Register
from imaging.views.viewer_sizes import size_of


@dataclass(frozen=True, slots=True)
class Callout:
    """One measured lesion; `lines` are JSON: the end points in pixels of the slice, `[[x, y], [x, y]]` each.

    `reach_mm`: as far above and below its slice the lesion is taken to go, half of its largest diameter.
    """

    lesion_id: UUID
    name: str
    size: str
    series_uid: str
    slice_index: int
    lines: str
    reach_mm: str


def callouts_of(register: Register, study: ImagingStudy) -> list[Callout]:
    """Those that were drawn on a slice; a size that was typed has no place on the picture."""
    rows = register.measured.get(study.pk, {})
    found = [(place, rows.get(place.name)) for place in register.places]
    return [_callout(place, row, register) for place, row in found if row is not None and _is_drawn(row)]


def _is_drawn(row: LesionMeasurement) -> bool:
    return bool(row.series_uid and row.slice_index is not None and row.ends)


def _callout(place: Place, row: LesionMeasurement, register: Register) -> Callout:
    known = place.type not in (None, LesionType.UNKNOWN)
    return Callout(
        lesion_id=place.head.id,
        name=f"{register.sites[place.name]} {say(place.type) if place.type and known else ''}".strip(),
        size=f"{size_of(row.long_mm, row.short_mm)} mm",
        series_uid=row.series_uid,
        slice_index=row.slice_index or 0,
        lines=json.dumps([row.ends[which] for which in ("long", "short") if which in row.ends]),
        reach_mm=f"{row.long_mm / 2:.2f}",
    )
