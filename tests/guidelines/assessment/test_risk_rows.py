"""Section 3 of the contract, bones at risk: long bones and spine, raised and cleared."""

from dataclasses import replace

import pytest

from guidelines.bone.sre import SreType
from guidelines.lesions import Bone
from guidelines.record.board import Opinion
from guidelines.record.complaints import Symptom
from guidelines.record.lesions import Certainty
from guidelines.record.scores import SinsScore
from guidelines.record.sites import Site
from guidelines.record.treatment import Radiotherapy, Surgery
from tests.guidelines.assessment.cast import (
    D0,
    FEMUR,
    SPINE,
    Row,
    codes,
    event,
    lab,
    lesion,
    mirels,
    opinion,
    patient,
    raised,
    seen,
    symptom,
)

LONG = {Bone.HUMERUS, Bone.RADIUS, Bone.ULNA, Bone.FEMUR, Bone.TIBIA, Bone.FIBULA}


@pytest.mark.parametrize("bone", list(Bone))
def test_a_mirels_score_is_asked_for_long_bones_only(bone: Bone) -> None:
    record = patient(lesions=(lesion(Site(bone=bone)),))
    assert ("MIRELS_NEEDED" in codes(record, 0)) is (bone in LONG)


def test_mirels_needed_until_a_valid_score() -> None:
    femur = (lesion(FEMUR),)
    rows: list[Row] = [
        (patient(lesions=femur, mirels=(mirels(7),)), 0, False),
        (patient(lesions=femur, mirels=(mirels(4),)), 0, True),
        (patient(lesions=femur, mirels=(mirels(3),)), 0, True),
        (patient(lesions=femur, mirels=(mirels(7, None),)), 0, True),
        (patient(lesions=femur, mirels=(mirels(7, site=Site(bone=Bone.TIBIA)),)), 0, True),
        (patient(lesions=(lesion(FEMUR, certainty=Certainty.BENIGN),)), 0, False),
        (patient(lesions=(lesion(FEMUR, pathologic_fracture=True),)), 0, False),
        (patient(lesions=femur, events=(event(SreType.PATH_FRACTURE, 9, FEMUR),)), 9, False),
        (patient(lesions=femur, events=(event(SreType.PATH_FRACTURE, 9, FEMUR),)), 8, True),
    ]
    raised("MIRELS_NEEDED", rows)


@pytest.mark.parametrize(
    ("total", "code"), [(7, None), (8, "MIRELS_BORDERLINE"), (9, "MIRELS_HIGH"), (12, "MIRELS_HIGH")]
)
def test_a_borderline_or_high_score_asks_for_an_orthopaedic_opinion(total: int, code: str | None) -> None:
    record = patient(lesions=(lesion(FEMUR),), mirels=(mirels(total),))
    found = codes(record, 0) & {"MIRELS_BORDERLINE", "MIRELS_HIGH"}
    assert found == (set() if code is None else {code})
    advised = replace(record, opinions=(opinion(Opinion.ORTHOPAEDIC, 1),))
    assert not codes(advised, 1) & {"MIRELS_BORDERLINE", "MIRELS_HIGH"}


CORD = (lesion(cord_compression=True),)
BOTH = (opinion(Opinion.SPINE_SURGERY), opinion(Opinion.RADIOTHERAPY), opinion(Opinion.DECISION))


def test_cord_emergency_until_both_opinions_and_the_decision() -> None:
    weak = symptom(Symptom.LEG_WEAKNESS, 5, until=20)
    operated, irradiated = Surgery(on=D0, site=SPINE), Radiotherapy(on=D0, site=SPINE)
    rows: list[Row] = [
        (patient(lesions=CORD), 0, True),
        (patient(lesions=(lesion(cord_compression=False),)), 0, False),
        (patient(lesions=(lesion(),), symptoms=(weak,)), 4, False),
        (patient(lesions=(lesion(),), symptoms=(weak,)), 5, True),
        (patient(lesions=(lesion(),), symptoms=(weak,)), 20, False),
        (patient(symptoms=(weak,)), 5, False),
        (patient(lesions=(lesion(FEMUR),), symptoms=(weak,)), 5, False),
        (patient(lesions=CORD, opinions=BOTH), 0, False),
        (patient(lesions=CORD, opinions=BOTH[:2]), 0, True),
        (patient(lesions=CORD, opinions=tuple(replace(o, on=None) for o in BOTH)), 0, True),
        (patient(lesions=(lesion(),), symptoms=(weak,), opinions=BOTH), 5, True),
        (patient(lesions=CORD, surgeries=(operated,)), 0, True),
        (patient(lesions=CORD, surgeries=(operated,), radiotherapy=(irradiated,)), 0, False),
        (
            patient(lesions=CORD, surgeries=(replace(operated, proposed=True),), radiotherapy=(irradiated,)),
            0,
            True,
        ),
    ]
    raised("CORD_EMERGENCY", rows)


def test_the_emergency_waits_for_nothing_and_stands_first() -> None:
    found = seen(patient(lesions=CORD, labs=(lab("2.0", 0),)), 0).findings
    assert (found[0].code, found[0].due_on) == ("CORD_EMERGENCY", D0)


def test_spine_urgent_until_examined_scored_and_advised() -> None:
    immobile = symptom(Symptom.PAIN_IMMOBILISING, site=SPINE)
    done = (opinion(Opinion.NEUROLOGY), opinion(Opinion.RADIOTHERAPY))
    sins = (SinsScore(on=D0, site=SPINE, total=8),)
    rows: list[Row] = [
        (patient(lesions=(lesion(epidural_contact=True),)), 0, True),
        (patient(lesions=(lesion(thecal_sac_compression=True),)), 0, True),
        (patient(lesions=(lesion(pathologic_fracture=True),)), 0, True),
        (patient(lesions=(lesion(FEMUR, pathologic_fracture=True),)), 0, False),
        (patient(events=(event(SreType.PATH_FRACTURE, 0, SPINE),)), 0, True),
        (patient(lesions=(lesion(),), symptoms=(immobile,)), 0, True),
        (patient(lesions=(lesion(),), symptoms=(replace(immobile, site=None),)), 0, True),
        (patient(lesions=(lesion(),), symptoms=(replace(immobile, site=FEMUR),)), 0, False),
        (patient(lesions=(lesion(),)), 0, False),
        (patient(lesions=(lesion(epidural_contact=True),), opinions=done, sins=sins), 0, False),
        (patient(lesions=(lesion(epidural_contact=True),), opinions=done), 0, True),
        (patient(lesions=(lesion(epidural_contact=True),), opinions=done[:1], sins=sins), 0, True),
        (patient(lesions=(lesion(epidural_contact=True, cord_compression=True),)), 0, False),
    ]
    raised("SPINE_URGENT", rows)
