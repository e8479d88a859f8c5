"""Mirels scores that cannot be (DQ-01 to DQ-04)."""

import pytest

from guidelines.bone.sre import SreType
from guidelines.dataquality.mirels import is_valid, mirels_flags
from guidelines.lesions import Bone, LesionType
from guidelines.record.complaints import Symptom
from guidelines.record.record import Record
from guidelines.record.sites import Side, Site
from guidelines.risk.mirels import MirelsItems, MirelsPain, MirelsSite, MirelsSize
from tests.guidelines.assessment.cast import FEMUR, event, lesion, mirels, symptom

HUMERUS = Site(bone=Bone.HUMERUS, side=Side.RIGHT)
HIP = Site(bone=Bone.FEMUR, side=Side.RIGHT, peritrochanteric=True)
LYTIC = lesion(FEMUR, lesion_type=LesionType.OSTEOLYTIC)
IMMOBILE = symptom(Symptom.PAIN_IMMOBILISING, site=FEMUR)
FULL = MirelsItems(
    site=MirelsSite.LOWER_LIMB,
    pain=MirelsPain.MILD,
    lesion_type=LesionType.MIXED,
    size=MirelsSize.UNDER_THIRD,
)


@pytest.mark.parametrize(
    ("record", "checks"),
    [
        (Record(mirels=(mirels(3),)), ["DQ-01"]),
        (Record(mirels=(mirels(13),)), ["DQ-01"]),
        (Record(mirels=(mirels(4, site=HUMERUS),)), []),
        (Record(mirels=(mirels(4),)), ["DQ-02"]),
        (Record(mirels=(mirels(5),)), []),
        (Record(mirels=(mirels(5, site=HIP),)), ["DQ-02"]),
        (Record(mirels=(mirels(6, site=HIP),)), []),
        (Record(mirels=(mirels(6),), lesions=(LYTIC,)), ["DQ-03"]),
        (Record(mirels=(mirels(8),), lesions=(LYTIC,), symptoms=(IMMOBILE,)), ["DQ-03"]),
        (Record(mirels=(mirels(9),), lesions=(LYTIC,), symptoms=(IMMOBILE,)), []),
        (Record(mirels=(mirels(5, items=FULL),)), ["DQ-03"]),
        (Record(mirels=(mirels(6, items=FULL),)), []),
        (Record(mirels=(mirels(None, items=FULL),)), []),
        (Record(mirels=(mirels(7, 9),), events=(event(SreType.PATH_FRACTURE, 9, FEMUR),)), ["DQ-04"]),
        (Record(mirels=(mirels(7, 8),), events=(event(SreType.PATH_FRACTURE, 9, FEMUR),)), []),
        (Record(mirels=(mirels(7, 9),), lesions=(lesion(FEMUR, 5, pathologic_fracture=True),)), ["DQ-04"]),
        (Record(mirels=(mirels(7, None),), events=(event(SreType.PATH_FRACTURE, 9, FEMUR),)), []),
    ],
)
def test_a_score_that_cannot_be_is_flagged(record: Record, checks: list[str]) -> None:
    assert [flag.rule_id for flag in mirels_flags(record)] == checks


def test_only_a_dated_complete_score_of_a_long_bone_counts() -> None:
    assert is_valid(Record(), mirels(7))
    assert is_valid(Record(), mirels(None, items=FULL))
    assert not is_valid(Record(), mirels(7, None))
    assert not is_valid(Record(), mirels(None, items=MirelsItems()))
    assert not is_valid(Record(), mirels(7, site=Site(bone=Bone.RIB)))
    assert not is_valid(Record(), mirels(7, site=Site()))


def test_a_flag_points_to_its_field() -> None:
    assert mirels_flags(Record(mirels=(mirels(3),)))[0].key == "mirels[0].score"
