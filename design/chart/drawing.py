"""How each kind of lane is drawn: one function a kind, in places of the lane itself (its top is 0)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import TypeVar

from django.utils.safestring import SafeString

from design.chart import paint
from design.chart.labels import Box
from design.chart.lanes import Item, Lane
from design.chart.scale import Scale

AnItem = TypeVar("AnItem", bound=Item)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The content of a lane and the height it needs."""

    height: float
    body: SafeString


@singledispatch
def draw(lane: Lane, scale: Scale) -> Drawn:
    """The lane as SVG. Raises TypeError for a kind of lane nobody has taught to draw."""
    raise TypeError(f"no drawing for {type(lane).__name__}")


def shown(items: Iterable[AnItem], scale: Scale) -> list[AnItem]:
    """The items whose day is in the window, oldest first."""
    dated = [item for item in items if item.on is not None and scale.window.holds(item.on)]
    return sorted(dated, key=lambda item: (item.on is None, item.on))


def place(item: Item, scale: Scale) -> float:
    """Where the item's day stands. Raises ValueError for an undated item, which has no place."""
    if item.on is None:
        raise ValueError("an undated item is listed, not drawn")
    return scale.x(item.on)


def sentence(item: Item) -> str:
    """What the mark says: day and fact."""
    return f"{item.on.isoformat()} {item.said}" if item.on else item.said


def edge_of(scale: Scale, height: float) -> Box:
    """The room a lane has for words; they may stand a little over its ends."""
    return Box(scale.left - 10, 0, scale.right + 10, height)


def today_of(scale: Scale, height: float) -> Box:
    """The line of today, for words that would be hard to read across it."""
    x = scale.x(scale.window.today)
    return Box(x - 1, 0, x + 1, height)


def linked(item: Item, mark: SafeString, words: Sequence[SafeString]) -> SafeString:
    """Mark and words of one item as one link."""
    return paint.mark(item.url, sentence(item), mark, *words)
