"""Calcium of a record as episodes: from the day it left its range to the day it was normal again (SAF-07)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from guidelines.bone.calcium import CalciumReading, calcium_reading
from guidelines.facts import LabFact, Problem
from guidelines.labs import Band
from guidelines.reading.labs import CALCIUM, canonical, lab_facts
from guidelines.reading.limits import HospitalLimits
from guidelines.record.complaints import ProblemEntry
from guidelines.record.record import Record
from guidelines.record.results import LabResult


@dataclass(frozen=True, slots=True, kw_only=True)
class CalciumEpisode:
    """Calcium out of range; `end` None = not normal again. `readings` empty = known in words only.

    `begin` None = an undated entry, of which only its end can be known.
    """

    band: Band
    begin: date | None
    end: date | None = None
    readings: tuple[CalciumReading, ...] = ()
    ref: str = ""

    def covers(self, day: date) -> bool:
        """Return whether calcium was known to be out of range on a day; an undated begin covers none."""
        return self.begin is not None and self.begin <= day and (self.end is None or day < self.end)


def calcium_readings(facts: Iterable[LabFact], limits: HospitalLimits) -> tuple[CalciumReading, ...]:
    """Return the calcium to judge on each day it was measured, oldest first (CAL-08)."""
    known = tuple(facts)
    days = sorted({fact.sampled_on for fact in known if fact.analyte in CALCIUM})
    readings = (calcium_reading(known, day, limits.drugs) for day in days)
    return tuple(reading for reading in readings if reading is not None)


def calcium_episodes(record: Record, limits: HospitalLimits) -> tuple[CalciumEpisode, ...]:
    """Return every episode of low or high calcium, measured ones first, then those known in words only.

    A problem or a report in words lasts until it is resolved or a number measured on a later day is normal:
    on the same day the two contradict each other, and the safer one stands (SAF-07).
    """
    readings = calcium_readings(lab_facts(record.labs, limits.safety), limits)
    measured = [*_measured(readings, Band.LOW), *_measured(readings, Band.HIGH)]
    worded = [*_problems(record.problems, readings), *_flags(record.labs, readings)]
    return (*measured, *worded)


def _measured(readings: tuple[CalciumReading, ...], band: Band) -> Iterator[CalciumEpisode]:
    run: list[CalciumReading] = []
    for reading in readings:
        if reading.band is band:
            run.append(reading)
        elif run and reading.band is not Band.UNKNOWN:
            yield _episode(run, reading.sampled_on)
            run = []
    if run:
        yield _episode(run, None)


def _episode(run: list[CalciumReading], end: date | None) -> CalciumEpisode:
    return CalciumEpisode(band=run[0].band, begin=run[0].sampled_on, end=end, readings=tuple(run))


BANDS = {Problem.HYPOCALCAEMIA: Band.LOW, Problem.HYPERCALCAEMIA: Band.HIGH}


def _problems(
    problems: Iterable[ProblemEntry], readings: tuple[CalciumReading, ...]
) -> Iterator[CalciumEpisode]:
    for entry in problems:
        band = None if entry.problem is None else BANDS.get(entry.problem)
        if band is not None:
            end = _earlier(entry.resolved_on, _normal_after(entry.on, band, readings))
            yield CalciumEpisode(band=band, begin=entry.on, end=end, ref=entry.ref)


def _flags(results: Iterable[LabResult], readings: tuple[CalciumReading, ...]) -> Iterator[CalciumEpisode]:
    for result in results:
        out_of_range = result.analyte in CALCIUM and result.flag in (Band.LOW, Band.HIGH)
        if out_of_range and result.flag is not None and canonical(result) is None:
            end = _normal_after(result.on, result.flag, readings)
            yield CalciumEpisode(band=result.flag, begin=result.on, end=end, ref=result.ref)


def _normal_after(begin: date | None, band: Band, readings: tuple[CalciumReading, ...]) -> date | None:
    if begin is None:
        return None
    other = Band.LOW if band is Band.HIGH else Band.HIGH
    days = (r.sampled_on for r in readings if r.sampled_on > begin and r.band in (Band.NORMAL, other))
    return next(days, None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def open_episodes(episodes: Iterable[CalciumEpisode], band: Band) -> tuple[CalciumEpisode, ...]:
    """Return the episodes of this kind that are not over."""
    return tuple(episode for episode in episodes if episode.band is band and episode.end is None)
