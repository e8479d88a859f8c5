"""One slice as a picture, for pages without JavaScript and for paper. Nothing is written over its pixels."""

import io
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np
from PIL import Image

from guidelines.imaging.windows import CtWindow
from imaging.pacs.lettering import lettered
from imaging.pacs.orientation import Edges
from imaging.pacs.windows import PRESETS, WHITE, Window, grey, whole_range

CT = "CT"
QUALITY = 88
SQUARE = 0.01
MOST_STRETCH = 20  # no scanner's pixel is so much longer than wide; beyond it a picture would fill the memory


class PictureType(StrEnum):
    """PNG keeps every grey, JPEG is a third of the size."""

    PNG = "png"
    JPEG = "jpeg"


@dataclass(frozen=True, slots=True)
class Slice:
    """Sixteen-bit stored values and what they mean. A spacing of None: the pixels are shown square."""

    pixels: bytes
    rows: int
    columns: int
    is_signed: bool
    slope: float
    intercept: float
    modality: str
    padding: int | None
    is_monochrome1: bool
    row_spacing_mm: Decimal | None
    column_spacing_mm: Decimal | None


def picture(one: Slice, window: Window | None, kind: PictureType, edges: Edges | None = None) -> bytes:
    """The slice in this window; None is the bone window for CT, else the whole range of the slice.

    With `edges` the letters of its right and left stand beside it.
    """
    stored = np.frombuffer(one.pixels, dtype="<i2" if one.is_signed else "<u2").reshape(one.rows, one.columns)
    values = stored * one.slope + one.intercept
    shades = grey(values, window or usual_window(one.modality) or whole_range(values))
    if one.is_monochrome1:
        shades = WHITE - shades
    if one.padding is not None:
        shades = np.where(stored == one.padding, np.uint8(0), shades)
    image = lettered(_square(Image.fromarray(shades), one), edges)
    buffer = io.BytesIO()
    image.save(buffer, kind.name, quality=QUALITY)
    return buffer.getvalue()


def usual_window(modality: str) -> Window | None:
    """What a series opens with: CT in the bone window; None where values are no Hounsfield units."""
    return PRESETS[CtWindow.BONE] if modality == CT else None


def _square(image: Image.Image, one: Slice) -> Image.Image:
    """Stretched down the page until a millimetre is as long in both directions."""
    if not one.row_spacing_mm or not one.column_spacing_mm:
        return image
    stretch = float(one.row_spacing_mm / one.column_spacing_mm)
    if abs(stretch - 1) < SQUARE or stretch > MOST_STRETCH:
        return image
    return image.resize((one.columns, max(1, round(one.rows * stretch))), Image.Resampling.BILINEAR)
