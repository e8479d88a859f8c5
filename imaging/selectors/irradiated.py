"""Which lesions were irradiated, as the treatments of the record say."""

from collections.abc import Sequence

from imaging.selectors.places import Place
from patients.enums import TreatmentKind, TreatmentState
from patients.models import Patient, Treatment
from patients.record.sites import site_of


def irradiated_of(patient: Patient, places: Sequence[Place]) -> dict[str, tuple[Treatment, ...]]:
    """The radiotherapy given to the bone of each lesion; one query. What names no bone is of none."""
    rows = Treatment.objects.filter(
        patient=patient, voided_at=None, kind=TreatmentKind.RADIOTHERAPY, state=TreatmentState.GIVEN
    )
    told = [(row, site_of(row.site, side=row.side)) for row in rows.order_by("started_on", "created_at")]
    return {
        place.name: tuple(row for row, site in told if site is not None and site.same_bone(place.site))
        for place in places
    }
