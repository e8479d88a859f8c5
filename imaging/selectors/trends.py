"""One lesion against its own earlier measurements; growth is the rule's (IMG-46), the rest compares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guidelines.imaging.limits import Measure
from guidelines.imaging.measuring import Diameters, grown
from imaging.enums import Trend
from imaging.selectors.measured import Examined
from imaging.selectors.places import Place
from imaging.selectors.register import Register


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured of one lesion in one examination."""

    examined: Examined
    diameters: Diameters


@dataclass(frozen=True, slots=True)
class Course:
    """The first and the last measurement of a lesion by one modality, and how it stands."""

    trend: Trend
    now: Size | None
    baseline: Size | None


def course_of(place: Place, register: Register) -> Course:
    """How the lesion stands; UNKNOWN while there is nothing to compare, never "stable"."""
    sizes = _sizes(place, register.examined)
    if len(sizes) > 1:
        return Course(_trend(sizes), sizes[-1], sizes[0])
    is_new = _is_later(place.first_seen_on, register.baseline_on)
    return Course(Trend.NEW if is_new else Trend.UNKNOWN, next(iter(sizes), None), None)


def _sizes(place: Place, examined: Sequence[Examined]) -> list[Size]:
    """The measurements by the modality that measured it last, oldest first."""
    found = [Size(one, one.seen.lesions[place.name]) for one in examined if place.name in one.seen.lesions]
    return [size for size in found if size.examined.seen.modality is found[-1].examined.seen.modality]


def _trend(sizes: Sequence[Size]) -> Trend:
    values = [size.diameters.value(Measure.SUM) for size in sizes]
    if grown(values[-1], min(values[:-1])):
        return Trend.GROWN
    return Trend.SMALLER if values[-1] < values[0] else Trend.STABLE


def _is_later(seen_on: date | None, baseline_on: date | None) -> bool:
    return seen_on is not None and baseline_on is not None and seen_on > baseline_on
