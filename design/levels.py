"""What was judged over time as steps between named levels, the best on top; what is no level stands apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from design.chart import paint
from design.sums import SumPicture

WIDTH, LEFT, RIGHT, TOP, STEP = 480, 60, 440, 24, 26
NEAREST = 66  # two days nearer than this would stand on each other


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelPoint:
    """One judgement; `level` names its line, `note` is said with it."""

    on: date
    level: str
    note: str = ""
    tone: str = "ink"


def levels_picture(points: Sequence[LevelPoint], levels: Sequence[str], apart: str) -> SumPicture | None:
    """The points, oldest first, on their levels; `apart` is the level no line leads to. None without one."""
    if not points:
        return None
    names = (*levels, apart)
    places = [(_x(point, points), _y(names.index(point.level))) for point in points]
    floor = _y(len(names))
    judged = [place for point, place in zip(points, places, strict=True) if point.level != apart]
    parts = [*_grid(names), *_way(judged), *_marks(points, places, floor)]
    return SumPicture(WIDTH, int(floor) + 12, paint.group(*parts))


def _x(point: LevelPoint, points: Sequence[LevelPoint]) -> float:
    first, last = points[0].on, points[-1].on
    span = (last - first).days
    return LEFT + (point.on - first).days / span * (RIGHT - LEFT) if span else LEFT


def _y(number: int) -> float:
    return TOP + STEP * number


def _grid(names: Sequence[str]) -> list[SafeString]:
    found = []
    for number, name in enumerate(names):
        y = _y(number)
        found.append(paint.words(8, y + 4, name, fill="ink2"))
        found.append(paint.element("path", stroke="line", d=f"M{LEFT - 20} {y:.1f}H{WIDTH - 10}"))
    return found


def _way(places: Sequence[tuple[float, float]]) -> list[SafeString]:
    """A judgement holds until the next one."""
    if len(places) < 2:
        return []
    (x, y), *later = places
    way = f"M{x:.1f} {y:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in later)
    return [paint.element("path", stroke="ink", stroke_width=2, d=way)]


def _marks(
    points: Sequence[LevelPoint], places: Sequence[tuple[float, float]], floor: float
) -> list[SafeString]:
    """Each judgement with its day; days that would stand on each other give way, the last one stays."""
    found, free = [], float("inf")
    for point, (x, y) in reversed(list(zip(points, places, strict=True))):
        dot = paint.element("circle", fill=point.tone, cx=x, cy=y, r=6)
        day = paint.words(x, floor, f"{point.on:%m-%d}", fill="ink2", anchor="middle")
        said = f"{point.on.isoformat()} {point.level} {point.note}".strip()
        found.append(paint.mark("", said, dot, *([day] if x <= free else [])))
        free = x - NEAREST if x <= free else free
    return found
