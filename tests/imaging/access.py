"""Who may open the addresses of imaging."""

import hashlib
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.permissions import Permission
from guidelines.imaging.response_entry import ResponseStandard
from guidelines.lesions import Bone
from guidelines.record.sites import Side
from imaging.attached.store import keep
from imaging.enums import Response
from imaging.models import (
    BoneWindowReview,
    ImagingSeries,
    ImagingSlot,
    ImagingStudy,
    KeyImage,
    LesionReading,
    ReportAttachment,
    ResponseAssessment,
)
from imaging.sheets import SHEETS
from tests.access import Row, Stage, Table, of_zhang
from tests.cast import TODAY
from tests.imaging.calendar import LATE, at, of_a_slot
from tests.imaging.measured import BASELINE, lesion, measure, study
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


def of_an_examination(stage: Stage) -> dict[str, Any]:
    """A CT of 张桂兰, by its row."""
    return of_zhang(stage) | {"row_id": study(stage.people, stage.zhang).id}


def of_a_vertebra(stage: Stage) -> dict[str, Any]:
    """A lesion of T8."""
    return of_zhang(stage) | {"row_id": lesion(stage.people, stage.zhang, "T8", Bone.SPINE).id}


def of_a_femur(stage: Stage) -> dict[str, Any]:
    """A lesion of the left femur."""
    row = lesion(stage.people, stage.zhang, "股骨", Bone.FEMUR, side=Side.LEFT)
    return of_zhang(stage) | {"row_id": row.id}


def of_a_measurement(stage: Stage) -> dict[str, Any]:
    """T8, measured in a CT."""
    seen = study(stage.people, stage.zhang, BASELINE)
    row = measure(stage.people, seen, lesion(stage.people, stage.zhang, "T8", Bone.SPINE), "12.1", "10.4")
    return of_zhang(stage) | {"row_id": row.id}


def of_a_reading(stage: Stage) -> dict[str, Any]:
    """T8, said to have grown in a CT, without diameters."""
    row = LesionReading.objects.create(
        patient=stage.zhang,
        study=study(stage.people, stage.zhang, BASELINE, region=str(uuid4())),
        lesion=lesion(stage.people, stage.zhang, "T8", Bone.SPINE),
        read_on=TODAY,
        change="GREW",
        recorded_by=stage.people.radiologist_he,
    )
    return of_zhang(stage) | {"row_id": row.id}


def of_a_response(stage: Stage) -> dict[str, Any]:
    """A response that a radiologist confirmed."""
    row = ResponseAssessment.objects.create(
        patient=stage.zhang,
        study=study(stage.people, stage.zhang, region=str(uuid4())),
        assessed_on=TODAY,
        standard=ResponseStandard.MDA.value,
        new_lesion="NONE",
        correlative="NOT_DONE",
        computed=Response.NE,
        by_product=Response.NE,
        confirmed=Response.NE,
        recorded_by=stage.people.radiologist_he,
    )
    return of_zhang(stage) | {"row_id": row.id}


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
    "imaging:unplanned": Row(P.SCAN_VIEW),
    "imaging:follow_up": Row(P.DIAGNOSIS_CONFIRM, methods=FORM, kwargs=of_zhang),
    "imaging:slot": Row(P.SCAN_VIEW, kwargs=of_a_slot),
    "imaging:slot_order": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_book": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_unbook": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_refuse": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:follow_up_panel": Row(P.PATIENT_VIEW, kwargs=of_zhang),
    "imaging:slot_waive": Row(P.SCAN_WAIVE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_restore": Row(P.SCAN_WAIVE, methods=POST, kwargs=of_a_waived_slot),
    "imaging:lesions": Row(P.PATIENT_VIEW, kwargs=of_zhang),
    "imaging:measure": Row(P.IMAGING_RECORD, methods=FORM, kwargs=of_an_examination),
    "imaging:response": Row(P.IMAGING_RECORD, methods=FORM, kwargs=of_an_examination),
    "imaging:measurement_void": Row(P.IMAGING_RECORD, methods=FORM, kwargs=of_a_measurement),
    "imaging:reading_void": Row(P.IMAGING_RECORD, methods=FORM, kwargs=of_a_reading),
    "imaging:response_void": Row(P.IMAGING_RECORD, methods=FORM, kwargs=of_a_response),
    "imaging:lesion_mirels": Row(P.OBSERVATION_RECORD, methods=FORM, kwargs=of_a_femur),
    "imaging:lesion_sins": Row(P.OBSERVATION_RECORD, methods=FORM, kwargs=of_a_vertebra),
}
