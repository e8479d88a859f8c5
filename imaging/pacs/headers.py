"""What one instance says about itself, read from DICOM once and typed from there on."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pydicom import Dataset

from imaging.pacs.orientation import Vector

UID = re.compile(r"[0-9.]{1,64}")


@dataclass(frozen=True, slots=True)
class Header:
    """One instance. None: the instance does not say.

    Spacings are in mm; a spacing of 0 or less is none. `frames` and `samples` are 1 for a plain slice.
    """

    sop_uid: str
    modality: str
    description: str
    kernel: str
    number: int
    position: Vector | None
    orientation: Vector | None
    rows: int
    columns: int
    row_spacing: Decimal | None
    column_spacing: Decimal | None
    thickness: Decimal | None
    slope: float
    intercept: float
    is_signed: bool
    bits_allocated: int
    bits_stored: int
    padding: int | None
    is_monochrome1: bool
    frames: int
    samples: int
    frame_of_reference: str


def header_of(dataset: Dataset) -> Header | None:
    """The header of an image; None for what has no pixels or no usable UID, such as a report."""
    uid = text(dataset, "SOPInstanceUID")
    if not UID.fullmatch(uid) or not whole(dataset, "Rows") or not whole(dataset, "Columns"):
        return None
    row_spacing, column_spacing = _spacing(dataset)
    allocated = whole(dataset, "BitsAllocated", 16)
    return Header(
        sop_uid=uid,
        modality=text(dataset, "Modality"),
        description=text(dataset, "SeriesDescription"),
        kernel=text(dataset, "ConvolutionKernel"),
        number=whole(dataset, "InstanceNumber"),
        position=_vector(dataset, "ImagePositionPatient", 3),
        orientation=_vector(dataset, "ImageOrientationPatient", 6),
        rows=whole(dataset, "Rows"),
        columns=whole(dataset, "Columns"),
        row_spacing=row_spacing,
        column_spacing=column_spacing,
        thickness=_positive(dataset.get("SliceThickness")),
        slope=_float(dataset.get("RescaleSlope"), 1.0),
        intercept=_float(dataset.get("RescaleIntercept"), 0.0),
        is_signed=whole(dataset, "PixelRepresentation") == 1,
        bits_allocated=allocated,
        bits_stored=whole(dataset, "BitsStored", allocated),
        padding=_maybe(dataset.get("PixelPaddingValue"), int),
        is_monochrome1=text(dataset, "PhotometricInterpretation") == "MONOCHROME1",
        frames=whole(dataset, "NumberOfFrames", 1),
        samples=whole(dataset, "SamplesPerPixel", 1),
        frame_of_reference=text(dataset, "FrameOfReferenceUID"),
    )


def text(dataset: Dataset, name: str) -> str:
    """The value as words, several joined by a blank; empty when there is none."""
    value = dataset.get(name)
    if value is None:
        return ""
    parts = [value] if isinstance(value, str) or not hasattr(value, "__iter__") else list(value)
    return " ".join(str(part) for part in parts).strip()


def person(dataset: Dataset, name: str) -> str:
    """A person's name as a sentence: the ideographic form when there is one, without carets."""
    forms = [part for part in str(dataset.get(name) or "").split("=") if part.strip("^ ")]
    chosen = forms[1] if len(forms) > 1 else "".join(forms[:1])
    return " ".join(part for part in chosen.split("^") if part)


def whole(dataset: Dataset, name: str, otherwise: int = 0) -> int:
    """The value as a whole number; `otherwise` when there is none."""
    found = _maybe(dataset.get(name), int)
    return otherwise if found is None else found


def day(dataset: Dataset, name: str) -> date | None:
    """`20260903` as a day; None for anything else."""
    value = text(dataset, name)
    try:
        return date.fromisoformat(value) if len(value) == 8 and value.isdigit() else None
    except ValueError:
        return None


def _spacing(dataset: Dataset) -> tuple[Decimal | None, Decimal | None]:
    """Between rows and between columns; the detector's own spacing serves where the patient's is missing."""
    value = dataset.get("PixelSpacing") or dataset.get("ImagerPixelSpacing")
    if value is None or isinstance(value, str) or len(value) != 2:
        return None, None
    return _positive(value[0]), _positive(value[1])


def _positive(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None


def _vector(dataset: Dataset, name: str, length: int) -> Vector | None:
    value = dataset.get(name)
    if value is None or isinstance(value, str) or len(value) != length:
        return None
    parts = tuple(_float(part, float("nan")) for part in value)
    return None if any(part != part for part in parts) else parts


def _float(value: Any, otherwise: float) -> float:
    found = _maybe(value, float)
    return otherwise if found is None or found - found != 0 else found


def _maybe(value: Any, to: Callable[[Any], Any]) -> Any:
    try:
        return None if value is None or value == "" else to(value)
    except (TypeError, ValueError):
        return None
