"""Events: a diamond on its day with its word beside it."""

from django.utils.safestring import SafeString

from design.chart import paint
from design.chart.drawing import Drawn, draw, edge_of, linked, place, shown, today_of
from design.chart.labels import NOTE, Box, Label, Wish, placed, shortened
from design.chart.lanes import Event, EventLane
from design.chart.scale import Scale

HEIGHT, MIDDLE, HALF, REACH = 40, 20, 8, 150


@draw.register
def draw_events(lane: EventLane, scale: Scale) -> Drawn:
    """Diamonds; words right of them, left of them, or none."""
    events = shown(lane.events, scale)
    xs = [place(event, scale) for event in events]
    boxes = [Box(x - HALF, MIDDLE - HALF, x + HALF, MIDDLE + HALF) for x in xs]
    wishes = [_wish(index, event, x) for index, (event, x) in enumerate(zip(events, xs, strict=True))]
    words = placed(wishes, [*boxes, today_of(scale, HEIGHT)], edge_of(scale, HEIGHT))
    marks = [
        linked(event, _diamond(x, event.tone), words.get(index, []))
        for index, (event, x) in enumerate(zip(events, xs, strict=True))
    ]
    return Drawn(HEIGHT, paint.group(*marks))


def _wish(index: int, event: Event, x: float) -> Wish:
    text = shortened(event.word, REACH)
    right = Label(x + HALF + 6, MIDDLE + 4, text, "start", event.tone, bold=True)
    left = Label(x - HALF - 6, MIDDLE + 4, text, "end", event.tone, bold=True)
    return Wish(index, NOTE, (right, left))


def _diamond(x: float, tone: str) -> SafeString:
    corners = ((x, MIDDLE - HALF), (x + HALF, MIDDLE), (x, MIDDLE + HALF), (x - HALF, MIDDLE))
    return paint.element("polygon", fill=tone, points=" ".join(f"{a:.1f},{b}" for a, b in corners))
