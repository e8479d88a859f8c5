"""From the headers of a series to slices in the order of the body. Pure: no archive, no database.

Slices are sorted by their position along the normal of the image plane, never by number or file name.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from imaging.enums import SeriesLimit
from imaging.pacs.errors import NotThere
from imaging.pacs.headers import Header
from imaging.pacs.orientation import Vector, normal_of

SAME_PLACE_MM = 0.01
UNEVEN_PART = 0.1
TILT_PART = 0.02  # how far a step may leave the normal: 1.1 degrees
ROUNDED = 3


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice. `z_mm` None: the image does not say where it lies."""

    sop_uid: str
    z_mm: float | None
    slope: float
    intercept: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """A series that can be shown, or the reasons why not. `orientation` None: no side is named."""

    modality: str
    description: str
    kernel: str
    rows: int
    columns: int
    row_spacing_mm: Decimal | None
    column_spacing_mm: Decimal | None
    thickness_mm: Decimal | None
    is_signed: bool
    bits_allocated: int
    bits_stored: int
    padding: int | None
    is_monochrome1: bool
    frame_of_reference: str
    orientation: Vector | None
    slices: tuple[Slice, ...]
    limits: tuple[SeriesLimit, ...]


def manifest_of(headers: Sequence[Header]) -> Manifest:
    """The manifest of a series; raises NotThere when no instance of it is an image."""
    alike = _largest_alike(headers)
    if not alike:
        raise NotThere
    placed = sorted(((_along(header), header) for header in alike), key=_order)
    first = placed[0][1]
    mixed = [SeriesLimit.MIXED] if len(alike) < len(headers) else []
    return Manifest(
        modality=first.modality,
        description=first.description,
        kernel=first.kernel,
        rows=first.rows,
        columns=first.columns,
        row_spacing_mm=first.row_spacing,
        column_spacing_mm=first.column_spacing,
        thickness_mm=first.thickness,
        is_signed=first.is_signed,
        bits_allocated=first.bits_allocated,
        bits_stored=first.bits_stored,
        padding=first.padding,
        is_monochrome1=first.is_monochrome1,
        frame_of_reference=first.frame_of_reference,
        orientation=first.orientation,
        slices=tuple(Slice(one.sop_uid, z, one.slope, one.intercept) for z, one in placed),
        limits=(*_limits(placed), *mixed),
    )


def _order(placed: tuple[float | None, Header]) -> tuple[bool, float, int, str]:
    z, header = placed
    return z is None, z or 0.0, header.number, header.sop_uid


def _largest_alike(headers: Sequence[Header]) -> list[Header]:
    """Those of the most frequent shape: a scout image in a series is not one of its slices."""
    kinds = Counter(map(_kind, headers))
    usual = max(kinds, key=lambda kind: (kinds[kind], str(kind)), default=None)
    return [header for header in headers if _kind(header) == usual]


def _kind(header: Header) -> tuple[object, ...]:
    plane = header.orientation and tuple(round(part, 2) + 0.0 for part in header.orientation)
    pixels = (header.is_signed, header.bits_allocated, header.bits_stored, header.samples)
    return (plane, header.rows, header.columns, header.row_spacing, header.column_spacing, *pixels)


def _dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _along(header: Header) -> float | None:
    """How far along the normal a slice lies, in mm."""
    if header.position is None or header.orientation is None:
        return None
    return round(_dot(header.position, normal_of(header.orientation)), ROUNDED) + 0.0


def _limits(placed: Sequence[tuple[float | None, Header]]) -> Iterator[SeriesLimit]:
    headers = [header for _z, header in placed]
    if any(header.frames > 1 for header in headers):
        yield SeriesLimit.MULTI_FRAME
    if headers[0].samples != 1:
        yield SeriesLimit.COLOUR
    if headers[0].row_spacing is None or headers[0].column_spacing is None:
        yield SeriesLimit.NO_SPACING
    heights = [z for z, _header in placed if z is not None]
    if len(heights) < len(placed):
        yield SeriesLimit.NO_POSITION
        return
    if _is_uneven(heights):
        yield SeriesLimit.UNEVEN
    if _is_tilted(headers):
        yield SeriesLimit.TILT


def _is_uneven(heights: Sequence[float]) -> bool:
    steps = [after - before for before, after in pairwise(heights)]
    if not steps:
        return False
    usual = median(steps)
    return any(step < SAME_PLACE_MM or abs(step - usual) > UNEVEN_PART * usual for step in steps)


def _is_tilted(headers: Sequence[Header]) -> bool:
    """Whether the slices slide sideways as they go: then a stack of them is no straight block."""
    first, last = headers[0], headers[-1]
    if first.position is None or last.position is None or first.orientation is None:
        return False
    step = tuple(b - a for a, b in zip(first.position, last.position, strict=True))
    height = _dot(step, normal_of(first.orientation))
    aside_squared = _dot(step, step) - height**2
    return aside_squared > (TILT_PART * height) ** 2 + SAME_PLACE_MM
