"""Scores: a bar a day with its number on top; told in words only, an open mark."""

from django.utils.safestring import SafeString

from design.chart import paint
from design.chart.drawing import Drawn, draw, edge_of, linked, place, shown
from design.chart.labels import NAME, Box, Label, Wish, placed
from design.chart.lanes import Bar, BarLane
from design.chart.scale import Scale

HEIGHT, FLOOR, TALLEST, LOWEST, HALF = 48, 42, 24, 3, 5


@draw.register
def draw_bars(lane: BarLane, scale: Scale) -> Drawn:
    """Bars on one floor; a number gives way where a later one stands."""
    bars = shown(lane.bars, scale)
    boxes = [_box(bar, scale, lane.most) for bar in bars]
    wishes = [
        Wish(
            index,
            NAME,
            (Label((box.left + box.right) / 2, box.top - 4, bar.shown, "middle", _tone(bar), bold=True),),
        )
        for index, (bar, box) in enumerate(zip(bars, boxes, strict=True))
    ]
    words = placed(wishes, boxes, edge_of(scale, HEIGHT))
    marks = [
        linked(bar, _bar(bar, box), words.get(index, []))
        for index, (bar, box) in enumerate(zip(bars, boxes, strict=True))
    ]
    return Drawn(HEIGHT, paint.group(*marks))


def _tone(bar: Bar) -> str:
    return "ink" if bar.tone == "control" else bar.tone


def _box(bar: Bar, scale: Scale, most: int) -> Box:
    x = place(bar, scale)
    height = TALLEST / 2 if bar.value is None else LOWEST + bar.value / most * (TALLEST - LOWEST)
    return Box(x - HALF, FLOOR - height, x + HALF, FLOOR)


def _bar(bar: Bar, box: Box) -> SafeString:
    size = {"x": box.left, "y": box.top, "width": 2 * HALF, "height": box.bottom - box.top}
    if bar.value is None:
        return paint.element("rect", fill="surface", stroke=bar.tone, stroke_dasharray="3 2", **size)
    return paint.element("rect", fill=bar.tone, rx=1, **size)
