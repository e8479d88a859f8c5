"""Decisions: a flag on the day, its words to the side that has more room."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from design.chart import paint
from design.chart.drawing import Drawn, draw, linked, place, shown
from design.chart.labels import shortened, width_of
from design.chart.lanes import Flag, FlagLane
from design.chart.scale import Scale

HEIGHT, TOP, POLE, PENNANT, MARGIN = 50, 7, 34, 14, 6


@dataclass(frozen=True, slots=True)
class _Room:
    """Where the words of a flag begin, in which direction they go, and how far."""

    x: float
    anchor: str
    width: float


@draw.register
def draw_flags(lane: FlagLane, scale: Scale) -> Drawn:
    """Flags; words are cut where the next flag stands, flags never."""
    flags = shown(lane.flags, scale)
    xs = [place(flag, scale) for flag in flags]
    used = scale.left
    marks = []
    for index, (flag, x) in enumerate(zip(flags, xs, strict=True)):
        following = xs[index + 1] if index + 1 < len(xs) else scale.right + MARGIN
        room = _room(flag, x, used, following, scale.x(scale.window.today))
        used = max(x + PENNANT, _end(flag, room))
        marks.append(linked(flag, _flag(x), _words(flag, room)))
    return Drawn(HEIGHT, paint.group(*marks))


def _wanted(flag: Flag) -> float:
    return max(width_of(flag.word), width_of(flag.note))


def _room(flag: Flag, x: float, used: float, following: float, today: float) -> _Room:
    """Right of the flag; left of it where the words would run across today or into the next flag."""
    wanted = _wanted(flag)
    right = _Room(x + PENNANT + MARGIN, "start", following - x - PENNANT - 2 * MARGIN)
    left = _Room(x - MARGIN, "end", x - used - 2 * MARGIN)
    crosses = right.x < today < right.x + wanted
    if right.width >= wanted and not (crosses and left.width >= wanted):
        return right
    return left if left.width >= min(wanted, right.width) else right


def _end(flag: Flag, room: _Room) -> float:
    return room.x + min(_wanted(flag), room.width) if room.anchor == "start" else room.x


def _words(flag: Flag, room: _Room) -> list[SafeString]:
    lines = ((20, flag.word, "ink", True), (36, flag.note, flag.note_tone, False))
    return [
        paint.words(room.x, y, shortened(text, room.width), fill=fill, bold=bold, anchor=room.anchor)
        for y, text, fill, bold in lines
    ]


def _flag(x: float) -> SafeString:
    tip, notch, low = x + PENNANT, x + PENNANT - 4, TOP + 12
    corners = ((x, TOP), (tip, TOP), (notch, TOP + 6), (tip, low), (x, low))
    pennant = " ".join(f"{a:.1f},{b}" for a, b in corners)
    return paint.group(
        paint.element("line", stroke="violet", stroke_width=2, x1=x, x2=x, y1=TOP, y2=TOP + POLE),
        paint.element("polygon", fill="violet", points=pennant),
    )
