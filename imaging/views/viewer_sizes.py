"""The lesions that were measured in the examinations on the screen, with what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.templatetags.words import one_place
from guidelines.imaging.limits import Measure
from guidelines.imaging.measuring import Diameters, Examination, Sums, sums_of
from guidelines.imaging.modalities import Modality
from imaging.models import ImagingStudy, LesionMeasurement
from imaging.selectors.places import Place
from imaging.selectors.register import Register

Found = LesionMeasurement | None


@dataclass(frozen=True, slots=True)
class SizeRow:
    """One lesion: its diameters in each examination, empty where it was not measured, and their change."""

    name: str
    url: str
    sizes: tuple[str, ...]
    change: str
    tone: str


def size_rows(register: Register, studies: Sequence[ImagingStudy]) -> list[SizeRow]:
    """Every lesion that was measured in one of them; the change is of the sum of its diameters (IMG-44)."""
    rows = [(place, _found(register, place, studies)) for place in register.places]
    return [_row(register, place, studies, found) for place, found in rows if any(found)]


def _found(register: Register, place: Place, studies: Sequence[ImagingStudy]) -> list[Found]:
    return [register.measured.get(study.pk, {}).get(place.name) for study in studies]


def _row(
    register: Register, place: Place, studies: Sequence[ImagingStudy], found: Sequence[Found]
) -> SizeRow:
    sums = _sums(studies, found)
    return SizeRow(
        name=register.sites[place.name],
        url=reverse("imaging:lesion_record", args=[place.head.patient_id, place.head.id]),
        sizes=tuple(f"{one_place(row.long_mm)} × {one_place(row.short_mm)}" if row else "" for row in found),
        change=_signed(sums) if sums else "",
        tone=_tone(sums) if sums else "",
    )


def _sums(studies: Sequence[ImagingStudy], found: Sequence[Found]) -> Sums | None:
    """Of two examinations by the same means (IMG-48); None where one of them has no such number."""
    if len(found) < 2 or len({study.modality for study in studies}) > 1:
        return None
    seen = [_seen(study, row) for study, row in zip(studies, found, strict=True) if row]
    known = [one for one in seen if one is not None]
    return sums_of(known, Measure.SUM) if len(known) == len(studies) else None


def _seen(study: ImagingStudy, row: LesionMeasurement) -> Examination | None:
    if study.done_on is None or study.modality not in set(Modality):
        return None
    sizes = {"": Diameters(row.long_mm, row.short_mm)}
    return Examination(done_on=study.done_on, modality=Modality(study.modality), lesions=sizes)


def _signed(sums: Sums) -> str:
    """`+44.9 %`, `−10.4 %`; empty when there was nothing to shrink."""
    percent = sums.percent
    return "" if percent is None else f"{percent:+} %".replace("-", "\N{MINUS SIGN}")


def _tone(sums: Sums) -> str:
    """Grown by a quarter or more (IMG-41), or halved (IMG-42)."""
    return "red" if sums.grew else "green" if sums.halved else ""
