"""How the same slices are stored: what scanners and archives do differently."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate
from pydicom.uid import JPEG2000Lossless

from imaging.phantom.types import Plane, Stored

AIR_OFFSET = 1024


class Variant(StrEnum):
    """Signed is plain; unsigned has intercept -1024; JPEG 2000 is compressed; missing lacks a slice."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    JPEG2000 = "jpeg2000"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Storing:
    """Signed or not, and what is added to a stored value to get HU."""

    is_signed: bool
    intercept: int

    def stored(self, hu: Plane) -> Stored:
        """HU as the scanner writes them: whole numbers, unsigned ones in twelve bits."""
        whole = np.rint(hu) - self.intercept
        return _signed(whole) if self.is_signed else _unsigned(whole)


def _signed(whole: Plane) -> NDArray[np.int16]:
    values: NDArray[np.int16] = np.clip(whole, -2048, 4095).astype("<i2")
    return values


def _unsigned(whole: Plane) -> NDArray[np.uint16]:
    values: NDArray[np.uint16] = np.clip(whole, 0, 4095).astype("<u2")
    return values


SIGNED, UNSIGNED = Storing(True, 0), Storing(False, -AIR_OFFSET)
STORING = {
    Variant.SIGNED: SIGNED,
    Variant.UNSIGNED: UNSIGNED,
    Variant.JPEG2000: UNSIGNED,
    Variant.MISSING: SIGNED,
}


def jpeg2000(dataset: FileDataset, stored: Stored) -> None:
    """Replace the pixels by a lossless JPEG 2000 codestream; unsigned values only."""
    buffer = io.BytesIO()
    Image.fromarray(stored).save(buffer, "JPEG2000", irreversible=False, no_jp2=True)
    dataset.PixelData = encapsulate([buffer.getvalue()])
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = JPEG2000Lossless


COMPRESS: dict[Variant, Callable[[FileDataset, Stored], None]] = {Variant.JPEG2000: jpeg2000}


def left_out(variant: Variant, slices: int) -> int | None:
    """Index of the slice that a series with a hole lacks; None for a whole one."""
    return slices // 3 if variant is Variant.MISSING else None
