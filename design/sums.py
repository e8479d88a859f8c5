"""A few sums over time as a line with its numbers: the smallest so far dashed, the last one named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.safestring import SafeString

from design.chart import paint

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FLOOR = 480, 150, 44, 430, 40, 104


@dataclass(frozen=True, slots=True, kw_only=True)
class SumPoint:
    """One examination; `note` stands under its day."""

    on: date
    value: Decimal
    shown: str
    note: str = ""
    tone: str = "ink"


@dataclass(frozen=True, slots=True)
class SumPicture:
    """What `components/sums.html` places."""

    width: int
    height: int
    body: SafeString


def sums_picture(points: Sequence[SumPoint], lowest: SumPoint | None, lowest_words: str) -> SumPicture | None:
    """The points, oldest first, on one scale; None for fewer than two, which make no line."""
    if len(points) < 2:
        return None
    places = [(_x(point, points), _y(point.value, points)) for point in points]
    parts = [_line(places), *_marks(points, places)]
    if lowest is not None:
        parts.insert(0, _lowest(_y(lowest.value, points), lowest_words))
    return SumPicture(WIDTH, HEIGHT, paint.group(*parts))


def _x(point: SumPoint, points: Sequence[SumPoint]) -> float:
    first, last = points[0].on, points[-1].on
    span = (last - first).days
    return LEFT + (point.on - first).days / span * (RIGHT - LEFT) if span else LEFT


def _y(value: Decimal, points: Sequence[SumPoint]) -> float:
    """Between the smallest and the largest sum, which bear their numbers; equal ones make a level line."""
    least, most = (choose(point.value for point in points) for choose in (min, max))
    share = float((value - least) / (most - least)) if most > least else 0.5
    return FLOOR - 22 - share * (FLOOR - 22 - TOP)


def _line(places: Sequence[tuple[float, float]]) -> SafeString:
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return paint.group(
        paint.element("path", stroke="line-strong", d=f"M{LEFT - 20} {FLOOR}H{WIDTH - 10}"),
        paint.element("path", stroke="ink", stroke_width=2.4, d=f"M{way}"),
    )


def _lowest(y: float, words: str) -> SafeString:
    return paint.group(
        paint.element("path", stroke="ink3", stroke_dasharray="4 3", d=f"M{LEFT - 20} {y:.1f}H{WIDTH - 10}"),
        paint.words(WIDTH - 8, y - 6, words, fill="ink2", anchor="end"),
    )


def _marks(points: Sequence[SumPoint], places: Sequence[tuple[float, float]]) -> list[SafeString]:
    """Each point with its number; days that would stand on each other give way, the last one stays."""
    found, free = [], float("inf")
    for point, (x, y) in reversed(list(zip(points, places, strict=True))):
        found.append(_mark(point, x, y, is_named=x <= free))
        free = x - 66 if x <= free else free
    return found


def _mark(point: SumPoint, x: float, y: float, *, is_named: bool) -> SafeString:
    dot = paint.element("circle", fill=point.tone, cx=x, cy=y, r=5)
    said = f"{point.on.isoformat()} {point.shown} {point.note}".strip()
    if not is_named:
        return paint.mark("", said, dot)
    number = paint.words(x, y - 10, point.shown, fill=point.tone, size=13, bold=True, anchor="middle")
    day = paint.words(x, FLOOR + 18, f"{point.on:%m-%d}", fill="ink2", anchor="middle")
    note = paint.words(x, FLOOR + 34, point.note, fill="ink2", anchor="middle")
    return paint.mark("", said, dot, number, day, note)
