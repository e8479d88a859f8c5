"""One lesion against its own earlier measurements; growth is the rule's (IMG-46), the rest compares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guidelines.imaging.bands import Change
from guidelines.imaging.limits import Measure
from guidelines.imaging.measuring import Diameters, grown
from imaging.enums import Trend
from imaging.models import LesionReading
from imaging.selectors.measured import Examined
from imaging.selectors.places import Place
from imaging.selectors.register import Register

READ_TRENDS = {Change.GREW.value: Trend.GROWN, Change.SHRANK.value: Trend.SMALLER}


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
    trend = Trend.NEW if is_new else _read_trend(place, register)
    return Course(trend, next(iter(sizes), None), None)


def last_reading(place: Place, register: Register) -> tuple[Examined, LesionReading] | None:
    """The latest examination in which the lesion was read without diameters; None without one."""
    found = [(one, register.readings.get(one.study.id, {}).get(place.name)) for one in register.examined]
    return next(((one, row) for one, row in reversed(found) if row is not None), None)


def _read_trend(place: Place, register: Register) -> Trend:
    """What a reader says of a lesion that was never measured twice; between the limits nobody knows."""
    last = last_reading(place, register)
    return Trend.UNKNOWN if last is None else READ_TRENDS.get(last[1].change, Trend.UNKNOWN)


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
