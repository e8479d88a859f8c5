"""An archive that is a folder of DICOM files: the demo, teaching, and tests. Reads only."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydicom import Dataset, dcmread
from pydicom.errors import InvalidDicomError

from imaging.pacs.decoding import decoded
from imaging.pacs.errors import Damaged, NotThere
from imaging.pacs.found import study_of
from imaging.pacs.headers import header_of, text
from imaging.pacs.manifest import Manifest, manifest_of
from imaging.pacs.protocol import FoundSeries, FoundStudy, FrameAddress

FILES = "*.dcm"


@dataclass(frozen=True, slots=True)
class Instance:
    """A file and what it says about itself, without its pixels."""

    path: Path
    dataset: Dataset

    def of(self, study_uid: str, series_uid: str | None = None) -> bool:
        """Whether it belongs there."""
        return text(self.dataset, "StudyInstanceUID") == study_uid and (
            series_uid is None or text(self.dataset, "SeriesInstanceUID") == series_uid
        )


class FilePacs:
    """Every `*.dcm` below a directory; files that are no DICOM are passed over."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def find_studies(self, *, accession_number: str) -> tuple[FoundStudy, ...]:
        """See Pacs."""
        seen = {
            text(one.dataset, "StudyInstanceUID"): study_of(one.dataset)
            for one in self._instances()
            if accession_number and text(one.dataset, "AccessionNumber") == accession_number
        }
        return tuple(seen.values())

    def list_series(self, study_uid: str) -> tuple[FoundSeries, ...]:
        """See Pacs."""
        series = {
            text(one.dataset, "SeriesInstanceUID"): one.dataset
            for one in self._instances()
            if one.of(study_uid)
        }
        return tuple(
            FoundSeries(uid, text(first, "Modality"), text(first, "SeriesDescription"))
            for uid, first in series.items()
        )

    def series_manifest(self, study_uid: str, series_uid: str) -> Manifest:
        """See Pacs."""
        headers = [header_of(one.dataset) for one in self._instances() if one.of(study_uid, series_uid)]
        return manifest_of([header for header in headers if header is not None])

    def frame(self, address: FrameAddress) -> bytes:
        """See Pacs."""
        return decoded(self.instance(address.study_uid, address.series_uid, address.sop_uid))

    def instance(self, study_uid: str, series_uid: str, sop_uid: str) -> Dataset:
        """See Pacs."""
        path = self._paths().get((study_uid, series_uid, sop_uid))
        if path is None:
            raise NotThere
        try:
            return dcmread(path)
        except FileNotFoundError as error:
            raise NotThere from error
        except (InvalidDicomError, EOFError, OSError) as error:
            raise Damaged from error

    def _instances(self) -> tuple[Instance, ...]:
        return _index(self._directory, _stamp(self._directory))

    def _paths(self) -> dict[tuple[str, str, str], Path]:
        return _by_uid(self._directory, _stamp(self._directory))


def _stamp(directory: Path) -> int:
    """Changes when a file of the folder, or of a folder in it, comes or goes."""
    folders = [directory, *directory.glob("*/"), *directory.glob("*/*/")] if directory.is_dir() else []
    return max((folder.stat().st_mtime_ns for folder in folders), default=0)


@lru_cache(maxsize=4)
def _index(directory: Path, _stamp: int) -> tuple[Instance, ...]:
    return tuple(_read(directory))


@lru_cache(maxsize=4)
def _by_uid(directory: Path, stamp: int) -> dict[tuple[str, str, str], Path]:
    names = ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID")
    return {
        tuple(text(one.dataset, name) for name in names): one.path  # type: ignore[misc]  # three names
        for one in _index(directory, stamp)
    }


def _read(directory: Path) -> Iterator[Instance]:
    for path in sorted(directory.rglob(FILES)):
        try:
            yield Instance(path, dcmread(path, stop_before_pixels=True))
        except (InvalidDicomError, EOFError, OSError):
            continue
