"""Values of one test: a line on a scale of its own, its reference band or limit, what lies outside named."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.safestring import SafeString

from design.chart import paint
from design.chart.drawing import Drawn, draw, edge_of, linked, place, shown
from design.chart.labels import DATE, NAME, NOTE, Box, Label, Wish, placed
from design.chart.lanes import LabLane, Point
from design.chart.scale import Scale

HEIGHT, TOP, BOTTOM, RADIUS = 58, 17, 47, 3
LONGEST_GAP_DAYS = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """The scale of the values: the lowest one at the bottom, the highest at the top."""

    low: Decimal
    high: Decimal

    def y(self, value: Decimal) -> float:
        """Where a value stands."""
        span = self.high - self.low
        return (TOP + BOTTOM) / 2 if not span else BOTTOM - float((value - self.low) / span) * (BOTTOM - TOP)


def _rule(lane: LabLane, points: list[Point]) -> Rule:
    marks = [point.value for point in points]
    marks += [limit for limit in (lane.low, lane.high, lane.limit) if limit is not None]
    return Rule(min(marks, default=Decimal(0)), max(marks, default=Decimal(0)))


@draw.register
def draw_labs(lane: LabLane, scale: Scale) -> Drawn:
    """Band and limit below, then the line, then points; the last value always tries to be said."""
    points = shown(lane.points, scale)
    rule = _rule(lane, points)
    places = [(place(point, scale), rule.y(point.value)) for point in points]
    boxes = [Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in places]
    wishes = [*_values(points, places), *_limits(lane, rule, scale)]
    words = placed(wishes, boxes, edge_of(scale, HEIGHT))
    marks = [
        linked(point, _point(point, x, y), words.get(index, []))
        for index, (point, (x, y)) in enumerate(zip(points, places, strict=True))
    ]
    ground = [*_band(lane, rule, scale), *_line(points, places), *words.get(-1, [])]
    return Drawn(HEIGHT, paint.group(*ground, *marks))


def _band(lane: LabLane, rule: Rule, scale: Scale) -> Iterator[SafeString]:
    width = scale.right - scale.left
    if lane.low is not None and lane.high is not None:
        top, bottom = rule.y(lane.high), rule.y(lane.low)
        yield paint.element(
            "rect", fill="green-tint", x=scale.left, y=top, width=width, height=max(bottom - top, 1)
        )
    if lane.limit is not None:
        y = rule.y(lane.limit)
        yield paint.element(
            "line", stroke="amber", stroke_dasharray="5 4", x1=scale.left, x2=scale.right, y1=y, y2=y
        )


def _limits(lane: LabLane, rule: Rule, scale: Scale) -> Iterator[Wish]:
    right = scale.right
    if lane.band_word and lane.low is not None:
        low = rule.y(lane.low)
        places = [Label(right, y, lane.band_word, "end", "green") for y in (low - 4, low + 11, TOP + 6)]
        yield Wish(-1, NOTE, tuple(places))
    if lane.limit_word and lane.limit is not None:
        y = rule.y(lane.limit)
        yield Wish(
            -1,
            NOTE,
            (
                Label(right, y - 4, lane.limit_word, "end", "amber"),
                Label(right, y + 12, lane.limit_word, "end", "amber"),
            ),
        )


def _line(points: list[Point], places: list[tuple[float, float]]) -> Iterator[SafeString]:
    """From value to value; dotted over a gap in which much may have happened."""
    for (one, start), (other, end) in pairwise(zip(points, places, strict=True)):
        days = (other.on - one.on).days if one.on and other.on else 0
        broken: dict[str, object] = {"stroke_dasharray": "2 4"} if days > LONGEST_GAP_DAYS else {}
        yield paint.element(
            "line", stroke="ink", stroke_width=2, x1=start[0], y1=start[1], x2=end[0], y2=end[1], **broken
        )


def _point(point: Point, x: float, y: float) -> SafeString:
    return paint.element("circle", fill=point.tone, cx=x, cy=y, r=RADIUS + 1 if point.word else RADIUS)


def _values(points: list[Point], places: list[tuple[float, float]]) -> Iterator[Wish]:
    """The last value first and left of today, then those out of range with their word, then the first one."""
    last = len(points) - 1
    for index, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        text = f"{point.shown} {point.word}".strip()
        if index == last:
            yield Wish(index, NAME, _around(x, y, text, point.tone, bold=True)[::-1])
        elif point.word:
            yield Wish(index, NOTE, _around(x, y, text, point.tone, bold=True))
        elif index == 0:
            yield Wish(index, DATE, _around(x, y, text, "ink3"))


def _around(x: float, y: float, text: str, fill: str, *, bold: bool = False) -> tuple[Label, ...]:
    return (
        Label(x, y - 7, text, "middle", fill, bold),
        Label(x - 4, y - 7, text, "start", fill, bold),
        Label(x, y + 16, text, "middle", fill, bold),
        Label(x + 8, y + 4, text, "start", fill, bold),
        Label(x - 8, y + 4, text, "end", fill, bold),
        Label(x - 2, y + 16, text, "end", fill, bold),
        Label(x - 2, y - 7, text, "end", fill, bold),
    )
