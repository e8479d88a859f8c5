"""The two figures as SVG: bones that can be chosen, marks on them, numbered callouts beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from design.bodymap.callouts import Callout, Frame, callouts
from design.bodymap.marks import DISC, HALF, OPEN, Mark, Sayings
from design.bodymap.shapes import LEFT, RIGHT, Figure, Part, Point, Shape
from design.bodymap.skeleton import FIGURES, view_of
from design.chart import paint

WIDTH, MIDDLE_X, FLOOR = 480, 240, 694
FRAME = Frame(left=114, right=366, middle=MIDDLE_X, top=44, bottom=650, step=28)
MARK_RADIUS, NUMBER_RADIUS = 8, 12
LABEL_WIDTH, LABEL_SIZE = 97, 17


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure: what `components/body_map.html` places."""

    name: str
    title: str
    width: int
    height: float
    body: SafeString


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark at its places in one figure."""

    mark: Mark
    points: tuple[Point, ...]


def body_map(marks: Sequence[Mark], sayings: Sayings) -> tuple[Drawn, ...]:
    """Front and back with the marks each shows best."""
    return tuple(_figure(figure, marks, sayings) for figure in FIGURES)


def _figure(figure: Figure, marks: Sequence[Mark], sayings: Sayings) -> Drawn:
    placed = [one for mark in marks if (one := _placed(figure, mark)).points]
    found = callouts([one.points[0] for one in placed], FRAME)
    height = max([float(FLOOR), *(one.number.y + 40 for one in found)])
    body = paint.group(
        _sides(figure, sayings),
        *(_bones(figure, sayings)),
        *(_line(figure, line) for line in figure.lines),
        *(_leader(one, placed[one.index].mark) for one in found),
        *(_marked(one, placed[one.index]) for one in found),
        paint.words(
            MIDDLE_X, FLOOR - 12, sayings.views[figure.name], size=LABEL_SIZE, bold=True, anchor="middle"
        ),
    )
    return Drawn(figure.name, sayings.views[figure.name], WIDTH, height, body)


def _placed(figure: Figure, mark: Mark) -> Placed:
    shown = [part for part in mark.parts if view_of(part) is figure]
    return Placed(mark, tuple(spot(figure, part, mark.at) for part in shown))


def spot(figure: Figure, part: Part, at: str) -> Point:
    """Where a mark on the part stands. Raises ValueError for a part this figure does not show."""
    shape = figure.shape(part)
    if shape is None:
        raise ValueError(f"no {part.id} in the {figure.name} view")
    point = shape.spot(at)
    sign = figure.sign(part.side) if part.side else 1
    return Point(MIDDLE_X + sign * point.x, point.y)


def _sides(figure: Figure, sayings: Sayings) -> SafeString:
    """The patient's sides, as they lie in this view."""
    words = {figure.sign(LEFT): sayings.left, figure.sign(RIGHT): sayings.right}
    return paint.group(
        *(
            paint.words(
                MIDDLE_X + sign * 118, 24, word, fill="ink2", size=LABEL_SIZE, bold=True, anchor="middle"
            )
            for sign, word in sorted(words.items())
        )
    )


def _bones(figure: Figure, sayings: Sayings) -> Iterable[SafeString]:
    for shape in figure.shapes:
        for part in shape.parts:
            yield _bone(figure, shape, part, sayings)


def _bone(figure: Figure, shape: Shape, part: Part, sayings: Sayings) -> SafeString:
    """The bone, as a link to a new mark where the user may add one; once on the way of the Tab key."""
    turned = _turned(figure, part)
    drawn = paint.group(*(_outline(one, turned, is_line=shape.is_line) for one in shape.outlines))
    said = sayings.part(part)
    if sayings.url is None:
        return format_html('<g class="bone"><title>{}</title>{}</g>', said, drawn)
    skipped = SafeString(' tabindex="-1"') if view_of(part) is not figure else paint.NOTHING
    return format_html(
        '<a class="bone" href="{}" aria-label="{}" data-bone="{}"{}><title>{}</title>{}</a>',
        sayings.url(part), said, part.id, skipped, said, drawn,
    )  # fmt: skip


