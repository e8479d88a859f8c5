"""Doses, supplements and names of bone-modifying drugs (DQ-17 to DQ-20, DQ-26)."""

from collections.abc import Iterator
from itertools import pairwise

from guidelines.bone.intervals import IntervalLabel, interval_label
from guidelines.dataquality.flags import Flags, dq_rule, field_of
from guidelines.findings import Finding
from guidelines.labs import Band
from guidelines.reading.calcium import CalciumEpisode
from guidelines.record.bonedrugs import BoneCourse, Dose, Supplement
from guidelines.record.record import Record
from guidelines.settings import Limits

DQ_17 = dq_rule(
    "17",
    "记录共 {count} 剂，{days} 天内每 {interval} 天一剂应为 {expected} 剂。",
    "{count} doses are stated; every {interval} days within {days} days makes {expected}.",
    "GL §4.1.2.1; P",
)
DQ_18 = dq_rule(
    "18",
    "两剂相隔 {days} 天，标准为 {minimum}～{maximum} 天。",
    "Two doses are {days} days apart; the standard is {minimum}-{maximum}.",
    "WP §26; P",
)
DQ_19 = dq_rule(
    "19",
    "高钙血症期间开具了{name}，应暂停。",
    "{name} was ordered while calcium was high: withhold it.",
    "GL §4.1.4.3; P",
)
DQ_20 = dq_rule(
    "20",
    "{given_on} 血钙偏低时给予了骨改良药物，应先纠正。",
    "A bone-modifying drug was given on {given_on} while calcium was low: correct it first.",
    "GL §4.1.4.3; P",
)
DQ_26 = dq_rule(
    "26",
    "骨改良药物未写明药名（“{text}”），请补录，不推断。",
    "The bone-modifying drug is not named (“{text}”): please add it; it is never guessed.",
)
WORDS_FOR_SUPPLEMENT = "calcium / vitamin D"


def bone_drug_flags(record: Record, episodes: tuple[CalciumEpisode, ...], limits: Limits) -> Flags:
    """Return everything that does not fit in the courses of bone-modifying drugs."""
    found: list[Finding] = []
    for course in record.courses:
        found += _course_flags(course, limits)
        found += _calcium_flags(course, episodes)
    found += [flag for item in record.supplements if (flag := supplement_flag(item, episodes)) is not None]
    return tuple(found)


def _course_flags(course: BoneCourse, limits: Limits) -> Iterator[Finding]:
    if course.agent is None:
        yield DQ_26.finding(key=field_of(course, "agent"), text=course.agent_text)
    total = total_flag(course, limits)
    if total is not None:
        yield total
    yield from interval_flags(course, limits)


def total_flag(course: BoneCourse, limits: Limits) -> Finding | None:
    """Return the flag of a stated total that the days do not make (DQ-17), else None.

    Nothing can be said without the first dose, the day up to which was counted, or an interval.
    """
    first = min(course.given_on, default=course.on)
    stated, interval = course.stated, course.interval_days or limits.denosumab_interval_days
    if stated is None or stated.on is None or first is None or stated.on < first or interval <= 0:
        return None
    days = (stated.on - first).days
    expected = days // interval + 1
    if stated.count == expected:
        return None
    return DQ_17.finding(
        key=field_of(course, "doses_given"),
        count=stated.count,
        days=days,
        interval=interval,
        expected=expected,
    )


def odd_intervals(course: BoneCourse, limits: Limits) -> Iterator[tuple[Dose, int]]:
    """Return each dated dose outside the standard 27-30 days, with the days since the one before."""
    dated = sorted((dose for dose in course.doses if dose.on is not None), key=lambda dose: str(dose.on))
    for before, dose in pairwise(dated):
        if before.on is None or dose.on is None:
            continue
        days = (dose.on - before.on).days
        if interval_label(days, limits, approved_days=course.interval_days) is not IntervalLabel.ON_TIME:
            yield dose, days


def interval_flags(course: BoneCourse, limits: Limits) -> Flags:
    """Return the flags of doses that came too early or too late and give no reason (DQ-18)."""
    return tuple(
        DQ_18.finding(
            key=field_of(dose, "offset_days"),
            days=days,
            minimum=limits.on_time_min_days,
            maximum=limits.on_time_max_days,
        )
        for dose, days in odd_intervals(course, limits)
        if not dose.reason.strip()
    )


def _calcium_flags(course: BoneCourse, episodes: tuple[CalciumEpisode, ...]) -> Iterator[Finding]:
    for item in course.supplements:
        if (flag := supplement_flag(item, episodes)) is not None:
            yield flag
    for dose in course.doses:
        if (flag := low_calcium_flag(dose, episodes)) is not None:
            yield flag


def supplement_flag(item: Supplement, episodes: tuple[CalciumEpisode, ...]) -> Finding | None:
    """Return the flag of a supplement taken while calcium was high (DQ-19), else None."""
    if not any(episode.band is Band.HIGH and _overlaps(item, episode) for episode in episodes):
        return None
    return DQ_19.finding(key=field_of(item, "offset_days"), name=item.name or WORDS_FOR_SUPPLEMENT)


def _overlaps(item: Supplement, episode: CalciumEpisode) -> bool:
    if item.on is None or episode.begin is None:
        return False
    begun_before_end = episode.end is None or item.on < episode.end
    return begun_before_end and (item.stopped_on is None or item.stopped_on > episode.begin)


def low_calcium_flag(dose: Dose, episodes: tuple[CalciumEpisode, ...]) -> Finding | None:
    """Return the flag of a dose given while calcium was low (DQ-20), else None."""
    given_on = dose.on
    if given_on is None or not any(e.band is Band.LOW and e.covers(given_on) for e in episodes):
        return None
    return DQ_20.finding(key=field_of(dose, "offset_days"), given_on=given_on)
