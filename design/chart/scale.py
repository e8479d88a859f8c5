"""From days to places: the stretch of time that is shown and where each day of it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

AHEAD_DAYS = 42  # the next dose of every usual interval still shows
FARTHEST_AHEAD_DAYS = 98  # and of every quarter the next examination
EDGE_DAYS = 7
SHORTEST_DAYS = 182


@dataclass(frozen=True, slots=True)
class Window:
    """The days shown, both ends included."""

    first: date
    last: date
    today: date

    def holds(self, day: date) -> bool:
        """True for a day that is shown."""
        return self.first <= day <= self.last

    def overlaps(self, first: date, last: date) -> bool:
        """True when at least one day from first to last is shown."""
        return first <= self.last and last >= self.first


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or the last one that month has."""
    month = day.year * 12 + day.month - 1 - months
    first = date(month // 12, month % 12 + 1, 1)
    after = first + timedelta(days=31)
    return min(first + timedelta(days=day.day - 1), after.replace(day=1) - timedelta(days=1))


def window(today: date, months: int | None, earliest: date | None, planned: Iterable[date] = ()) -> Window:
    """The last `months`, or with None everything since the earliest day, at least half a year.

    It reaches some weeks ahead, farther for those `planned` days that are not far beyond.
    """
    if months is not None:
        first = months_before(today, months)
    else:
        first = min(earliest or today, today - timedelta(days=SHORTEST_DAYS)) - timedelta(days=7)
    return Window(first, _last(today, planned), today)


def _last(today: date, planned: Iterable[date]) -> date:
    usual, farthest = today + timedelta(days=AHEAD_DAYS), today + timedelta(days=FARTHEST_AHEAD_DAYS)
    return max([usual, *(day + timedelta(days=EDGE_DAYS) for day in planned if day <= farthest)])


@dataclass(frozen=True, slots=True)
class Scale:
    """A window between two places of the picture."""

    window: Window
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands; days outside stand at the edge they lie behind."""
        span = (self.window.last - self.window.first).days
        share = (day - self.window.first).days / span
        return self.left + min(max(share, 0), 1) * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of a month; `names_year` where the year must be said."""

    x: float
    month: date
    names_year: bool
    is_named: bool


NARROWEST = 44


def ticks(scale: Scale) -> list[Tick]:
    """The months of the window; too close together, only every second, third, sixth or twelfth is named."""
    months = list(_months(scale.window))
    width = (scale.right - scale.left) / max(len(months), 1)
    step = next((step for step in (1, 2, 3, 6) if step * width >= NARROWEST), 12)
    named = [month for month in months if (month.month - 1) % step == 0]
    return [
        Tick(scale.x(month), month, month in named[:1] or month.month == 1, month in named)
        for month in months
    ]


def _months(shown: Window) -> Iterator[date]:
    month = shown.first.replace(day=1)
    while month <= shown.last:
        if month >= shown.first:
            yield month
        month = (month + timedelta(days=32)).replace(day=1)
