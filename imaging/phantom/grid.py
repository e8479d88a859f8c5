"""Where the voxels of a phantom lie, in mm: x to the patient's left, y to the back, z to the head."""

import re
from dataclasses import dataclass

import numpy as np

from imaging.phantom.types import Plane

FIELD_MM = 256.0
SLICE_MM = 5.0
LARGEST, MOST_SLICES = 1024, 2000


@dataclass(frozen=True, slots=True)
class Grid:
    """A square matrix over a field of 256 mm, slices 5 mm apart around T9 (z = 0)."""

    matrix: int
    slices: int

    @property
    def pixel_mm(self) -> float:
        """Edge of a pixel."""
        return FIELD_MM / self.matrix

    def z_of(self, index: int) -> float:
        """Height of a slice; index 0 is the lowest."""
        return (index - (self.slices - 1) / 2) * SLICE_MM

    def index_of(self, z: float) -> int:
        """The slice nearest to a height, the lower of two."""
        return min(range(self.slices), key=lambda index: abs(self.z_of(index) - z))

    def edge_of(self, mm: float) -> float:
        """A place across the field in pixels from the edge of the image, as lines are drawn."""
        return mm / self.pixel_mm + self.matrix / 2

    @property
    def first_pixel_mm(self) -> float:
        """Centre of the first pixel, the same in x and y."""
        return (self.pixel_mm - FIELD_MM) / 2

    def plane(self) -> tuple[Plane, Plane]:
        """Column x and row y of every pixel's centre, ready to be broadcast."""
        line = self.first_pixel_mm + self.pixel_mm * np.arange(self.matrix, dtype=np.float32)
        return line[np.newaxis, :], line[:, np.newaxis]

    def pixel_of(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the pixel that holds this place."""
        column, row = (round((value - self.first_pixel_mm) / self.pixel_mm) for value in (x, y))
        return row, column


UNIT = Grid(64, 12)
DEMO = Grid(256, 60)


def grid_of(text: str) -> Grid:
    """`256x256x60` as a grid; raises ValueError for anything that is not a square matrix of sane size."""
    found = re.fullmatch(r"(\d{2,4})x(\d{2,4})x(\d{1,4})", text)
    rows, columns, slices = (int(part) for part in found.groups()) if found else (0, 0, 0)
    if rows != columns or not 16 <= rows <= LARGEST or not 1 <= slices <= MOST_SLICES:
        raise ValueError(f"Not a size such as 256x256x60: {text}")
    return Grid(rows, slices)
