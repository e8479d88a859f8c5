"""The same facts as a table, and those no picture can show because nobody knows their day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from design.chart.lanes import Item, Lane
from design.chart.scale import Window


@dataclass(frozen=True, slots=True)
class Fact:
    """One record in words; `on` None: undated."""

    lane: str
    on: date | None
    said: str
    url: str


def dated(lanes: Iterable[Lane], window: Window) -> list[Fact]:
    """What lies in the window, the newest first."""
    facts = [_fact(lane, item) for lane in lanes for item in lane.items if is_in(item, window)]
    return sorted(facts, key=lambda fact: fact.on or date.min, reverse=True)


def undated(lanes: Iterable[Lane]) -> list[Fact]:
    """What has no day, in the order of the lanes."""
    return [_fact(lane, item) for lane in lanes for item in lane.items if item.on is None]


def earliest(lanes: Iterable[Lane]) -> date | None:
    """The first day anything is known of; None without a dated record."""
    return min((item.on for lane in lanes for item in lane.items if item.on), default=None)


def planned_next(lanes: Iterable[Lane], today: date) -> list[date]:
    """The day of what comes next in each lane that has something planned."""
    coming = ([item.on for item in lane.items if item.on and item.on > today] for lane in lanes)
    return [min(days) for days in coming if days]


def _fact(lane: Lane, item: Item) -> Fact:
    return Fact(lane.title, item.on, item.said, item.url)


def is_in(item: Item, window: Window) -> bool:
    """Also what began earlier and reaches into the window: the picture shows it too."""
    return item.on is not None and window.overlaps(item.on, item.end(window.today) or item.on)
