"""What this room asks of an archive. Views and services know nothing else about it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pydicom import Dataset

from imaging.pacs.manifest import Manifest


@dataclass(frozen=True, slots=True)
class FoundStudy:
    """An examination the archive has. `done_on` None: the archive gives no day."""

    study_uid: str
    accession_number: str
    patient_id: str
    patient_name: str
    done_on: date | None
    description: str
    modalities: tuple[str, ...]
    series: int | None = None


@dataclass(frozen=True, slots=True)
class FoundSeries:
    """A series of an examination."""

    series_uid: str
    modality: str
    description: str


@dataclass(frozen=True, slots=True)
class FrameAddress:
    """Which frame, and how its pixels are stored when the archive hands them over as they are."""

    study_uid: str
    series_uid: str
    sop_uid: str
    rows: int
    columns: int
    bits_allocated: int
    bits_stored: int
    is_signed: bool


class Pacs(Protocol):
    """An archive. Every method raises a PacsError that tells the user why there is no answer."""

    def find_studies(self, *, accession_number: str) -> tuple[FoundStudy, ...]:
        """The examinations with exactly this accession number; none is an empty tuple."""

    def list_series(self, study_uid: str) -> tuple[FoundSeries, ...]:
        """The series of an examination."""

    def series_manifest(self, study_uid: str, series_uid: str) -> Manifest:
        """The slices of a series in the order in which they lie in the patient."""

    def frame(self, address: FrameAddress) -> bytes:
        """The stored values of one frame, sixteen bits each, little endian, row by row."""

    def instance(self, study_uid: str, series_uid: str, sop_uid: str) -> Dataset:
        """One whole instance."""
