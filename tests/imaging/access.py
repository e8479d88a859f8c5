"""Who may open the addresses of imaging."""

import hashlib
from typing import Any

from django.utils import timezone

from accounts.permissions import Permission
from imaging.attached.store import keep
from imaging.models import (
    BoneWindowReview,
    ImagingSeries,
    ImagingSlot,
    ImagingStudy,
    KeyImage,
    ReportAttachment,
)
from imaging.sheets import SHEETS
from tests.access import Row, Stage, Table, of_zhang
from tests.cast import TODAY
from tests.imaging.calendar import LATE, at, of_a_slot
from tests.patients.access import FORM, sheet_rows

CONTENT = b"%PDF-1.7 %%EOF"
PIXELS = {
    "modality": "CT",
    "rows": 2,
    "columns": 2,
    "bits_allocated": 16,
    "bits_stored": 16,
    "is_signed": True,
    "n_instances": 1,
    "sop_uids": ["1.2.3.4"],
    "z_positions": [0.0],
    "rescales": [[1, 0]],
}


def a_series(stage: Stage) -> ImagingSeries:
    """A series of 张桂兰 whose images the archive lost: who may ask gets an answer that says so."""
    study = ImagingStudy.objects.create(
        patient=stage.zhang, modality="CT", done_on=TODAY, recorded_by=stage.people.doctor_wang
    )
    return ImagingSeries.objects.create(study=study, series_uid="1.2.3", **PIXELS)


def of_a_series(stage: Stage) -> dict[str, Any]:
    """The series."""
    return {"series_id": a_series(stage).id}


def of_a_study(stage: Stage) -> dict[str, Any]:
    """The examination of that series."""
    return {"study_id": a_series(stage).study_id}


def of_a_slice(stage: Stage) -> dict[str, Any]:
    """Its only slice; nobody has its pixels, so it is asked for as one the browser has already."""
    return of_a_series(stage) | {"index": 0}


def of_a_key_image(stage: Stage) -> dict[str, Any]:
    """A picture made of its only slice."""
    row = KeyImage.objects.create(
        patient=stage.zhang,
        series=a_series(stage),
        recorded_by=stage.people.doctor_wang,
        sop_uid="1.2.3.4",
        slice_index=0,
        width=2500,
        level=700,
        jpeg=b"picture",
    )
    return {"row_id": row.id}


def a_review(stage: Stage) -> BoneWindowReview:
    """A visit of doctor Wang to the series."""
    return BoneWindowReview.objects.create(
        series=a_series(stage),
        user=stage.people.doctor_wang,
        viewer="1",
        n_slices=1,
        opened_at=timezone.now(),
        dwell=bytes(4),
    )


def of_an_attachment(stage: Stage) -> dict[str, Any]:
    """A report attached to that examination, its file in the folder of this installation."""
    study = a_series(stage).study
    row = ReportAttachment.objects.create(
        study=study,
        name="a.pdf",
        type="PDF",
        size=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        recorded_by=stage.people.doctor_wang,
    )
    keep(row.id, CONTENT)
    return {"attachment_id": row.id}


def of_a_waived_slot(stage: Stage) -> dict[str, Any]:
    """The CT of 张桂兰, given up by her doctor."""
    found = of_a_slot(stage)
    ImagingSlot.objects.filter(pk=found["slot_id"]).update(
        waived_at=at(LATE), waived_by=stage.people.doctor_wang, waiver_reason="转院"
    )
    return found


P, POST = Permission, ("POST",)
ROWS: Table = {name: row for sheet in SHEETS for name, row in sheet_rows(sheet).items()}
ROWS |= {
    "imaging:study_images": Row(P.PATIENT_VIEW, kwargs=of_a_study),
    "imaging:study_archive": Row(P.IMAGING_RECORD, ("GET", "POST"), of_zhang),
    "imaging:attachment_add": Row(P.IMAGING_RECORD, ("GET", "POST"), of_a_study),
    "imaging:attachment_file": Row(P.PATIENT_VIEW, kwargs=of_an_attachment),
    "imaging:attachment_void": Row(P.IMAGING_RECORD, ("GET", "POST"), of_an_attachment),
    "imaging:modalities": Row(P.PATIENT_VIEW),
    "imaging:series_manifest": Row(P.PATIENT_VIEW, kwargs=of_a_series),
    "imaging:series_frame": Row(P.PATIENT_VIEW, kwargs=of_a_slice),
    "imaging:series_image": Row(P.PATIENT_VIEW, kwargs=of_a_slice),
    "imaging:viewer": Row(P.PATIENT_VIEW, kwargs=of_a_study),
    "imaging:window_statement": Row(P.IMAGING_RECORD, methods=FORM, kwargs=of_a_study),
    "imaging:key_image": Row(P.PATIENT_VIEW, kwargs=of_a_key_image),
    "imaging:key_image_void": Row(P.IMAGING_RECORD, methods=FORM, kwargs=of_a_key_image),
    "imaging:my_reviews": Row(),
    "imaging:window_quality": Row(P.PATIENT_VIEW),
    "imaging:register": Row(P.STUDY_REGISTER, methods=FORM, kwargs=of_zhang),
    "imaging:board": Row(P.SCAN_VIEW),
    "imaging:export": Row(P.SCAN_EXPORT),
    "imaging:ask": Row(P.SCAN_ARRANGE, methods=POST),
    "imaging:slot": Row(P.SCAN_VIEW, kwargs=of_a_slot),
    "imaging:slot_order": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_book": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_unbook": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_waive": Row(P.SCAN_WAIVE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_restore": Row(P.SCAN_WAIVE, methods=POST, kwargs=of_a_waived_slot),
}
