"""The lesions that were measured in the examinations on the screen, with what became of each and of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext

from accounts.templatetags.words import one_place
from guidelines.findings import Finding
from guidelines.imaging.limits import Measure
from guidelines.imaging.measuring import Diameters, Examination, Sums, grown_lesions, sums_of
from guidelines.imaging.modalities import Modality
from guidelines.imaging.response import IMG_46
from imaging.models import ImagingStudy, LesionMeasurement
from imaging.selectors.places import Place
from imaging.selectors.register import Register

Found = LesionMeasurement | None
PANES = 2


@dataclass(frozen=True, slots=True)
class Size:
    """Both diameters in one examination; the slice they were drawn on, None where they were typed."""

    words: str
    series_uid: str
    slice_index: int | None


@dataclass(frozen=True, slots=True)
class SizeRow:
    """One lesion: its diameters in each examination, None where it was not measured, and their change."""

    name: str
    url: str
    sizes: tuple[Size | None, ...]
    change: str
    tone: str


@dataclass(frozen=True, slots=True)
class SumRow:
    """All lesions of the first examination together, by one measure: before, now and the change (IMG-44)."""

    words: str
    before: str
    now: str
    change: str
    tone: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """What stands beside the images. `sums` are empty where the two cannot be compared as a whole.

    `mixed`: a lesion grew although the sum did not (IMG-46).
    """

    rows: tuple[SizeRow, ...]
    sums: tuple[SumRow, ...]
    mixed: Finding | None


def sizes_of(register: Register, studies: Sequence[ImagingStudy]) -> Sizes:
    """Every lesion that was measured in one of them; changes are of the sum of both diameters (IMG-44)."""
    found = [(place, _found(register, place, studies)) for place in register.places]
    seen = _examinations(register, studies)
    measures = ((Measure.SUM, gettext("Sum, mm")), (Measure.PRODUCT, gettext("Product, mm²")))
    totals = [(words, sums_of(seen, measure)) for measure, words in measures]
    return Sizes(
        rows=tuple(_row(register, place, studies, rows) for place, rows in found if any(rows)),
        sums=tuple(_sum_row(words, sums) for words, sums in totals if sums is not None and sums.measurable),
        mixed=_mixed(register, seen, totals[0][1]),
    )


def _found(register: Register, place: Place, studies: Sequence[ImagingStudy]) -> list[Found]:
    return [register.measured.get(study.pk, {}).get(place.name) for study in studies]


def _examinations(register: Register, studies: Sequence[ImagingStudy]) -> list[Examination]:
    """Both with all that was measured; none unless they are two by the same means (IMG-48)."""
    seen = {one.study.pk: one.seen for one in register.examined}
    told = [seen[study.pk] for study in studies if study.pk in seen]
    same = len(told) == PANES and told[0].modality is told[1].modality
    return told if same and all(one.lesions for one in told) else []


def _sum_row(words: str, sums: Sums) -> SumRow:
    return SumRow(words, one_place(sums.baseline), one_place(sums.current), _signed(sums), _tone(sums))


def _mixed(register: Register, seen: Sequence[Examination], sums: Sums | None) -> Finding | None:
    """Where the sum is not known nobody can say that it did not grow."""
    names = grown_lesions(seen)
    if sums is None or sums.grew or not names:
        return None
    return IMG_46.finding(lesions=tuple(register.sites[name] for name in names))


def _row(
    register: Register, place: Place, studies: Sequence[ImagingStudy], found: Sequence[Found]
) -> SizeRow:
    sums = _sums(studies, found)
    return SizeRow(
        name=register.sites[place.name],
        url=reverse("imaging:lesion_record", args=[place.head.patient_id, place.head.id]),
        sizes=tuple(_size(row) if row else None for row in found),
        change=_signed(sums) if sums else "",
        tone=_tone(sums) if sums else "",
    )


def _size(row: LesionMeasurement) -> Size:
    return Size(size_of(row.long_mm, row.short_mm), row.series_uid, row.slice_index)


def size_of(long_mm: Decimal, short_mm: Decimal) -> str:
    """`18.4 × 14.2`."""
    return f"{one_place(long_mm)} × {one_place(short_mm)}"


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
    """`+44.9%`, `−10.4%`; empty when there was nothing to shrink."""
    percent = sums.percent
    return "" if percent is None else f"{percent:+}%".replace("-", "\N{MINUS SIGN}")


def _tone(sums: Sums) -> str:
    """Grown by a quarter or more (IMG-41), or halved (IMG-42)."""
    return "red" if sums.grew else "green" if sums.halved else ""
