"""Where numbered callouts stand: beside the figure, none on another, no leader line across another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from design.bodymap.shapes import Point


@dataclass(frozen=True, slots=True)
class Frame:
    """The room beside a figure: the two columns, the middle between them, the height of one callout."""

    left: float
    right: float
    middle: float
    top: float
    bottom: float
    step: float


@dataclass(frozen=True, slots=True)
class Callout:
    """The callout of the mark `index`: a line from the mark to the number beside the figure."""

    index: int
    mark: Point
    number: Point

    @property
    def is_left(self) -> bool:
        """Whether it stands left of its mark's figure, so that its words run to the left."""
        return self.number.x < self.mark.x


def callouts(marks: Sequence[Point], frame: Frame) -> tuple[Callout, ...]:
    """One callout for each mark, in the order of the marks; a full column runs on below the frame.

    Callouts stand as near to the height of their mark as the others allow. Crossing lines change their
    places: each change makes the lines shorter together, so that it ends.
    """
    placed = [
        *_column(marks, [n for n, mark in enumerate(marks) if mark.x < frame.middle], frame.left, frame),
        *_column(marks, [n for n, mark in enumerate(marks) if mark.x >= frame.middle], frame.right, frame),
    ]
    return tuple(sorted(placed, key=lambda one: one.index))


def _column(marks: Sequence[Point], chosen: Sequence[int], x: float, frame: Frame) -> list[Callout]:
    ordered = sorted(chosen, key=lambda n: (marks[n].y, marks[n].x, n))
    heights = spread([marks[n].y for n in ordered], frame)
    found = [Callout(n, marks[n], Point(x, y)) for n, y in zip(ordered, heights, strict=True)]
    return _untangled(found)


def spread(wishes: Sequence[float], frame: Frame) -> list[float]:
    """Heights at least a step apart, near the wished ones, inside the frame unless there are too many."""
    heights: list[float] = []
    for wish in wishes:
        least = heights[-1] + frame.step if heights else frame.top
        heights.append(max(wish, least))
    most = max(frame.bottom, frame.top + (len(heights) - 1) * frame.step)
    for at in reversed(range(len(heights))):
        heights[at] = min(heights[at], most)
        most = heights[at] - frame.step
    return heights


def _untangled(found: list[Callout]) -> list[Callout]:
    while pair := _first_crossing(found):
        one, two = pair
        found[one], found[two] = (
            replace(found[one], number=found[two].number),
            replace(found[two], number=found[one].number),
        )
    return found


def _first_crossing(found: Sequence[Callout]) -> tuple[int, int] | None:
    pairs = combinations(range(len(found)), 2)
    return next((pair for pair in pairs if crosses(found[pair[0]], found[pair[1]])), None)


def crosses(one: Callout, two: Callout) -> bool:
    """Whether the two lines have a point in common that is an end of neither."""
    return (
        _turn(one.mark, one.number, two.mark) * _turn(one.mark, one.number, two.number) < 0
        and _turn(two.mark, two.number, one.mark) * _turn(two.mark, two.number, one.number) < 0
    )


def _turn(start: Point, end: Point, point: Point) -> int:
    """Positive left of the line, negative right of it, 0 on it; exact, in tenths of a pixel."""
    (ax, ay), (bx, by), (cx, cy) = (_tenths(one) for one in (start, end, point))
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)


def _tenths(point: Point) -> tuple[int, int]:
    return round(point.x * 10), round(point.y * 10)
