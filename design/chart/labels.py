"""Words beside marks: where two would overlap, dates give way first, then notes, and never a mark."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from design.chart import paint

# Who stays when two collide: the smaller number.
NAME, NOTE, DATE = 0, 1, 2
GAP = 3
LATIN = 0.57


def width_of(text: str, size: int = 12) -> float:
    """About how wide a text is drawn: Chinese letters are square, the others a little over half of that."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return (wide + (len(text) - wide) * LATIN) * size


def shortened(text: str, width: float, size: int = 12) -> str:
    """As much of the text as fits, with an ellipsis where it was cut; empty when not even two letters fit."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if len(kept) > 1 else ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """True when the two overlap, or stand so close that their words would run together."""
        apart = self.right + GAP <= other.left or other.right + GAP <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place, `y` being their baseline."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    fill: str = "ink"
    bold: bool = False
    size: int = 12

    @property
    def box(self) -> Box:
        """What they cover."""
        width = width_of(self.text, self.size)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(left, self.y - self.size, left + width, self.y + 2)

    def drawn(self) -> SafeString:
        """The words."""
        return paint.words(
            self.x,
            self.y,
            self.text,
            fill=self.fill,
            size=self.size,
            bold=self.bold,
            anchor=self.anchor,
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """Words of the mark number `of`, with the places they may stand at, the best one first."""

    of: int
    rank: int
    places: tuple[Label, ...]


def placed(wishes: Iterable[Wish], marks: Sequence[Box], edge: Box) -> dict[int, list[SafeString]]:
    """The words that have room, by the number of their mark; of equal ones the later mark's words stay."""
    taken = list(marks)
    kept: dict[int, list[SafeString]] = {}
    for wish in sorted(wishes, key=lambda wish: (wish.rank, -wish.of)):
        label = next((place for place in wish.places if _has_room(place, taken, edge)), None)
        if label is not None and label.text:
            taken.append(label.box)
            kept.setdefault(wish.of, []).append(label.drawn())
    return kept


def _has_room(label: Label, taken: Sequence[Box], edge: Box) -> bool:
    box = label.box
    inside = edge.left <= box.left and box.right <= edge.right
    return inside and not any(box.meets(other) for other in taken)
