"""What lesions without diameters say about one examination, lesion by lesion (IMG-40, IMG-43)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guidelines.imaging.bands import Change, common_band
from guidelines.imaging.filling import fill_of
from guidelines.imaging.modalities import Modality
from guidelines.imaging.response import CtFill
from guidelines.lesions import LesionType
from guidelines.record.lesions import Certainty
from imaging.models import LesionReading
from imaging.selectors.comparing import Comparison
from imaging.selectors.places import Place

Readings = Mapping[str, LesionReading]
# What is lytic can sclerose; a blastic lesion has nothing to fill (IMG-31).
FILLING = frozenset({LesionType.OSTEOLYTIC, LesionType.MIXED})


@dataclass(frozen=True, slots=True)
class Stated:
    """The band all unmeasured lesions share, their sclerosis, those that grew, and those nobody read.

    `is_uptake`: what was read is uptake of a bone scan. `differ`: the lesions that were read do not agree.
    """

    band: Change | None = None
    fill: CtFill | None = None
    grown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    is_uptake: bool = False
    differ: bool = False


def stated_of(comparison: Comparison, places: Iterable[Place], readings: Readings) -> Stated:
    """The readings of one examination; nothing at all is stated while nobody read a lesion."""
    if not readings:
        return Stated()
    asked = [place for place in places if _is_asked(place, comparison, readings)]
    changes = {place.name: _change(readings.get(place.name)) for place in asked}
    return Stated(
        band=common_band(changes.values()),
        fill=fill_of(_fills(asked, readings)),
        grown=tuple(name for name, change in changes.items() if change is Change.GREW),
        unread=tuple(name for name, change in changes.items() if change is None),
        differ=len(set(changes.values()) - {Change.NOT_SHOWN, None}) > 1,
        is_uptake=comparison.current.seen.modality is Modality.BS,
    )


def _is_asked(place: Place, comparison: Comparison, readings: Readings) -> bool:
    """A lesion known before and not measured now; one measured earlier counts only when it was read."""
    seen_on, done_on = place.first_seen_on, comparison.current.done_on
    is_known = seen_on is None or seen_on < done_on
    if not is_known or place.certainty is Certainty.BENIGN or place.name in comparison.current.seen.lesions:
        return False
    return place.name in readings or not any(place.name in one.seen.lesions for one in comparison.series)


def _change(reading: LesionReading | None) -> Change | None:
    return Change(reading.change) if reading is not None and reading.change else None


def _fills(asked: Sequence[Place], readings: Readings) -> Iterable[CtFill | None]:
    """Of lytic and mixed lesions that are shown, and of whichever else was read."""
    for place in asked:
        reading = readings.get(place.name)
        if _change(reading) is Change.NOT_SHOWN:
            continue
        if reading is not None and reading.fill:
            yield CtFill(reading.fill)
        elif place.type in FILLING:
            yield None
