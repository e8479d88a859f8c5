"""The phantom as DICOM files. Every UID is derived from what it names: a second run writes the same files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian, generate_uid

from imaging.phantom.grid import SLICE_MM, Grid
from imaging.phantom.lesions import Scan
from imaging.phantom.types import Plane
from imaging.phantom.variants import COMPRESS, STORING, Variant, left_out
from imaging.phantom.volume import slices_of

UTF8 = "ISO_IR 192"


@dataclass(frozen=True, slots=True)
class Header:
    """Whose examination it is and when; `accession_number` is what the hospital calls it."""

    patient_id: str
    patient_name: str
    accession_number: str
    done_on: date
    sex: str = "O"
    birth_date: date | None = None

    def uid(self, *parts: object) -> str:
        """The UID of one thing in this examination."""
        key = (self.patient_id, self.accession_number, self.done_on.isoformat(), *map(str, parts))
        return str(generate_uid(entropy_srcs=list(key)))

    @property
    def study_uid(self) -> str:
        """The UID of the examination."""
        return self.uid("study")


@dataclass(frozen=True, slots=True)
class Phantom:
    """One series: which scan on which grid, stored how."""

    header: Header
    grid: Grid
    scan: Scan
    variant: Variant = Variant.SIGNED

    @property
    def series_uid(self) -> str:
        """The UID of the series."""
        return self.header.uid(self.scan, self.variant, self.grid.matrix, self.grid.slices)

    def datasets(self) -> Iterator[FileDataset]:
        """The instances, from the feet up; their numbers run the other way, as on many scanners."""
        hole = left_out(self.variant, self.grid.slices)
        for index, image in enumerate(slices_of(self.grid, self.scan)):
            if index != hole:
                yield self._instance(index, image)

    def write(self, out: Path) -> Path:
        """The folder of the series below `out`, written whole."""
        folder = out / self.header.study_uid / self.series_uid
        folder.mkdir(parents=True, exist_ok=True)
        for dataset in self.datasets():
            dataset.save_as(folder / f"{dataset.InstanceNumber:04d}.dcm", enforce_file_format=True)
        return folder

    def _instance(self, index: int, image: Plane) -> FileDataset:
        dataset = FileDataset(
            "", {}, preamble=b"\0" * 128, file_meta=_meta(self.header, self.series_uid, index)
        )
        _patient(dataset, self.header)
        self._series(dataset)
        self._place(dataset, index)
        self._pixels(dataset, image)
        return dataset

    def _series(self, dataset: FileDataset) -> None:
        day = self.header.done_on.strftime("%Y%m%d")
        dataset.SOPClassUID = CTImageStorage
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID
        dataset.StudyInstanceUID, dataset.SeriesInstanceUID = self.header.study_uid, self.series_uid
        dataset.FrameOfReferenceUID = self.header.uid("frame", self.scan)
        dataset.PositionReferenceIndicator = ""
        dataset.StudyDate = dataset.SeriesDate = dataset.ContentDate = day
        dataset.StudyTime = dataset.ContentTime = "080000"
        dataset.AccessionNumber, dataset.StudyID = self.header.accession_number, "1"
        dataset.Modality, dataset.Manufacturer, dataset.ReferringPhysicianName = "CT", "BoneBoard", ""
        dataset.StudyDescription = "SYNTHETIC PHANTOM"
        variant = "" if self.variant is Variant.SIGNED else f" {self.variant}"
        dataset.SeriesDescription = f"Chest {self.scan}{variant}"
        dataset.ImageType = ["DERIVED", "SECONDARY", "AXIAL"]
        dataset.KVP, dataset.ConvolutionKernel = 120, "BONE"
        dataset.SeriesNumber, dataset.AcquisitionNumber = 1, 1

    def _place(self, dataset: FileDataset, index: int) -> None:
        first, pixel = self.grid.first_pixel_mm, self.grid.pixel_mm
        dataset.InstanceNumber = self.grid.slices - index
        dataset.ImagePositionPatient = [first, first, self.grid.z_of(index)]
        dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
        dataset.SliceThickness = Decimal(str(SLICE_MM))
        dataset.PixelSpacing = [pixel, pixel]

    def _pixels(self, dataset: FileDataset, image: Plane) -> None:
        storing = STORING[self.variant]
        stored = storing.stored(image)
        dataset.Rows = dataset.Columns = self.grid.matrix
        dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
        dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 16, 15
        dataset.PixelRepresentation = int(storing.is_signed)
        dataset.RescaleSlope, dataset.RescaleIntercept, dataset.RescaleType = 1, storing.intercept, "HU"
        # The soft-tissue window first, as scanners write it: a viewer that trusts it does not show the bones.
        dataset.WindowCenter, dataset.WindowWidth = [50, -550, 700], [450, 1550, 2500]
        dataset.WindowCenterWidthExplanation = ["MEDIASTINUM", "LUNG", "BONE"]
        dataset.PixelData = stored.tobytes()
        dataset["PixelData"].VR = "OW"
        if self.variant in COMPRESS:
            COMPRESS[self.variant](dataset, stored)


def _meta(header: Header, series_uid: str, index: int) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = UID(header.uid(series_uid, index))
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return meta


def _patient(dataset: FileDataset, header: Header) -> None:
    dataset.SpecificCharacterSet = UTF8
    dataset.PatientID, dataset.PatientName = header.patient_id, header.patient_name
    dataset.PatientSex = header.sex
    dataset.PatientBirthDate = header.birth_date.strftime("%Y%m%d") if header.birth_date else ""
