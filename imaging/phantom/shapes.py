"""Ellipsoids that are painted into a slice with soft edges, as a scanner would average them."""

from dataclasses import dataclass

import numpy as np

from imaging.phantom.types import Plane


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """Centre, whole diameters in mm and density in HU. `dz` infinite: a cylinder along the table."""

    x: float
    y: float
    dx: float
    dy: float
    hu: float
    z: float = 0.0
    dz: float = float("inf")

    def grown(self, by: float, hu: float) -> "Ellipsoid":
        """The same, wider by `by` mm on every side, of another density."""
        wide = (size + 2 * by for size in (self.dx, self.dy, self.dz))
        dx, dy, dz = wide
        return Ellipsoid(self.x, self.y, dx, dy, hu, self.z, dz)

    def reaches(self, z: float) -> bool:
        """Whether a slice at this height meets it."""
        return abs(z - self.z) < self.dz / 2

    def section(self, z: float) -> tuple[float, float]:
        """Width and depth in mm of its cut at this height; (0, 0) where the slice does not meet it."""
        height = (z - self.z) * 2 / self.dz
        part = max(1 - height**2, 0.0) ** 0.5
        return self.dx * part, self.dy * part

    def paint(self, image: Plane, x: Plane, y: Plane, z: float, pixel_mm: float) -> None:
        """Mix its density into the slice, by the part of each pixel that it fills."""
        if not self.reaches(z):
            return
        height = (z - self.z) * 2 / self.dz
        radius = np.sqrt(
            ((x - self.x) * 2 / self.dx) ** 2 + ((y - self.y) * 2 / self.dy) ** 2 + np.float32(height**2)
        )
        outside_mm = (radius - 1) * (min(self.dx, self.dy) / 2)
        image += (self.hu - image) * np.clip(0.5 - outside_mm / pixel_mm, 0, 1, dtype=np.float32)
