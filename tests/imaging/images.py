"""Small series for the tests: the unit phantom in a folder, and an examination linked to it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

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


def linked(row: Patient, by: User, folder: Path, variant: Variant = Variant.SIGNED) -> ImagingSeries:
    """A CT of the patient whose images lie in `folder`; the setting DICOM_DIR must name it."""
    one = phantom(variant)
    one.write(folder)
    study = ImagingStudy.objects.create(
        patient=row, modality="CT", region="胸部", done_on=TODAY, recorded_by=by
    )
    (found,) = pacs().find_studies(accession_number=ACCESSION)
    images_link(by=by, study=study, found=found, series=series_in(pacs(), found.study_uid))
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
    (found,) = archive.find_studies(accession_number=named.accession_number)
    images_link(by=by, study=study, found=found, series=series_in(archive, found.study_uid))
    return study
