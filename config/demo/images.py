"""Images of two demo patients: the phantom stands in for their CT, in the folder that is the archive.

Its lesions are measured where they are cut, so that lines and numbers fit the picture. The cases tell of no
diameter: what is added is invented and says so (演示).
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from accounts import clock
from config.demo.patients import PATIENTS
from guidelines.imaging.response_entry import ResponseStandard
from guidelines.lesions import Bone, LesionType
from imaging.enums import Response
from imaging.models import ImagingStudy, Lesion
from imaging.pacs import pacs
from imaging.pacs.reading import series_in
from imaging.phantom.grid import DEMO
from imaging.phantom.lesions import MEASURED, Scan
from imaging.phantom.series import Header, Phantom
from imaging.phantom.shapes import Ellipsoid
from imaging.services import LESION, images_link, measurement_record, response_record
from imaging.specs import LesionSpec, MeasurementSpec, ResponseSpec
from patients.models import Patient
from patients.services.recording import record_add

# One with an examination before and one after treatment, one with the first only.
SCANS = {"C08": (Scan.BASELINE, Scan.FOLLOW_UP), "C11": (Scan.BASELINE,)}
TYPES = {"T8": LesionType.OSTEOLYTIC, "T10": LesionType.OSTEOBLASTIC}
TENTH = Decimal("0.1")


def images_write(today: date) -> None:
    """Files and links, when the archive of this installation is a folder; else nothing."""
    if settings.PACS_URL or not settings.DICOM_DIR:
        return
    for demo in (demo for demo in PATIENTS if demo.case in SCANS):
        patient = Patient.objects.get(hospital_number=demo.number)
        for study, scan in zip(_chests(patient, today), SCANS[demo.case], strict=False):
            if study.done_on:
                _image(patient, study, scan, study.done_on)
                _measure(study, scan, study.done_on, today)
                if scan is Scan.FOLLOW_UP:
                    _respond(study, today)


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


def _measure(study: ImagingStudy, scan: Scan, done_on: date, today: date) -> None:
    """Both vertebrae in the slice that cuts them best."""
    for site, shape in MEASURED[scan].items():
        spec = _sized(study, _lesion(study, site, done_on, today), shape, done_on)
        by = study.recorded_by
        measurement_record(by=by, patient=study.patient, spec=spec, today=today, now=clock.now())


def _lesion(study: ImagingStudy, site: str, seen_on: date, today: date) -> Lesion:
    """What this examination tells of the vertebra, or what the phantom adds to it."""
    told = Lesion.objects.filter(study=study, site=site, voided_at=None).first()
    added = LesionSpec(
        site=site,
        bone=Bone.SPINE,
        study_id=study.id,
        type=TYPES[site],
        type_text="演示",
        first_seen_on=seen_on,
    )
    return told or record_add(
        kind=LESION, by=study.recorded_by, patient=study.patient, spec=added, today=today
    )


def _sized(study: ImagingStudy, lesion: Lesion, shape: Ellipsoid, done_on: date) -> MeasurementSpec:
    index = DEMO.index_of(shape.z)
    wide, deep = shape.section(DEMO.z_of(index))
    x, y = DEMO.edge_of(shape.x), DEMO.edge_of(shape.y)
    half_x, half_y = (size / 2 / DEMO.pixel_mm for size in (wide, deep))
    return MeasurementSpec(
        study_id=study.id,
        lesion_id=lesion.id,
        measured_on=done_on,
        long_mm=Decimal(wide).quantize(TENTH),
        short_mm=Decimal(deep).quantize(TENTH),
        series_uid=study.series.get().series_uid,
        slice_index=index,
        ends={
            "long": _line((x - half_x, y), (x + half_x, y)),
            "short": _line((x, y - half_y), (x, y + half_y)),
        },
    )


def _line(*points: tuple[float, float]) -> list[list[float]]:
    return [[round(part, 2) for part in point] for point in points]


def _respond(study: ImagingStudy, today: date) -> None:
    spec = ResponseSpec(
        study_id=study.id,
        assessed_on=today,
        standard=ResponseStandard.MDA,
        confirmed=Response.SD,
        note="T8 缩小而 T10 增大，提交 MDT 讨论（演示）",
    )
    by = study.recorded_by
    response_record(by=by, patient=study.patient, spec=spec, today=today, now=clock.now())
