"""The regular meeting: its series, the month without one, the unit's figures (MDT-09, MDT-13)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from guidelines.bone.intervals import plan_dates
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.mdt.disciplines import Discipline
from guidelines.mdt.followthrough import DecisionOutcome
from guidelines.mdt.limits import DEFAULT_MDT_LIMITS, MdtLimits, MeetingFrequency
from guidelines.rates import Rate, ratio
from guidelines.terms import Text
from guidelines.values import add_months

INTERVAL_DAYS: Mapping[MeetingFrequency, int] = MappingProxyType(
    {MeetingFrequency.WEEKLY: 7, MeetingFrequency.FORTNIGHTLY: 14, MeetingFrequency.FOUR_WEEKLY: 28}
)


def series_dates(first_on: date, count: int, limits: MdtLimits = DEFAULT_MDT_LIMITS) -> tuple[date, ...]:
    """Return the days of the next `count` regular meetings, all on the weekday of the first (MDT-13)."""
    return plan_dates(first_on, INTERVAL_DAYS[limits.mdt_frequency], count)


MDT_13 = Rule(
    "MDT-13",
    Severity.FLAG,
    Text(
        "{month} 没有召开骨转移 MDT 例会，请协调员安排。",
        "No regular meeting took place in {month}: the coordinator arranges one.",
    ),
    "WP §33; P AMB-63",
    Grade.UNGRADED,
)


def month_without_meeting(month: date, held_on: Iterable[date], today: date) -> Finding | None:
    """Return the flag for a calendar month, named by any day in it, that ended without a meeting (MDT-13)."""
    first = month.replace(day=1)
    if today < add_months(first, 1) or first in {day.replace(day=1) for day in held_on}:
        return None
    return MDT_13.finding(key=f"{first:%Y-%m}", month=f"{first:%Y-%m}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """One closed meeting as the statistics read it; the regulars are its fixed members."""

    held_on: date
    cases: int
    disciplines: frozenset[Discipline]
    regulars_invited: int
    regulars_present: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFigures:
    """What MDT-09 reports of one unit and one period; None = there was nothing to divide by."""

    meetings: int
    cases: int
    cases_per_meeting: Decimal | None
    attended: Mapping[Discipline, Rate]
    fixed_members: Rate
    implemented: Rate


def unit_figures(
    meetings: Iterable[MeetingRecord], outcomes: Iterable[DecisionOutcome | None] = ()
) -> UnitFigures:
    """Return the figures of these meetings and of the decisions due in that period (MDT-09, QI-24, QI-25).

    An outcome of None was not recorded: it is left out of the rate and counted as unknown.
    """
    held = list(meetings)
    cases = sum(meeting.cases for meeting in held)
    seen = Counter(discipline for meeting in held for discipline in meeting.disciplines)
    return UnitFigures(
        meetings=len(held),
        cases=cases,
        cases_per_meeting=ratio(cases, len(held)),
        attended={discipline: Rate(seen[discipline], len(held)) for discipline in Discipline},
        fixed_members=Rate(
            sum(meeting.regulars_present for meeting in held),
            sum(meeting.regulars_invited for meeting in held),
        ),
        implemented=implemented_rate(outcomes),
    )


def implemented_rate(outcomes: Iterable[DecisionOutcome | None]) -> Rate:
    """Return the decisions implemented among those due (QI-27); partly, not and changed are not counted."""
    seen = Counter(outcomes)
    unknown = seen.pop(None, 0)
    return Rate(seen[DecisionOutcome.IMPLEMENTED], seen.total(), unknown)