@cache  # bones do not change: as many as the figures have
def _outline(outline: str, turned: str, *, is_line: bool) -> SafeString:
    place = {"d": outline, "transform": turned}
    if not is_line:
        return paint.element("path", fill="grey-tint", stroke="control", stroke_width=1.5, **place)
    return paint.group(
        paint.element("path", stroke="control", stroke_width=3.6, stroke_linecap="round", **place),
        paint.element("path", stroke="transparent", stroke_width=7, **place),
    )


def _turned(figure: Figure, part: Part) -> str:
    sign = figure.sign(part.side) if part.side else 1
    return f"translate({MIDDLE_X} 0)" + (" scale(-1 1)" if sign < 0 else "")


def _line(figure: Figure, outline: str) -> SafeString:
    return paint.element(
        "path", stroke="control", stroke_width=1.2, d=outline, transform=_turned(figure, Part(""))
    )


def _leader(one: Callout, mark: Mark) -> SafeString:
    return paint.element(
        "line",
        stroke=mark.tone,
        stroke_width=1.4,
        x1=one.mark.x,
        y1=one.mark.y,
        x2=one.number.x,
        y2=one.number.y,
    )


def _marked(one: Callout, placed: Placed) -> SafeString:
    """The mark at each of its places, its number and its words, as one link."""
    mark = placed.mark
    disc = paint.element("circle", fill=mark.tone, cx=one.number.x, cy=one.number.y, r=NUMBER_RADIUS)
    number = paint.words(
        one.number.x, one.number.y + 5, str(mark.number), fill="surface", size=16, bold=True, anchor="middle",
        on_mark=True,
    )  # fmt: skip
    away = -1 if one.number.x < FRAME.middle else 1
    label = paint.words(
        one.number.x + away * (NUMBER_RADIUS + 5), one.number.y + 5, shortened(mark.label), size=LABEL_SIZE,
        bold=True, anchor="end" if away < 0 else "start",
    )  # fmt: skip
    return paint.mark(
        mark.url, mark.said, *(symbol(point, mark) for point in placed.points), disc, number, label
    )


def symbol(point: Point, mark: Mark) -> SafeString:
    """Ring, disc, half disc, or a ring with a question mark; dashed where the place is not exact."""
    dash = {} if mark.is_exact else {"stroke_dasharray": "3 2"}
    fill = mark.tone if mark.look == DISC else "surface"
    ring = paint.element(
        "circle", fill=fill, stroke=mark.tone, stroke_width=3, cx=point.x, cy=point.y, r=MARK_RADIUS, **dash
    )
    if mark.look == HALF:
        start = f"M{point.x:.1f} {point.y - MARK_RADIUS:.1f}"
        half = f"{start}a{MARK_RADIUS} {MARK_RADIUS} 0 0 1 0 {2 * MARK_RADIUS}Z"
        return paint.group(ring, paint.element("path", fill=mark.tone, d=half))
    if mark.look == OPEN:
        sign = paint.words(
            point.x, point.y + 4, "?", fill=mark.tone, size=11, bold=True, anchor="middle", on_mark=True
        )
        return paint.group(ring, sign)
    return ring


def shortened(text: str, width: float = LABEL_WIDTH, size: int = LABEL_SIZE) -> str:
    """The words as far as they fit beside a figure; a mark of omission ends them where they do not."""
    if _width(text, size) <= width:
        return text
    kept = text
    while kept and _width(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _width(text: str, size: int) -> float:
    """About as wide as the browser draws it, never less for our fonts."""
    return sum(size * (0.62 if letter.isascii() else 1.02) for letter in text)


def legend_symbol(look: str) -> SafeString:
    """A small picture of a look for the legend."""
    mark = Mark(number=0, parts=(), look=look, tone="ink", label="", said="")
    svg = '<svg class="bodymap-sign" viewBox="0 0 22 22" width="18" height="18" aria-hidden="true">{}</svg>'
    return format_html(svg, symbol(Point(11, 11), mark))
