"""Doses of courses: numbered discs on a line; a delay is a broken line, a hold a box, the future dotted."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.safestring import SafeString

from design.chart import paint
from design.chart.drawing import Drawn, draw, edge_of, linked, place, shown
from design.chart.labels import DATE, NOTE, Box, Label, Wish, placed, width_of
from design.chart.lanes import Dose, DoseLane, Item, Pause
from design.chart.scale import Scale

HEIGHT, AXIS, RADIUS = 62, 33, 9
BEHIND = frozenset({"given", "late"})
# fill, stroke, letter colour of a disc
DISCS = {
    "given": ("green", "", "surface"),
    "late": ("amber", "", "surface"),
    "planned": ("surface", "primary", "primary"),
    "due": ("surface", "primary", "primary"),
    "overdue": ("surface", "red", "red"),
    "held": ("violet-tint", "violet", "violet"),
    "not_given": ("surface", "control", "grey"),
}


@draw.register
def draw_doses(lane: DoseLane, scale: Scale) -> Drawn:
    """Lines first, holds on them, discs last; dates give way to the words above, discs to nothing."""
    doses = shown(lane.doses, scale)
    pauses = [pause for pause in lane.pauses if _is_seen(pause, scale)]
    boxes = [*(_pause_box(pause, scale) for pause in pauses), *(_disc_box(dose, scale) for dose in doses)]
    wishes = [*_pause_wishes(pauses, boxes), *_dose_wishes(doses, scale, len(pauses))]
    words = placed(wishes, boxes, edge_of(scale, HEIGHT))
    lines = [*_lines(lane, scale), *(_delay(dose, scale) for dose in doses)]
    holds = [
        linked(pause, _hold(pause, box), words.get(index, []))
        for index, (pause, box) in enumerate(zip(pauses, boxes[: len(pauses)], strict=True))
    ]
    discs = [
        linked(dose, _disc(dose, scale), words.get(index, []))
        for index, dose in enumerate(doses, start=len(pauses))
    ]
    return Drawn(HEIGHT, paint.group(*lines, *holds, *discs))


def _lines(lane: DoseLane, scale: Scale) -> Iterator[SafeString]:
    """One line a course, whole between its first and its last given dose, dotted to the planned ones."""
    doses = sorted((dose for dose in lane.doses if dose.on), key=lambda dose: dose.course)
    for _course, members in groupby(doses, key=lambda dose: dose.course):
        days = sorted((dose.on, dose.state in BEHIND) for dose in members if dose.on)
        past = [day for day, is_behind in days if is_behind]
        coming = [day for day, is_behind in days if not is_behind and day >= scale.window.today]
        if past:
            yield from _line(scale.x(past[0]), scale.x(past[-1]), "green", 4)
        if coming:
            first = scale.x(past[-1]) if past else scale.x(coming[0])
            yield from _line(first, scale.x(coming[-1]), "primary", 2, "3 5")


def _line(x1: float, x2: float, colour: str, width: int, dashes: str = "") -> Iterator[SafeString]:
    """Nothing for a line whose two ends lie behind the same edge of the window."""
    broken: dict[str, object] = {"stroke_dasharray": dashes} if dashes else {}
    if x2 > x1:
        yield paint.element(
            "line", stroke=colour, stroke_width=width, x1=x1, x2=x2, y1=AXIS, y2=AXIS, **broken
        )


def _delay(dose: Dose, scale: Scale) -> SafeString:
    if dose.due_on is None or dose.on is None or dose.due_on >= dose.on:
        return paint.NOTHING
    x1, x2 = scale.x(dose.due_on), place(dose, scale) - RADIUS
    cover = paint.group(*_line(x1, x2, "surface", 4))
    return paint.group(cover, *_line(x1, x2, "red" if dose.state == "overdue" else "amber", 4, "4 3"))


def _disc(dose: Dose, scale: Scale) -> SafeString:
    x = place(dose, scale)
    fill, stroke, letters = DISCS[dose.state]
    broken: dict[str, object] = {"stroke_dasharray": "3 2"} if dose.state == "not_given" else {}
    width: dict[str, object] = {"stroke_width": 3.5 if dose.state == "due" else 2.5} if stroke else {}
    circle = paint.element("circle", fill=fill, stroke=stroke, cx=x, cy=AXIS, r=RADIUS, **width, **broken)
    text = {"overdue": "!", "not_given": "×"}.get(dose.state, dose.number)
    return paint.group(
        circle,
        paint.words(x, AXIS + 4, text, fill=letters, size=11, bold=True, anchor="middle", on_mark=True),
    )


def _disc_box(dose: Dose, scale: Scale) -> Box:
    x = place(dose, scale)
    return Box(x - RADIUS, AXIS - RADIUS, x + RADIUS, AXIS + RADIUS)


def _dose_wishes(doses: list[Dose], scale: Scale, start: int) -> Iterator[Wish]:
    tones = {"late": "amber", "overdue": "red", "held": "violet", "due": "primary"}
    for index, dose in enumerate(doses, start=start):
        x, tone = place(dose, scale), tones.get(dose.state, "ink2")
        if dose.word:
            yield Wish(index, NOTE, (Label(x, AXIS - 15, dose.word, fill=tone, bold=True),))
        yield Wish(index, DATE, (Label(x, AXIS + 24, _day(dose), fill="ink3"),))


def _day(item: Item) -> str:
    return f"{item.on:%m-%d}" if item.on else ""


def _is_seen(pause: Pause, scale: Scale) -> bool:
    last = pause.end(scale.window.today)
    return pause.on is not None and last is not None and scale.window.overlaps(pause.on, last)


def _pause_box(pause: Pause, scale: Scale) -> Box:
    """At least as wide as its word, so that it can be read."""
    left = place(pause, scale)
    right = max(
        scale.x(pause.end(scale.window.today) or scale.window.today), left + width_of(pause.word) + 26
    )
    return Box(left, AXIS - 10, right, AXIS + 10)


def _pause_wishes(pauses: list[Pause], boxes: list[Box]) -> Iterator[Wish]:
    for index, pause in enumerate(pauses):
        middle = (boxes[index].left + boxes[index].right) / 2
        yield Wish(index, NOTE, (Label(middle, AXIS - 16, pause.note, fill="violet"),))


def _hold(pause: Pause, box: Box) -> SafeString:
    left = (box.left + box.right) / 2 - width_of(pause.word) / 2 - 4
    bars = [
        paint.element("rect", fill="violet", x=left - 7 + step, y=AXIS - 4, width=2.5, height=9)
        for step in (0, 4)
    ]
    return paint.group(
        paint.element(
            "rect",
            fill="violet-tint",
            stroke="violet",
            x=box.left,
            y=box.top,
            width=box.right - box.left,
            height=20,
            rx=4,
        ),
        *bars,
        paint.words(left + 4, AXIS + 4, pause.word, fill="violet", bold=True, on_mark=True),
    )
