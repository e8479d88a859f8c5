"""Small series for the tests: the unit phantom in a folder, and an examination linked to it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import EnhancedCTImageStorage

from accounts.models import User
from imaging.models import ImagingSeries, ImagingStudy
from imaging.pacs import pacs
from imaging.pacs.files import FilePacs
from imaging.pacs.reading import series_in
from imaging.phantom.grid import UNIT, Grid
from imaging.phantom.lesions import Scan
from imaging.phantom.series import Header, Phantom
from imaging.phantom.variants import Variant
from imaging.services import images_link
from patients.models import Patient
from tests.cast import TODAY

ACCESSION = "CT250301-7"


def header(**more: Any) -> Header:
    """The examination of 张桂兰 in the archive."""
    facts: dict[str, Any] = {
        "patient_id": "ZY02846173",
        "patient_name": "张^桂兰",
        "accession_number": ACCESSION,
        "done_on": TODAY,
    }
    return Header(**facts | more)


def phantom(variant: Variant = Variant.SIGNED, **more: Any) -> Phantom:
    """64 x 64 x 12, the first examination."""
    return Phantom(header(**more), UNIT, Scan.BASELINE, variant)


def mirrored(one: Phantom) -> Iterator[FileDataset]:
    """The same patient in the same place, each slice stored as seen from above: its left is on the left."""
    for dataset in one.datasets():
        stored = np.frombuffer(dataset.PixelData, "<i2").reshape(dataset.Rows, dataset.Columns)
        dataset.PixelData = stored[:, ::-1].tobytes()
        x, y, z = dataset.ImagePositionPatient
        dataset.ImagePositionPatient = [-x, y, z]
        dataset.ImageOrientationPatient = [-1, 0, 0, 0, 1, 0]
        yield dataset


def in_one_file(one: Phantom) -> FileDataset:
    """All slices as the frames of one enhanced CT: what lies where is said per frame, not once."""
    slices = list(one.datasets())
    whole = slices[0]
    whole.SOPClassUID = whole.file_meta.MediaStorageSOPClassUID = EnhancedCTImageStorage
    whole.NumberOfFrames = len(slices)
    whole.PixelData = b"".join(part.PixelData for part in slices)
    whole.PerFrameFunctionalGroupsSequence = [_place_of(part) for part in slices]
    for name in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "SliceThickness"):
        delattr(whole, name)
    return whole


def _place_of(part: FileDataset) -> Dataset:
    frame, position = Dataset(), Dataset()
    position.ImagePositionPatient = part.ImagePositionPatient
    frame.PlanePositionSequence = [position]
    return frame


def put(folder: Path, datasets: Iterable[FileDataset]) -> None:
    """Into the folder that is the archive."""
    for number, dataset in enumerate(datasets):
        dataset.save_as(folder / f"{number:04d}.dcm", enforce_file_format=True)


def linked(row: Patient, by: User, folder: Path, variant: Variant = Variant.SIGNED) -> ImagingSeries:
    """A CT of the patient whose images lie in `folder`; the setting DICOM_DIR must name it."""
    phantom(variant).write(folder)
    return found(row, by)


def found(row: Patient, by: User) -> ImagingSeries:
    """The examination of the archive, linked to one of the patient."""
    study = ImagingStudy.objects.create(
        patient=row, modality="CT", region="胸部", done_on=TODAY, recorded_by=by
    )
    (there,) = pacs().find_studies(accession_number=ACCESSION)
    images_link(by=by, study=study, found=there, series=series_in(pacs(), there.study_uid))
    return ImagingSeries.objects.get(study=study)


def scanned(
    row: Patient,
    by: User,
    folder: Path,
    scan: Scan,
    variant: Variant = Variant.SIGNED,
    grid: Grid = UNIT,
) -> ImagingStudy:
    """A CT of the patient with its images in `folder`: the follow-up of today, or the baseline before it."""
    day = TODAY - timedelta(weeks=0 if scan is Scan.FOLLOW_UP else 13)
    named = header(accession_number=f"CT-{scan}", done_on=day)
    Phantom(named, grid, scan, variant).write(folder)
    study = ImagingStudy.objects.create(
        patient=row, modality="CT", region="胸部", done_on=day, recorded_by=by
    )
    archive = FilePacs(folder)
    (there,) = archive.find_studies(accession_number=named.accession_number)
    images_link(by=by, study=study, found=there, series=series_in(archive, there.study_uid))
    return study
