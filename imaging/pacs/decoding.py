"""Stored values of a frame as sixteen bits, whatever the archive compressed them with (python-gdcm)."""

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels.utils import pixel_array

from imaging.pacs.errors import Damaged
from imaging.pacs.headers import whole
from imaging.pacs.protocol import FrameAddress

Values = NDArray[np.integer]
WIDTHS = (8, 16)
MOST_PIXELS = 1 << 26  # twice the largest stitched radiograph; a few compressed bytes can claim any number


def decoded(dataset: Dataset) -> bytes:
    """The pixels of a one-frame grey image; Damaged for what is incomplete, vast or another kind of image."""
    if whole(dataset, "Rows") * whole(dataset, "Columns") * whole(dataset, "NumberOfFrames", 1) > MOST_PIXELS:
        raise Damaged
    try:
        values = pixel_array(dataset, raw=True)
    # pydicom and its plugins raise whatever a broken file happens to break; to the reader it is all the same.
    except Exception as error:
        raise Damaged from error
    if values.ndim != 2 or dataset.BitsAllocated not in WIDTHS:
        raise Damaged
    return sixteen_bits(values, dataset.BitsStored, is_signed=dataset.PixelRepresentation == 1)


def plain(pixels: bytes, address: FrameAddress) -> bytes | None:
    """Uncompressed pixels in our form; None when their number says that they are compressed or cut off."""
    expected = address.rows * address.columns * address.bits_allocated // 8
    if address.bits_allocated not in WIDTHS or len(pixels) not in (expected, expected + expected % 2):
        return None
    kind = f"<{'i' if address.is_signed else 'u'}{address.bits_allocated // 8}"
    values = np.frombuffer(pixels, dtype=kind, count=address.rows * address.columns)
    return sixteen_bits(values, address.bits_stored, is_signed=address.is_signed)


def sixteen_bits(values: Values, bits_stored: int, *, is_signed: bool) -> bytes:
    """Little endian; bits above the stored ones are cleared, or filled with the sign: overlays hide there."""
    wide = values.astype("<i2" if is_signed else "<u2")
    unused = 16 - bits_stored
    return (wide if unused <= 0 else (wide << unused) >> unused).tobytes()
