"""Run apart by test_uploads: each hostile thing with little memory and time, one line of JSON for each."""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from pydicom import Dataset
from pydicom.dataset import FileMetaDataset
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian, JPEG2000Lossless

from imaging.attached.checks import type_of
from imaging.pacs.decoding import decoded
from imaging.pacs.errors import Damaged
from tests.hardening.corpus import PDF, hostile_files, picture

MB = 1024 * 1024


def in_use() -> int:
    """Bytes of addresses this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def slices() -> Iterator[tuple[str, Dataset]]:
    """Images that lie about themselves."""
    for name, syntax in (("plain", ExplicitVRLittleEndian), ("packed", JPEG2000Lossless)):
        yield f"{name} of 65,535 rows", slice_of(syntax, rows=65_535, columns=65_535)
        yield f"{name} without bits", slice_of(syntax, bits=0)
        yield f"{name} of no rows", slice_of(syntax, rows=0)
        yield f"{name} of a million frames", slice_of(syntax, frames=1_000_000)
    yield "deflated", slice_of(DeflatedExplicitVRLittleEndian, rows=4_000, columns=4_000)
    yield "of no known code", slice_of(UID("1.2.3.4"))


def slice_of(syntax: UID, rows: int = 64, columns: int = 64, bits: int = 16, frames: int = 1) -> Dataset:
    """A slice with far less in it than it says."""
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.Rows, dataset.Columns, dataset.NumberOfFrames = rows, columns, frames
    dataset.BitsAllocated = dataset.BitsStored = bits
    dataset.HighBit, dataset.PixelRepresentation, dataset.SamplesPerPixel = bits - 1, 0, 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.PixelData = b"\xff\x4f\xff\x51" + b"\0" * 200
    return dataset


def told(name: str, refused: type[Exception], act: Callable[[], Any]) -> dict[str, Any]:
    """What became of it, and what it cost."""
    started = time.process_time()
    try:
        act()
        end = "taken"
    except refused:
        end = "refused"
    except BaseException as error:
        end = repr(error)
    return {"name": name, "end": end, "seconds": time.process_time() - started}


def main() -> None:
    """Write it all to stdout."""
    files = [("a plain report", PDF), ("a photograph", picture("JPEG")), *hostile_files()]
    most = in_use() + 200 * MB
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    lines = [told(name, ValidationError, partial(type_of, content)) for name, content in files]
    lines += [told(name, Damaged, partial(decoded, dataset)) for name, dataset in slices()]
    sys.stdout.write("\n".join(map(json.dumps, lines)))


if __name__ == "__main__":
    main()
