"""The bones of the middle line, and the ribs that hang on them."""

from itertools import accumulate

from design.bodymap.shapes import MIDDLE, Point, Shape

# First and last y of each stretch, half the width of its first and last vertebra.
STRETCHES = {
    "C": (7, 102.0, 137.0, 6.0, 6.5),
    "T": (12, 137.5, 249.0, 6.5, 9.0),
    "L": (5, 249.5, 321.0, 9.5, 11.5),
}
REACH = (21, 33, 41, 47, 52, 55, 57, 58, 58, 55, 46, 34)
DROP = (12, 16, 20, 22, 24, 26, 28, 30, 32, 32, 26, 18)
TRUE_RIBS = 7
GAP = 1.4


def vertebrae() -> tuple[Shape, ...]:
    """C1 to L5, the sacrum below them."""
    found = [
        _vertebra(letter, number)
        for letter, (count, *_) in STRETCHES.items()
        for number in range(1, count + 1)
    ]
    sacrum = Shape(
        "SPINE",
        ("M-12 322H12L8 340L4 358L0 367L-4 358L-8 340Z",),
        {MIDDLE: Point(0, 340)},
        "S",
        is_paired=False,
    )
    return (*found, sacrum)


def _vertebra(letter: str, number: int) -> Shape:
    top, bottom, half = box(letter, number)
    outline = f"M{-half:.1f} {top:.1f}H{half:.1f}V{bottom:.1f}H{-half:.1f}Z"
    return Shape(
        "SPINE", (outline,), {MIDDLE: Point(0, (top + bottom) / 2)}, f"{letter}{number}", is_paired=False
    )


def box(letter: str, number: int) -> tuple[float, float, float]:
    """Top, bottom and half the width of a vertebra; lower ones of a stretch are taller and wider."""
    count, first, last, narrow, wide = STRETCHES[letter]
    heights = [1 + 0.5 * step / count for step in range(count)]
    ends = [0.0, *accumulate(heights)]
    unit = (last - first) / ends[-1]
    half = narrow + (wide - narrow) * (number - 1) / (count - 1)
    return first + ends[number - 1] * unit, first + ends[number] * unit - GAP, half


def ribs(*, front: bool) -> tuple[Shape, ...]:
    """Twelve pairs: from behind the half that is seen, from the front the arch to the breastbone."""
    return tuple(_rib(number, front=front) for number in range(1, len(REACH) + 1))


def _rib(number: int, *, front: bool) -> Shape:
    top, bottom, half = box("T", number)
    start = Point(half, (top + bottom) / 2)
    reach, drop = REACH[number - 1], DROP[number - 1]
    side = Point(reach, start.y + drop * 0.7)
    bend = (Point(reach * 0.6, start.y - 9), Point(reach, start.y - 1))
    outline = f"M{_at(start)}C{_at(bend[0])} {_at(bend[1])} {_at(side)}"
    outline += (
        _arch(number, side, drop)
        if front
        else f"Q{reach:.1f} {side.y + 7:.1f} {reach - 5:.1f} {side.y + 11:.1f}"
    )
    return Shape("RIB", (outline,), {MIDDLE: _on_curve(start, *bend, side)}, str(number), is_line=True)


def _arch(number: int, side: Point, drop: float) -> str:
    """The way to the front: true ribs reach the breastbone, the others end before it."""
    is_true = number <= TRUE_RIBS
    end = Point(5, 142 + 7 * number) if is_true else Point(side.x * 0.42, side.y + drop * 0.55)
    down = side.y + drop * (0.55 if is_true else 0.75)
    return f"C{side.x:.1f} {down:.1f} {end.x + side.x * 0.45:.1f} {end.y + 9:.1f} {_at(end)}"


def _at(point: Point) -> str:
    return f"{point.x:.1f} {point.y:.1f}"


def _on_curve(start: Point, one: Point, two: Point, end: Point, share: float = 0.72) -> Point:
    """A place on a cubic curve."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    points = (start, one, two, end)
    return Point(
        sum(weight * point.x for weight, point in zip(weights, points, strict=True)),
        sum(weight * point.y for weight, point in zip(weights, points, strict=True)),
    )
