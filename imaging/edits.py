"""Which addresses of this room change a row that is there, and why the others write over nobody."""

from collections.abc import Mapping
from typing import Any

from accounts.meanwhile.watches import Watch, of_patient, row
from imaging.api.kinds import LESIONS, STUDIES
from imaging.models import (
    ImagingSlot,
    ImagingStudy,
    KeyImage,
    LesionMeasurement,
    LesionReading,
    ReportAttachment,
    ResponseAssessment,
)
from imaging.sheets import SHEETS
from patients.edits import NEW, new_rows, of_kinds, of_sheets
from patients.models import Diagnosis

_SLOT, _KINDS = row(ImagingSlot, "slot_id"), (STUDIES, LESIONS)
EDITS: Mapping[str, Watch] = {
    **of_sheets(SHEETS),
    **of_kinds(_KINDS),
    **{f"imaging:slot_{act}": _SLOT for act in ("order", "book", "unbook", "refuse", "waive", "restore")},
    **{f"api-slot-{act}": _SLOT for act in ("order", "booking", "refusal", "waiver")},
    "imaging:follow_up": of_patient(Diagnosis),
    "imaging:window_statement": row(ImagingStudy, "study_id"),
    "imaging:measurement_void": row(LesionMeasurement, "row_id"),
    "imaging:reading_void": row(LesionReading, "row_id"),
    "imaging:response_void": row(ResponseAssessment, "row_id"),
    "imaging:attachment_void": row(ReportAttachment, "attachment_id"),
    "imaging:key_image_void": row(KeyImage, "row_id"),
    "api-bone-window": row(ImagingStudy, "row_id"),
    "api-window-statements": row(ImagingStudy, "row_id"),
    "api-attachment-void": row(ReportAttachment, "row_id"),
    "api-key-image-void": row(KeyImage, "row_id"),
    "api-lesion-measurement-void": row(LesionMeasurement, "row_id"),
    "api-lesion-reading-void": row(LesionReading, "row_id"),
    "api-response-assessment-void": row(ResponseAssessment, "row_id"),
}
_MEASURED = "what a viewer measures grows and is never typed"
ADDS: Mapping[str, str] = {
    **new_rows(SHEETS, _KINDS),
    "imaging:study_archive": NEW,
    "imaging:register": NEW,
    "imaging:measure": NEW,
    "imaging:response": NEW,
    "imaging:lesion_mirels": NEW,
    "imaging:lesion_sins": NEW,
    "imaging:attachment_add": NEW,
    "imaging:ask": NEW,
    "api-attachments": NEW,
    "api-archive-studies": NEW,
    "api-series-reviews": _MEASURED,
    "api-review-dwell": _MEASURED,
    "api-key-images": NEW,
    "api-slot-contacts": NEW,
    "api-lesion-measurements": NEW,
    "api-lesion-readings": NEW,
    "api-response-assessments": NEW,
}
WORDS: Mapping[str, Any] = {"study_uid": "Study UID", "suv_max": "SUVmax"}
