"""What every published scale shares: points for items, a total that may be unknown, a refused score."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, TypeVar

from guidelines.terms import Term, Text, lacking

Item = TypeVar("Item", bound=Term)


class ScaleError(ValueError):
    """A score outside its scale; `message` says what is accepted."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def points(table: Mapping[Item, int], item: Item | None) -> int | None:
    """Return the points of an item, None when it was not recorded or the scale has no points for it."""
    return None if item is None else table.get(item)


class ScaleItems(ABC):
    """The items of a scale that is summed up; a missing item makes the total unknown, never smaller."""

    __slots__ = ()
    NAMES: ClassVar[tuple[Text, ...]]
    LOWEST: ClassVar[tuple[int, ...]]
    HIGHEST: ClassVar[tuple[int, ...]]

    @property
    @abstractmethod
    def points(self) -> tuple[int | None, ...]:
        """Return the points of each item in the order of `NAMES`, None where it is unknown."""

    @property
    def total(self) -> int | None:
        """Return the score, None while an item is unknown."""
        # No item has one value only, so the two ends meet when every item is known.
        return self.least if self.least == self.most else None

    @property
    def least(self) -> int:
        """Return the lowest score the documented items allow."""
        return sum(low if item is None else item for low, item in zip(self.LOWEST, self.points, strict=True))

    @property
    def most(self) -> int:
        """Return the highest score the documented items allow."""
        return sum(top if item is None else item for top, item in zip(self.HIGHEST, self.points, strict=True))

    @property
    def missing(self) -> tuple[Text, ...]:
        """Return the names of the items that are unknown."""
        known = (item is not None for item in self.points)
        return lacking(*zip(self.NAMES, known, strict=True))


def checked(score: int, low: int, high: int, name: str) -> int:
    """Return `score` when it lies on the scale, both ends included. Raises ScaleError outside it."""
    if not low <= score <= high:
        zh, en = f"{name} 须为 {low}～{high} 的整数。", f"{name} is a whole number from {low} to {high}."
        raise ScaleError(Text(zh, en))
    return score
