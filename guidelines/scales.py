"""What every published scale shares: points for items, a total that may be unknown, a refused score."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from guidelines.terms import Term, Text

Item = TypeVar("Item", bound=Term)


class ScaleError(ValueError):
    """A score outside its scale; `message` says what is accepted."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def points(table: Mapping[Item, int], item: Item | None) -> int | None:
    """Return the points of an item, None when it was not recorded or the scale has no points for it."""
    return None if item is None else table.get(item)


def total_of(items: Iterable[int | None]) -> int | None:
    """Return the sum, None as soon as one item is unknown: a missing item is never 0."""
    total = 0
    for item in items:
        if item is None:
            return None
        total += item
    return total


def checked(score: int, low: int, high: int, name: str) -> int:
    """Return `score` when it lies on the scale, both ends included. Raises ScaleError outside it."""
    if not low <= score <= high:
        zh, en = f"{name} 须为 {low}～{high} 的整数。", f"{name} is a whole number from {low} to {high}."
        raise ScaleError(Text(zh, en))
    return score
