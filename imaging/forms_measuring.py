"""One table for one examination: two diameters for each lesion of the register."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imaging.models import ImagingStudy, LesionMeasurement
from imaging.selectors.places import Place
from imaging.specs import MeasurementSpec
from patients.forms.base import RoomForm
from patients.forms.records import day, words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONG, SHORT = "long", "short"


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """The two fields of one lesion."""

    place: Place
    long: forms.BoundField
    short: forms.BoundField
    known: LesionMeasurement | None


class MeasureForm(RoomForm):
    """Both diameters of a lesion or none; a number that changes needs the reason."""

    measured_on = day(_("Measured on"))
    reason = words(_("Reason of the correction"), 200)

    def __init__(
        self,
        *args: Any,
        study: ImagingStudy,
        places: Iterable[Place],
        known: Mapping[str, LesionMeasurement],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.study, self.places, self.known = study, tuple(places), known
        for place in self.places:
            row = known.get(place.name)
            self.fields[f"{LONG}_{place.name}"] = _diameter(_("Largest"), row and row.long_mm)
            self.fields[f"{SHORT}_{place.name}"] = _diameter(_("Perpendicular"), row and row.short_mm)
        if not known:
            del self.fields["reason"]

    @property
    def lines(self) -> list[MeasureLine]:
        """A line for each lesion, in the order of the register."""
        return [
            MeasureLine(
                place,
                self[f"{LONG}_{place.name}"],
                self[f"{SHORT}_{place.name}"],
                self.known.get(place.name),
            )
            for place in self.places
        ]

    def clean(self) -> dict[str, Any]:
        """Refuses one diameter without the other, and a number that was wiped out."""
        data = super().clean() or self.cleaned_data
        for place in self.places:
            given = {kind: data.get(f"{kind}_{place.name}") for kind in (LONG, SHORT)}
            empty = [f"{kind}_{place.name}" for kind, value in given.items() if value is None]
            bad = any(name in self.errors for name in empty)
            if empty and not bad and (len(empty) == 1 or place.name in self.known):
                self.add_error(empty[0], self._missing(place))
        return data

    def _missing(self, place: Place) -> "_StrPromise":
        if place.name in self.known:
            return _("A measurement is taken back below, with a reason.")
        return _("Both diameters are needed; 0 for a lesion that is gone.")

    def specs(self) -> Iterator[tuple[Place, MeasurementSpec]]:
        """What was typed anew or otherwise than it stands; lines left empty or as they are stay out."""
        for place in self.places:
            long_mm, short_mm = (self.cleaned_data[f"{kind}_{place.name}"] for kind in (LONG, SHORT))
            row = self.known.get(place.name)
            if long_mm is None or (row is not None and (row.long_mm, row.short_mm) == (long_mm, short_mm)):
                continue
            yield (
                place,
                MeasurementSpec(
                    study_id=self.study.id,
                    lesion_id=row.lesion_id if row else place.head.id,
                    measured_on=self.cleaned_data["measured_on"],
                    long_mm=long_mm,
                    short_mm=short_mm,
                ),
            )


def _diameter(label: Any, initial: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, max_digits=5, decimal_places=1, min_value=0, initial=initial
    )
