"""The whole time line: lanes below each other on one axis, with their names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from design.chart import bars, doses, events, flags, labs, paint, spans, tags  # noqa: F401 - they teach `draw`
from design.chart.drawing import Drawn, draw
from design.chart.facts import is_in
from design.chart.ground import HEAD, ground
from design.chart.lanes import FlagLane, Lane
from design.chart.scale import Scale, Window

EMPTY = 36


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide the picture is; `gutter` 0: the name of a lane stands above it, not beside it."""

    width: int
    gutter: int

    @property
    def title_height(self) -> int:
        """The room above a lane for its name."""
        return 0 if self.gutter else 20


WIDE = Layout(1200, 138)
NARROW = Layout(358, 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """What `components/chart.html` draws."""

    width: int
    height: float
    body: SafeString


def picture(lanes: Iterable[Lane], window: Window, layout: Layout = WIDE) -> Picture:
    """The lanes in their order; a lane without a record says so instead of staying away."""
    scale = Scale(window, layout.gutter + 12, layout.width - 12)
    drawn = [(lane, _filled(lane, draw(lane, scale), scale)) for lane in lanes]
    tops, y = [], float(HEAD)
    for _lane, content in drawn:
        tops.append(y)
        y += content.height + layout.title_height
    under = ground(scale, width=layout.width, height=y, tops=tops, crossings=_decided(drawn, window))
    rows = [_row(lane, content, top, layout) for (lane, content), top in zip(drawn, tops, strict=True)]
    return Picture(layout.width, y, paint.group(under, *rows))


def _filled(lane: Lane, content: Drawn, scale: Scale) -> Drawn:
    """The content, or the words that there is none."""
    if any(is_in(item, scale.window) for item in lane.items):
        return content
    is_known = any(item.on is not None for item in lane.items)
    word = gettext("nothing in this period") if is_known else pgettext("time line", "not recorded")
    return Drawn(EMPTY, paint.words(scale.left, EMPTY / 2 + 4, word, fill="ink2"))


def _row(lane: Lane, content: Drawn, top: float, layout: Layout) -> SafeString:
    body = paint.lane(lane.title, content.body, top + layout.title_height)
    middle = top + (content.height / 2 if layout.gutter else 10) + 4
    if not layout.gutter:
        return paint.group(paint.words(8, middle, f"{lane.title} {lane.unit}", bold=True), body)
    up = 8 if lane.unit else 0
    unit = paint.words(10, middle + 9, lane.unit, fill="ink2") if lane.unit else paint.NOTHING
    return paint.group(paint.words(10, middle - up, lane.title, size=13, bold=True), unit, body)


def _decided(drawn: Iterable[tuple[Lane, Drawn]], window: Window) -> list[date]:
    found = [flag.on for lane, _content in drawn if isinstance(lane, FlagLane) for flag in lane.flags]
    return sorted({day for day in found if day and window.holds(day)})
