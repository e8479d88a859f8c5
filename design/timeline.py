"""The small time line of one course: a numbered disc for every dose, drawn as SVG on the server.

Positions are attributes, colours are presentation attributes (for print and PDF) that classes override in
dark mode; no style attributes, as the content security policy allows none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol

STEP = 30
ROW = 86
PER_LINE = 12
LEFT = 22
AXIS = 34
LABEL_WIDTH = 38


class DosePoint(Protocol):
    """What the time line reads of a dose."""

    state: str
    label: str
    date: date | None
    days_late: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawn dose; `above` and `below` are empty where the words would collide."""

    state: str
    label: str
    x: int
    y: int
    above: str
    below: str
    now: str
    title: str
    url: str
    shape: str


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the axis between two neighbouring marks; `future` is dotted."""

    x1: int
    x2: int
    y: int
    future: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture, ready for `components/dose_timeline.html`."""

    width: int
    height: int
    marks: Sequence[Mark]
    lines: Sequence[Line]


# The dose in question has its date on a line of its own, so that it never gives way to a neighbour.
NOW = ("due", "overdue")
SHAPES = {"given": "disc", "late": "disc", "held": "box", "planned": "ring", "due": "ring"}


def drawing(points: Iterable[DosePoint], words: "Words") -> Drawing:
    """Lays out doses in lines of twelve, oldest first; never drops a mark, only words that collide."""
    items = list(points)
    marks: list[Mark] = []
    for start in range(0, len(items), PER_LINE):
        marks += _line_of_marks(items, start, words)
    columns = min(len(items), PER_LINE)
    rows = max(1, -(-len(items) // PER_LINE))
    width = LEFT * 2 + STEP * max(columns - 1, 0)
    return Drawing(max(width, LEFT * 2 + STEP), ROW * rows, marks, _axis(marks))


class Words(Protocol):
    """Turns a dose into words in the active language."""

    def above(self, point: DosePoint) -> str: ...
    def now(self, point: DosePoint) -> str: ...
    def title(self, point: DosePoint) -> str: ...


def _line_of_marks(items: list[DosePoint], start: int, words: Words) -> list[Mark]:
    line = items[start : start + PER_LINE]
    above = _without_collisions([words.above(point) for point in line], LABEL_WIDTH)
    dates = [_short(point, index in (0, len(line) - 1)) for index, point in enumerate(line)]
    below = _without_collisions(dates, LABEL_WIDTH)
    asked = next((point for point in line if point.state in NOW), None)
    y = AXIS + ROW * (start // PER_LINE)
    return [
        Mark(
            state=point.state,
            label=point.label,
            x=LEFT + STEP * index,
            y=y,
            above=above[index],
            below=below[index],
            now=words.now(point) if point is asked else "",
            title=words.title(point),
            url=getattr(point, "url", ""),
            shape=SHAPES.get(point.state, "alarm" if point.state == "overdue" else "empty"),
        )
        for index, point in enumerate(line)
    ]


def _short(point: DosePoint, at_end: bool) -> str:
    if point.date is None or point.state in NOW or (point.state == "given" and not at_end):
        return ""
    return f"{point.date:%m-%d}"


def _without_collisions(words: list[str], width: int) -> list[str]:
    """Keeps the last of two words that would overlap: the later dose matters more."""
    kept = [""] * len(words)
    free_until = len(words) * STEP + width
    for index in range(len(words) - 1, -1, -1):
        if words[index] and index * STEP + width <= free_until:
            kept[index] = words[index]
            free_until = index * STEP
    return kept


def _axis(marks: Sequence[Mark]) -> list[Line]:
    pairs = pairwise(marks)
    future = ("planned", "due")
    return [Line(a.x, b.x, a.y, b.state in future) for a, b in pairs if a.y == b.y]
