"""Where the patient stands, read from the record."""

import pytest

from guidelines.imaging.modalities import Modality
from guidelines.record.diagnosis import BoneMetastasis, BoneStatus
from guidelines.record.record import Record
from tests.guidelines.assessment.cast import (
    D0,
    FEMUR,
    LUNG_CANCER,
    SPINE,
    lesion,
    meeting,
    patient,
    scan,
    seen,
)

SUSPECTED = BoneMetastasis(on=D0, status=BoneStatus.SUSPECTED)


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (Record(), None),
        (Record(diagnosis=LUNG_CANCER), "SCREEN_DUE"),
        (Record(diagnosis=LUNG_CANCER, studies=(scan(Modality.BS, None),)), "SCREEN_DUE"),
        (Record(diagnosis=LUNG_CANCER, studies=(scan(Modality.BS, 0),)), "SURVEILLANCE"),
        (Record(lesions=(lesion(FEMUR),)), "CONFIRM_LOCALISED"),
        (Record(lesions=(lesion(FEMUR), lesion(SPINE))), "CONFIRM_WIDESPREAD"),
        (Record(bone_metastasis=SUSPECTED), "CONFIRM_LOCALISED"),
        (Record(bone_metastasis=BoneMetastasis(on=D0, status=BoneStatus.EXCLUDED)), "NOT_CONFIRMED"),
        (patient(), "CONFIRMED"),
        (patient(conferences=(meeting(0, "MED_ONC"),)), "ON_TREATMENT"),
    ],
)
def test_the_state_of_the_pathway(record: Record, state: str | None) -> None:
    assert seen(record, 0).pathway_state == state
