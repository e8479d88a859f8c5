"""What a figure is made of: outlines of bones in places of the half body, the middle line at 0."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LEFT, RIGHT = "left", "right"
MIDDLE, NEAR, FAR = "", "proximal", "distal"


@dataclass(frozen=True, slots=True)
class Part:
    """A bone that can be pointed at: `FEMUR` left, `RIB` 8 right, `SPINE` T8. `side` is the patient's."""

    bone: str
    level: str = ""
    side: str = ""

    @property
    def id(self) -> str:
        """Its name in the picture: `rib-8-right`."""
        return "-".join(word.lower() for word in (self.bone, self.level, self.side) if word)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Shape:
    """One bone of the half body, or of the middle. `spots`: where a mark stands, mid-bone or near an end.

    `is_line`: drawn as a thick line, not as an outline.
    """

    bone: str
    outlines: tuple[str, ...]
    spots: Mapping[str, Point]
    level: str = ""
    is_paired: bool = True
    is_line: bool = False
    parts: tuple[Part, ...] = field(init=False)

    def __post_init__(self) -> None:
        sides = (LEFT, RIGHT) if self.is_paired else ("",)
        object.__setattr__(self, "parts", tuple(Part(self.bone, self.level, side) for side in sides))

    def spot(self, at: str) -> Point:
        """The place for a mark; the middle where the bone has no such end."""
        return self.spots.get(at, self.spots[MIDDLE])


@dataclass(frozen=True, slots=True)
class Figure:
    """A view of the skeleton. `left_x` is -1 where the patient's left is on the left of the picture."""

    name: str
    left_x: int
    shapes: tuple[Shape, ...]
    lines: tuple[str, ...] = ()

    def sign(self, side: str) -> int:
        """The direction from the middle in which this side of the patient lies."""
        return -self.left_x if side == RIGHT else self.left_x

    def shape(self, part: Part) -> Shape | None:
        """The shape of the part; None where this view does not show it."""
        return next((shape for shape in self.shapes if part in shape.parts), None)


def parts_of(figures: Iterable[Figure]) -> tuple[Part, ...]:
    """Every part any of the figures shows, once, from the head down."""
    return tuple(dict.fromkeys(part for one in figures for shape in one.shapes for part in shape.parts))
