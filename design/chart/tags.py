"""Examinations: boxes with a word, filled, outlined or dashed, and what was found under them."""

from django.utils.safestring import SafeString

from design.chart import paint
from design.chart.drawing import Drawn, draw, edge_of, linked, place, shown
from design.chart.labels import DATE, NOTE, Box, Label, Wish, placed, width_of
from design.chart.lanes import Tag, TagLane
from design.chart.scale import Scale

TOP, BOX, ROW, FARTHEST = 8, 21, 42, 24
OUTLINES: dict[str, dict[str, object]] = {
    "outline": {"stroke_width": 2},
    "dashed": {"stroke_width": 1.5, "stroke_dasharray": "4 3"},
}


@draw.register
def draw_tags(lane: TagLane, scale: Scale) -> Drawn:
    """Boxes beside each other where their days allow it, else below each other; none is left out."""
    tags = shown(lane.tags, scale)
    boxes = _boxes(tags, scale)
    height = max((box.bottom for box in boxes), default=TOP + BOX) + ROW - BOX
    words = placed(_notes(tags, boxes), boxes, edge_of(scale, height))
    marks = [
        linked(tag, _box(tag, box), words.get(index, []))
        for index, (tag, box) in enumerate(zip(tags, boxes, strict=True))
    ]
    return Drawn(height, paint.group(*marks))


def _boxes(tags: list[Tag], scale: Scale) -> list[Box]:
    """One box a tag: moved aside a little where it would cover an earlier one, else into the next row."""
    boxes: list[Box] = []
    for tag in tags:
        half = width_of(tag.word) / 2 + 7
        middle = min(max(place(tag, scale), scale.left + half - 8), scale.right - half)
        boxes.append(next(box for box in _places(middle, half) if not any(map(box.meets, boxes))))
    return boxes


def _places(middle: float, half: float) -> "list[Box]":
    shifts = (0, *range(2, FARTHEST + 1, 2))
    return [
        Box(middle - half + shift, TOP + row * ROW, middle + half + shift, TOP + row * ROW + BOX)
        for row in range(50)
        for shift in shifts
    ]


def _notes(tags: list[Tag], boxes: list[Box]) -> list[Wish]:
    """What is coloured says more than what is grey, so it stays where the two collide."""
    return [
        Wish(index, DATE if tag.note_tone == "ink2" else NOTE, (_note(tag, box),))
        for index, (tag, box) in enumerate(zip(tags, boxes, strict=True))
        if tag.note
    ]


def _note(tag: Tag, box: Box) -> Label:
    return Label((box.left + box.right) / 2, box.bottom + 15, tag.note, fill=tag.note_tone)


def _box(tag: Tag, box: Box) -> SafeString:
    is_filled = tag.look == "filled"
    rect = paint.element(
        "rect",
        fill="ink" if is_filled else "surface",
        stroke="ink" if is_filled else tag.tone,
        x=box.left,
        y=box.top,
        width=box.right - box.left,
        height=BOX,
        rx=3,
        **OUTLINES.get(tag.look, {}),
    )
    middle = (box.left + box.right) / 2
    return paint.group(
        rect,
        paint.words(
            middle,
            box.top + 15,
            tag.word,
            fill="surface" if is_filled else tag.tone,
            bold=True,
            anchor="middle",
        ),
    )
