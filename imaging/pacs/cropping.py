"""A part of a slice as a slice of its own, for key images."""

from dataclasses import dataclass, replace

import numpy as np

from imaging.pacs.rendering import Slice


@dataclass(frozen=True, slots=True)
class Crop:
    """A rectangle in pixels of the slice."""

    left: int
    top: int
    width: int
    height: int

    def fits(self, rows: int, columns: int) -> bool:
        """True when it lies inside an image of this size and is not empty."""
        is_there = self.width > 0 and self.height > 0 and self.left >= 0 and self.top >= 0
        return is_there and self.left + self.width <= columns and self.top + self.height <= rows


def cropped(one: Slice, crop: Crop) -> Slice:
    """The part of the slice; the crop must fit."""
    stored = np.frombuffer(one.pixels, dtype="<u2").reshape(one.rows, one.columns)
    part = stored[crop.top : crop.top + crop.height, crop.left : crop.left + crop.width]
    return replace(one, pixels=part.tobytes(), rows=crop.height, columns=crop.width)
