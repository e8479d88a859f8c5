"""Which lesions were irradiated, as the treatments of the record say."""

from collections.abc import Sequence
from datetime import date

from imaging.selectors.places import Place
from patients.enums import TreatmentKind, TreatmentState
from patients.models import Treatment
from patients.record.rows import RecordRows
from patients.record.sites import site_of


def irradiated_of(record: RecordRows, places: Sequence[Place]) -> dict[str, tuple[Treatment, ...]]:
    """The radiotherapy given to the bone of each lesion, oldest first. What names no bone is of none."""
    rows = [row for row in record.valid(Treatment) if _is_given(row)]
    rows.sort(key=lambda row: row.started_on or date.min)
    told = [(row, site_of(row.site, side=row.side)) for row in rows]
    return {
        place.name: tuple(row for row, site in told if site is not None and site.same_bone(place.site))
        for place in places
    }


def _is_given(row: Treatment) -> bool:
    return row.kind == TreatmentKind.RADIOTHERAPY and row.state == TreatmentState.GIVEN
