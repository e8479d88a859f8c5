"""Treatments: bars from their first to their last day, packed into as few rows as their words allow."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from design.chart import paint
from design.chart.drawing import Drawn, draw, linked
from design.chart.labels import shortened, width_of
from design.chart.lanes import Span, SpanLane
from design.chart.scale import Scale

TOP, ROW, BAR, NARROWEST, MARGIN, LOWEST = 6, 23, 19, 10, 8, 46


@dataclass(frozen=True, slots=True)
class _Strip:
    """A bar with its words: inside it when they fit, else right or left of it."""

    span: Span
    left: float
    right: float
    text: str
    words_at: float
    anchor: str

    @property
    def end(self) -> float:
        """Where bar and words together end."""
        ends_with_words = self.anchor == "start" and self.words_at + width_of(self.text) > self.right
        return self.words_at + width_of(self.text) if ends_with_words else self.right

    @property
    def start(self) -> float:
        """Where bar and words together begin."""
        return self.words_at - width_of(self.text) if self.anchor == "end" else self.left


@draw.register
def draw_spans(lane: SpanLane, scale: Scale) -> Drawn:
    """Rows are filled from the top; a treatment moves down only where it would cover another one."""
    strips = [_strip(span, scale) for span in sorted(_seen(lane, scale), key=lambda span: str(span.on))]
    rows: list[list[_Strip]] = []
    marks = []
    for strip in strips:
        row = next((row for row, placed in enumerate(rows) if _is_free(strip, placed)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(strip)
        marks.append(_drawn(strip, TOP + row * ROW))
    return Drawn(max(2 * TOP + ROW * len(rows), LOWEST), paint.group(*marks))


def _seen(lane: SpanLane, scale: Scale) -> list[Span]:
    window = scale.window
    return [
        span for span in lane.spans if span.on and window.overlaps(span.on, span.end(window.today) or span.on)
    ]


def _is_free(strip: _Strip, others: list[_Strip]) -> bool:
    return all(other.end + MARGIN <= strip.start or strip.end + MARGIN <= other.start for other in others)


def _strip(span: Span, scale: Scale) -> _Strip:
    left = scale.x(span.on) if span.on else scale.left
    end = span.end(scale.window.today)
    right = max(scale.x(end) if end else left, left + NARROWEST)
    wanted = width_of(span.word)
    if wanted + 2 * MARGIN <= right - left:
        return _Strip(span, left, right, span.word, left + MARGIN, "start")
    if right + 6 + wanted <= scale.right:
        return _Strip(span, left, right, span.word, right + 6, "start")
    before = shortened(span.word, left - 6 - scale.left)
    return _Strip(span, left, right, before, left - 6, "end")


def _drawn(strip: _Strip, top: float) -> SafeString:
    broken: dict[str, object] = {"stroke_dasharray": "4 3"} if strip.span.look == "dashed" else {}
    bar = paint.element(
        "rect",
        fill="surface" if broken else "grey-line",
        stroke="control",
        x=strip.left,
        y=top,
        width=strip.right - strip.left,
        height=BAR,
        rx=2,
        **broken,
    )
    return linked(strip.span, bar, [_words(strip, top)])


def _words(strip: _Strip, top: float) -> SafeString:
    is_inside = strip.left < strip.words_at < strip.right
    return paint.words(strip.words_at, top + 14, strip.text, anchor=strip.anchor, on_mark=is_inside)
