"""Suspicious sites as a record has them, and the examinations they still need (DX-17 to DX-29)."""

from typing import Any

import pytest

from guidelines.assessment.sites import SuspiciousSite, suspicious_sites
from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone, LesionType
from guidelines.pathway.confirmation import ConfirmTest, SiteReading
from guidelines.record.complaints import Symptom, SymptomEntry
from guidelines.record.imaging import ImagingStudy
from guidelines.record.lesions import Certainty
from guidelines.record.sites import Site
from tests.guidelines.test_pathway_record import L2, RIB, TODAY, chart, study

BENIGN: dict[str, Any] = {"certainty": Certainty.BENIGN}
UNSURE: dict[str, Any] = {"certainty": Certainty.SUSPECTED, "lesion_type": LesionType.UNKNOWN}
HOT_RIB, HOT_L2 = study(Modality.BS, RIB, **UNSURE), study(Modality.BS, L2, **UNSURE)
WEAK_LEGS = SymptomEntry(symptom=Symptom.LEG_WEAKNESS, on=TODAY)


def site(*studies: ImagingStudy, **parts: Any) -> SuspiciousSite:
    (found,) = suspicious_sites(chart(studies=studies, **parts))
    return found


def rules(*studies: ImagingStudy, **parts: Any) -> set[str]:
    found = site(*studies, **parts)
    return {one.rule_id for one in (*found.tasks, *found.notes)}


@pytest.mark.parametrize(
    ("studies", "parts", "expected"),
    [
        ((HOT_RIB,), {}, {"DX-17"}),
        ((HOT_RIB, study(Modality.XRAY, RIB, **BENIGN)), {}, {"DX-17", "DX-21"}),
        ((HOT_RIB, study(Modality.XRAY, RIB)), {}, set()),
        ((HOT_RIB, study(Modality.CT, RIB)), {}, set()),
        (
            (HOT_L2, study(Modality.XRAY, L2, **UNSURE)),
            {"symptoms": (WEAK_LEGS,)},
            {"DX-17", "DX-25", "DX-27"},
        ),
        ((HOT_L2,), {}, {"DX-17", "DX-27"}),
        ((HOT_L2, study(Modality.MRI, L2, **BENIGN)), {}, {"DX-27", "DX-29"}),
        (
            (
                HOT_RIB,
                study(Modality.MRI, RIB, certainty=Certainty.BENIGN, lesion_type=LesionType.OSTEOBLASTIC),
            ),
            {},
            {"DX-29"},
        ),
    ],
)
def test_what_a_site_needs(studies: Any, parts: dict[str, Any], expected: set[str]) -> None:
    assert rules(*studies, **parts) == expected


def test_the_spine_needs_ct_and_mri_until_each_is_read() -> None:
    tests = {task.key for task in site(HOT_L2).tasks if task.rule_id == "DX-27"}
    assert tests == {"CT", "MRI"}
    left = [task.key for task in site(HOT_L2, study(Modality.CT, L2)).tasks]
    assert left == ["MRI"]


def test_a_study_that_covers_the_site_and_says_nothing_of_it_is_open_and_not_negative() -> None:
    silent = ImagingStudy(on=TODAY, modality=Modality.CT, bones=frozenset({Bone.SPINE}))
    found = site(HOT_L2, silent)
    look = next(one for one in found.looks if one.test is ConfirmTest.CT)
    assert (look.done, look.reading, look.is_open, look.on) == (True, None, True, TODAY)
    assert "CT" not in {task.key for task in found.tasks}


def test_a_stated_blastic_lesion_needs_nothing_more_to_be_proven() -> None:
    blastic = study(Modality.CT, RIB, lesion_type=LesionType.OSTEOBLASTIC)
    look = next(one for one in site(HOT_RIB, blastic).looks if one.test is ConfirmTest.CT)
    assert look.reading is SiteReading.DESTRUCTION
    assert rules(HOT_RIB, blastic) == set()


def test_a_fixed_pain_is_a_site_of_which_the_scan_says_nothing() -> None:
    pain = SymptomEntry(symptom=Symptom.BONE_PAIN_FIXED, on=TODAY, site=RIB)
    found = site(symptoms=(pain,))
    assert found.scan_positive is None
    assert found.tasks == ()


def test_a_place_is_named_once_and_a_place_without_a_bone_is_not_taken_for_another() -> None:
    nowhere = Site(text="somewhere")
    found = suspicious_sites(chart(studies=(HOT_RIB, HOT_RIB, study(Modality.BS, nowhere, **UNSURE))))
    assert [one.site.name for one in found] == ["rib 6", "somewhere"]
    assert found[1].tasks[0].rule_id == "DX-17"
