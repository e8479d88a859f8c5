"""Images of two demo patients: the phantom stands in for their CT, in the folder that is the archive."""

from datetime import date
from pathlib import Path

from django.conf import settings

from config.demo.patients import PATIENTS
from imaging.models import ImagingStudy
from imaging.pacs import pacs
from imaging.pacs.reading import series_in
from imaging.phantom.grid import DEMO
from imaging.phantom.lesions import Scan
from imaging.phantom.series import Header, Phantom
from imaging.services import images_link
from patients.models import Patient

# One with an examination before and one after treatment, one with the first only.
SCANS = {"C08": (Scan.BASELINE, Scan.FOLLOW_UP), "C11": (Scan.BASELINE,)}


def images_write(today: date) -> None:
    """Files and links, when the archive of this installation is a folder; else nothing."""
    if settings.PACS_URL or not settings.DICOM_DIR:
        return
    for demo in PATIENTS:
        patient = Patient.objects.get(hospital_number=demo.number)
        for study, scan in zip(_chests(patient, today), SCANS.get(demo.case, ()), strict=False):
            if study.done_on:
                _image(patient, study, scan, study.done_on)


def _chests(patient: Patient, today: date) -> list[ImagingStudy]:
    """The earliest and the latest CT of the chest whose day is known."""
    dated = ImagingStudy.objects.filter(
        patient=patient, modality="CT", region__icontains="chest", done_on__lte=today, voided_at=None
    ).order_by("done_on")
    return list(dict.fromkeys([*dated[:1], *dated.reverse()[:1]]))


def _image(patient: Patient, study: ImagingStudy, scan: Scan, done_on: date) -> None:
    header = Header(
        patient_id=patient.hospital_number,
        patient_name=patient.name,
        accession_number=f"CT{patient.hospital_number}-{list(Scan).index(scan) + 1}",
        done_on=done_on,
        sex=patient.sex,
        birth_date=patient.birth_date,
    )
    Phantom(header, DEMO, scan).write(Path(settings.DICOM_DIR))
    (found,) = pacs().find_studies(accession_number=header.accession_number)
    images_link(by=study.recorded_by, study=study, found=found, series=series_in(pacs(), found.study_uid))
