"""Slices of the phantom in HU. The same grid and scan are the same numbers on every machine and day."""

from collections.abc import Iterator

import numpy as np

from imaging.phantom.anatomy import AIR_HU, shapes_at
from imaging.phantom.grid import Grid
from imaging.phantom.lesions import LESIONS, Scan
from imaging.phantom.types import Plane

NOISE_HU = 12.0
SEED = 20250301


def slices_of(grid: Grid, scan: Scan) -> Iterator[Plane]:
    """Every slice from the lowest to the highest, with noise."""
    noise = np.random.default_rng([SEED, list(Scan).index(scan)])
    for index in range(grid.slices):
        image = clean_slice(grid, scan, grid.z_of(index))
        yield image + noise.standard_normal(image.shape, dtype=np.float32) * np.float32(NOISE_HU)


def clean_slice(grid: Grid, scan: Scan, z: float) -> Plane:
    """One slice without noise: anatomy, then what the disease made of it."""
    x, y = grid.plane()
    image = np.full((grid.matrix, grid.matrix), AIR_HU, dtype=np.float32)
    for shape in (*shapes_at(z), *LESIONS[scan]):
        shape.paint(image, x, y, z, grid.pixel_mm)
    return image
