"""The linear window of DICOM (PS3.3 C.11.2.1.2), and the widths and levels this house opens a CT with."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from guidelines.imaging.windows import CtWindow

WHITE = 255


@dataclass(frozen=True, slots=True)
class Window:
    """Width (1 or more) and level in the units of the image, for CT in HU."""

    width: float
    level: float


PRESETS: Mapping[CtWindow, Window] = MappingProxyType(
    {
        CtWindow.BONE: Window(2500, 700),
        CtWindow.LUNG: Window(1550, -550),
        CtWindow.MEDIASTINAL: Window(450, 50),
    }
)


def grey(values: NDArray[np.floating], window: Window) -> NDArray[np.uint8]:
    """Every value as grey from 0 to 255: black up to level - 0.5 - (width - 1)/2, white from there on up.

    With a width of 1 there is no grey in between.
    """
    low = window.level - 0.5 - (window.width - 1) / 2
    if window.width <= 1:
        return np.where(values > low, WHITE, 0).astype(np.uint8)
    scaled = (values - low) * (WHITE / (window.width - 1))
    shades: NDArray[np.uint8] = np.clip(np.rint(scaled), 0, WHITE).astype(np.uint8)
    return shades


def whole_range(values: NDArray[np.floating]) -> Window:
    """The window for images without Hounsfield units: from the darkest to the brightest percent."""
    low, high = (float(part) for part in np.percentile(values, (1, 99)))
    width = max(high - low + 1, 1.0)
    return Window(width, low + 0.5 + (width - 1) / 2)
