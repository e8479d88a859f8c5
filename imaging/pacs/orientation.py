"""The side of the patient at each edge of an image, by ImageOrientationPatient (DICOM PS3.3 C.7.6.2.1.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Vector = tuple[float, ...]

# x runs to the patient's left, y to the back, z to the head (DICOM PS3.3 C.7.6.1.1.1 names the letters).
LETTERS = (("L", "R"), ("P", "A"), ("H", "F"))
LEAST = 0.1  # six degrees: less of a lean is no letter of its own


class Plane(StrEnum):
    """The planes of the body, each by what its slices are stacked along: right to left, front to back, up."""

    SAGITTAL = "sagittal"
    CORONAL = "coronal"
    AXIAL = "axial"


@dataclass(frozen=True, slots=True)
class Edges:
    """A letter for each edge of an image, two for a leaning one: `R`, `AH`."""

    left: str
    right: str
    top: str
    bottom: str


def normal_of(orientation: Vector) -> Vector:
    """Across the image plane, always the way that is mostly left, back or up: stacks run from the feet."""
    a, b, c, d, e, f = orientation
    normal = (b * f - c * e, c * d - a * f, a * e - b * d)
    return normal if normal[_main(normal)] > 0 else _against(normal)


def plane_of(orientation: Vector) -> Plane:
    """The plane of the body that the image is nearest to."""
    return list(Plane)[_main(normal_of(orientation))]


def edges_of(orientation: Vector) -> Edges:
    """The edges of the image as it is stored."""
    return _edges(across=orientation[:3], down=orientation[3:])


def edges_by_plane(orientation: Vector) -> dict[Plane, Edges]:
    """The edges of an axial stack and of what is cut out of it, the upper end of the stack on top."""
    across, down, towards_feet = orientation[:3], orientation[3:], _against(normal_of(orientation))
    return {
        Plane.AXIAL: _edges(across=across, down=down),
        Plane.SAGITTAL: _edges(across=down, down=towards_feet),
        Plane.CORONAL: _edges(across=across, down=towards_feet),
    }


def _edges(*, across: Vector, down: Vector) -> Edges:
    return Edges(_letters(_against(across)), _letters(across), _letters(_against(down)), _letters(down))


def _letters(direction: Vector) -> str:
    parts = sorted(zip(direction, LETTERS, strict=True), key=lambda part: -abs(part[0]))
    return "".join(pair[part < 0] for part, pair in parts if abs(part) >= LEAST)


def _against(direction: Vector) -> Vector:
    return tuple(-part + 0.0 for part in direction)


def _main(direction: Sequence[float]) -> int:
    return max(range(3), key=lambda axis: abs(direction[axis]))
