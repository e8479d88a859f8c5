"""Who may open the addresses of imaging."""

from typing import Any
from uuid import uuid4

from accounts.permissions import Permission
from guidelines.imaging.response_entry import ResponseStandard
from guidelines.lesions import Bone
from guidelines.record.sites import Side
from imaging.enums import Response
from imaging.models import ResponseAssessment
from imaging.sheets import SHEETS
from tests.access import Row, Stage, Table, of_zhang
from tests.cast import TODAY
from tests.imaging.measured import BASELINE, lesion, measure, study
from tests.patients.access import FORM, sheet_rows


def of_a_study(stage: Stage) -> dict[str, Any]:
    """A CT of 张桂兰."""
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


IMAGING, OBSERVING = Permission.IMAGING_RECORD, Permission.OBSERVATION_RECORD
ROWS: Table = {name: row for sheet in SHEETS for name, row in sheet_rows(sheet).items()} | {
    "imaging:lesions": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
    "imaging:measure": Row(IMAGING, methods=FORM, kwargs=of_a_study),
    "imaging:response": Row(IMAGING, methods=FORM, kwargs=of_a_study),
    "imaging:measurement_void": Row(IMAGING, methods=FORM, kwargs=of_a_measurement),
    "imaging:response_void": Row(IMAGING, methods=FORM, kwargs=of_a_response),
    "imaging:lesion_mirels": Row(OBSERVING, methods=FORM, kwargs=of_a_femur),
    "imaging:lesion_sins": Row(OBSERVING, methods=FORM, kwargs=of_a_vertebra),
}
