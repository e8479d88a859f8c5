"""One table for one examination: for each lesion two diameters, or what a reader says without any."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guidelines.imaging.bands import Change
from guidelines.imaging.modalities import CT_KINDS, Modality
from guidelines.imaging.response import CtFill
from imaging.models import ImagingStudy, LesionMeasurement, LesionReading
from imaging.selectors.places import Place
from imaging.selectors.stated import FILLING
from imaging.specs import MeasurementSpec, ReadingSpec
from patients.forms.base import RoomForm
from patients.forms.records import day, one_of, words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONG, SHORT, CHANGE, FILL = "long", "short", "change", "fill"
# Where table 1 reads sclerosis.
FILL_KINDS = frozenset({*CT_KINDS, Modality.XRAY})


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """The fields of one lesion; `fill` None: it cannot sclerose, or this examination does not show it."""

    place: Place
    long: forms.BoundField
    short: forms.BoundField
    change: forms.BoundField
    fill: forms.BoundField | None

    @property
    def is_read(self) -> bool:
        """Whether something is said without diameters, so that it must be seen."""
        fields = (self.change, *([self.fill] if self.fill else []))
        return any(field.value() or field.errors for field in fields)


class MeasureForm(RoomForm):
    """Both diameters of a lesion or none, and what is said without; what changes needs the reason."""

    measured_on = day(_("Measured on"))
    reason = words(_("Reason of the correction"), 200)

    def __init__(
        self,
        *args: Any,
        study: ImagingStudy,
        places: Iterable[Place],
        known: Mapping[str, LesionMeasurement],
        read: Mapping[str, LesionReading],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.study, self.places, self.known, self.read = study, tuple(places), known, read
        for place in self.places:
            self._add(place)
        if not known and not read:
            del self.fields["reason"]

    def _add(self, place: Place) -> None:
        row, said = self.known.get(place.name), self.read.get(place.name)
        self.fields[f"{LONG}_{place.name}"] = _diameter(_("Largest"), row and row.long_mm)
        self.fields[f"{SHORT}_{place.name}"] = _diameter(_("Perpendicular"), row and row.short_mm)
        is_scan = self.study.modality == Modality.BS
        label = _("Uptake against before") if is_scan else _("Without diameters, against before")
        self.fields[f"{CHANGE}_{place.name}"] = _said(label, Change, said and said.change)
        if self.study.modality in FILL_KINDS and place.type in {*FILLING, None}:
            self.fields[f"{FILL}_{place.name}"] = _said(_("Sclerosis"), CtFill, said and said.fill)

    @property
    def lines(self) -> list[MeasureLine]:
        """A line for each lesion, in the order of the register."""
        return [self._line(place) for place in self.places]

    def _line(self, place: Place) -> MeasureLine:
        long, short, change = (self[f"{kind}_{place.name}"] for kind in (LONG, SHORT, CHANGE))
        fill = f"{FILL}_{place.name}"
        return MeasureLine(place, long, short, change, self[fill] if fill in self.fields else None)

    def clean(self) -> dict[str, Any]:
        """Refuses one diameter without the other, what was wiped out, and two answers about one lesion."""
        data = super().clean() or self.cleaned_data
        for place in self.places:
            self._check_diameters(place, data)
            self._check_said(place, data)
        return data

    def _check_diameters(self, place: Place, data: Mapping[str, Any]) -> None:
        given = {kind: data.get(f"{kind}_{place.name}") for kind in (LONG, SHORT)}
        empty = [f"{kind}_{place.name}" for kind, value in given.items() if value is None]
        bad = any(name in self.errors for name in empty)
        if empty and not bad and (len(empty) == 1 or place.name in self.known):
            self.add_error(empty[0], self._missing(place))

    def _missing(self, place: Place) -> "_StrPromise":
        if place.name in self.known:
            return _("A measurement is taken back below, with a reason.")
        return _("Both diameters are needed; 0 for a lesion that is gone.")

    def _check_said(self, place: Place, data: Mapping[str, Any]) -> None:
        change, fill = (data.get(f"{kind}_{place.name}") for kind in (CHANGE, FILL))
        if change and data.get(f"{LONG}_{place.name}") is not None:
            self.add_error(f"{CHANGE}_{place.name}", _("The diameters say already how it changed."))
        elif place.name in self.read and not change and not fill:
            self.add_error(f"{CHANGE}_{place.name}", _("A reading is taken back below, with a reason."))

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

    def readings(self) -> Iterator[tuple[Place, ReadingSpec]]:
        """What was said anew or otherwise than it stands."""
        for place in self.places:
            change, fill = (self.cleaned_data.get(f"{kind}_{place.name}") for kind in (CHANGE, FILL))
            row = self.read.get(place.name)
            if (change or "", fill or "") == ((row.change, row.fill) if row else ("", "")):
                continue
            yield (
                place,
                ReadingSpec(
                    study_id=self.study.id,
                    lesion_id=row.lesion_id if row else place.head.id,
                    read_on=self.cleaned_data["measured_on"],
                    change=change,
                    fill=fill,
                ),
            )


def _diameter(label: Any, initial: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, max_digits=5, decimal_places=1, min_value=0, initial=initial
    )


def _said(label: Any, terms: Any, initial: Any) -> forms.TypedChoiceField:
    field = one_of(label, terms, required=False)
    field.initial = initial or ""
    return field
