"""Section 3 of the contract, the team, imaging, pain and events: each row raised and cleared."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guidelines.bone.sre import SreType
from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone
from guidelines.psychology import Distress
from guidelines.record.board import BoneDrugStatement
from guidelines.record.complaints import DistressScreen, Symptom
from guidelines.record.record import Record
from guidelines.record.sites import Site
from guidelines.record.skeleton import Biopsy
from guidelines.record.treatment import Surgery
from tests.guidelines.assessment.cast import (
    D0,
    FEMUR,
    LUNG_CANCER,
    SPINE,
    Row,
    answer,
    codes,
    d,
    event,
    lesion,
    meeting,
    mirels,
    on_drug,
    pain,
    patient,
    raised,
    scan,
    seen,
    symptom,
    the,
)


def test_mdt_refer_until_a_complete_conference_and_again_after_an_event() -> None:
    broken = (event(SreType.PATH_FRACTURE, 50, FEMUR),)
    held = (meeting(10, "MED_ONC"),)
    rows: list[Row] = [
        (patient(), 0, True),
        (patient(conferences=held), 9, True),
        (patient(conferences=held), 10, False),
        (patient(conferences=(meeting(-1, "MED_ONC"),)), 10, True),
        (patient(conferences=(meeting(None, "MED_ONC"),)), 10, True),
        (patient(conferences=(meeting(10),)), 10, True),
        (patient(conferences=(meeting(10, "MED_ONC", conclusion=""),)), 10, True),
        (patient(conferences=held, events=broken), 50, True),
        (patient(conferences=(*held, meeting(51, "MED_ONC")), events=broken), 51, False),
        (Record(), 0, False),
    ]
    raised("MDT_REFER", rows)


def test_mdt_incomplete_names_what_is_missing() -> None:
    start = BoneDrugStatement.START
    rows: list[Row] = [
        (patient(conferences=(meeting(0, "MED_ONC"),)), 0, True),
        (patient(conferences=(meeting(0, "MED_ONC", bone_drug=start),)), 0, False),
        (patient(conferences=(meeting(0, bone_drug=start),)), 0, True),
        (patient(conferences=(meeting(0, "MED_ONC"),), courses=(on_drug(0),)), 0, False),
        (patient(conferences=(meeting(None, "MED_ONC", bone_drug=start),)), 0, True),
        (patient(conferences=(meeting(0), meeting(5, "MED_ONC", bone_drug=start))), 5, False),
        (patient(), 0, False),
    ]
    raised("MDT_INCOMPLETE", rows)


def test_a_psychological_screen_from_the_diagnosis_on() -> None:
    def screened(on: date | None) -> Record:
        return patient(distress=(DistressScreen(on=on, distress=Distress.NONE),))

    rows: list[Row] = [
        (patient(), 0, True),
        (screened(d(3)), 2, True),
        (screened(d(3)), 3, False),
        (screened(d(-1)), 3, True),
        (screened(None), 3, True),
        (Record(), 0, False),
    ]
    raised("PSYCH_SCREEN", rows)
    assert the(patient(), 0, "PSYCH_SCREEN").rules == ("PSY-01",)


def test_imaging_baseline_of_the_skeleton_and_of_painful_sites() -> None:
    limping = (symptom(Symptom.BONE_PAIN_FIXED, 0, site=FEMUR),)
    survey = scan(Modality.BS, 1)
    rows: list[Row] = [
        (patient(diagnosis=LUNG_CANCER), 0, True),
        (patient(diagnosis=LUNG_CANCER, studies=(survey,)), 0, True),
        (patient(diagnosis=LUNG_CANCER, studies=(survey,)), 1, False),
        (patient(diagnosis=LUNG_CANCER, studies=(scan(Modality.PETCT_FDG, 0),)), 0, False),
        (patient(diagnosis=LUNG_CANCER, studies=(scan(Modality.PETCT_FDG, 0, whole_body=False),)), 0, True),
        (patient(diagnosis=LUNG_CANCER, studies=(scan(Modality.CT, 0),)), 0, True),
        (patient(diagnosis=LUNG_CANCER, studies=(scan(Modality.BS, None),)), 0, True),
        (Record(symptoms=limping), 0, True),
        (Record(symptoms=limping, studies=(scan(Modality.MRI, 0, bones=frozenset({Bone.FEMUR})),)), 0, False),
        (Record(symptoms=limping, studies=(survey,)), 1, False),
        (Record(), 0, False),
    ]
    raised("IMAGING_BASELINE", rows)


def test_imaging_overdue_beyond_the_grace_until_the_study_is_read() -> None:
    unread, read = scan(Modality.CT, 95), scan(Modality.CT, 95, read_on=95)
    due = (date(2026, 4, 5) - D0).days
    rows: list[Row] = [
        (patient(), due + 14, False),
        (patient(), due + 15, True),
        (patient(studies=(read,)), due + 15, False),
        (patient(studies=(unread,)), due + 15, False),
        (patient(answers=(answer("IMAGING_OVERDUE", subject="CT 2026-04-05"),)), due + 15, False),
        (patient(answers=(answer("IMAGING_OVERDUE", subject="CT soon"),)), due + 15, True),
        (patient(), 20, False),
        (Record(), due + 15, False),
    ]
    raised("IMAGING_OVERDUE", rows)


def test_a_missed_scan_stays_on_the_list_until_one_is_done() -> None:
    half_way = (date(2026, 5, 21) - D0).days
    done = scan(Modality.CT, half_way + 1, read_on=half_way + 1)
    rows: list[Row] = [(patient(), half_way, True), (patient(studies=(done,)), half_way + 1, False)]
    raised("IMAGING_OVERDUE", rows)
    assert [f.subject for f in seen(patient(), half_way).findings if f.code == "IMAGING_OVERDUE"] == [
        "CT 2026-04-05"
    ]


def test_after_surgery_a_bone_scan_every_twelve_months() -> None:
    operated = Record(diagnosis=replace(LUNG_CANCER, stage="IB"), surgeries=(Surgery(on=D0, curative=True),))
    assert [(s.slot.kind, s.slot.due_on) for s in seen(operated, 1).slots] == [
        ("BS", D0),
        ("BS", date(2027, 1, 5)),
    ]


def test_bone_window_of_every_ct_until_it_is_read() -> None:
    rows: list[Row] = [
        (Record(studies=(scan(Modality.CT, 0),)), 0, True),
        (Record(studies=(scan(Modality.CT, None),)), 0, True),
        (Record(studies=(scan(Modality.CT_ENH, 0),)), 0, True),
        (Record(studies=(scan(Modality.CT, 0, read_on=3),)), 2, True),
        (Record(studies=(scan(Modality.CT, 0, read_on=3),)), 3, False),
        (Record(studies=(scan(Modality.PETCT_FDG, 0), scan(Modality.MRI, 0))), 0, False),
    ]
    raised("BONE_WINDOW", rows)


def test_bone_biopsy_of_a_solitary_lesion_only() -> None:
    one = (lesion(FEMUR),)
    rows: list[Row] = [
        (patient(lesions=one), 0, True),
        (patient(lesions=(*one, lesion(SPINE))), 0, False),
        (patient(lesions=(lesion(Site(bone=Bone.RIB, several=True)),)), 0, False),
        (patient(lesions=(lesion(FEMUR, solitary=False),)), 0, False),
        (patient(lesions=one, biopsies=(Biopsy(on=d(2), of_bone=True),)), 1, True),
        (patient(lesions=one, biopsies=(Biopsy(on=d(2), of_bone=True),)), 2, False),
        (patient(lesions=one, biopsies=(Biopsy(on=d(2), of_bone=False),)), 2, True),
        (patient(lesions=one, answers=(answer("BONE_BIOPSY"),)), 0, False),
        (patient(lesions=one, answers=(answer("BONE_BIOPSY", " "),)), 0, True),
        (patient(), 0, False),
    ]
    raised("BONE_BIOPSY", rows)


@pytest.mark.parametrize(
    ("nrs", "code"),
    [
        (0, None),
        (3, None),
        (4, "PAIN_UNCONTROLLED"),
        (6, "PAIN_UNCONTROLLED"),
        (7, "PAIN_SEVERE"),
        (10, "PAIN_SEVERE"),
    ],
)
def test_pain_by_its_bands(nrs: int, code: str | None) -> None:
    found = codes(patient(pain=(pain(nrs),)), 0) & {"PAIN_SEVERE", "PAIN_UNCONTROLLED"}
    assert found == (set() if code is None else {code})


def test_the_last_dated_score_counts_and_the_worse_end_of_a_range() -> None:
    rows: list[Row] = [
        (patient(pain=(pain(8, 0), pain(2, 5))), 4, True),
        (patient(pain=(pain(8, 0), pain(2, 5))), 5, False),
        (patient(pain=(pain(8, 0), pain(2, 0))), 0, False),
        (patient(pain=(pain(8, None),)), 0, False),
        (patient(pain=(pain(None, 0, nrs_low=4, nrs_high=7),)), 0, True),
        (patient(pain=(pain(None, 0, severe=True),)), 0, True),
        (patient(pain=(pain(11, 0),)), 0, False),
    ]
    raised("PAIN_SEVERE", rows)


def test_a_new_event_reopens_the_assessment_until_it_is_reviewed() -> None:
    broken = (event(SreType.PATH_FRACTURE, 50, FEMUR), event(SreType.SURGERY_TO_BONE, 52, FEMUR))
    said_on_day_50 = replace(answer("SRE_NEW", subject="femur right"), on=D0 + timedelta(days=50))
    rows: list[Row] = [
        (patient(events=broken), 49, False),
        (patient(events=broken), 50, True),
        (patient(events=broken, conferences=(meeting(49, "MED_ONC"),)), 50, True),
        (patient(events=broken, conferences=(meeting(50, "MED_ONC"),)), 50, False),
        (patient(events=broken, answers=(said_on_day_50,)), 50, False),
        (patient(events=broken, answers=(answer("SRE_NEW", subject="femur right"),)), 50, True),
        (patient(events=(event(SreType.BONE_PAIN, 0),)), 0, False),
        (patient(events=(event(SreType.PATH_FRACTURE, None, FEMUR),)), 0, False),
    ]
    raised("SRE_NEW", rows)
    assert the(patient(events=broken), 60, "SRE_NEW").inputs["events"] == ("PATH_FRACTURE", "SURGERY_TO_BONE")


def test_an_impossible_entry_is_a_finding_until_somebody_confirms_it() -> None:
    record = patient(diagnosis=LUNG_CANCER, mirels=(mirels(3),))
    assert the(record, 0, "DATA_FLAG").subject == "mirels[0].score"
    confirmed = replace(record, answers=(answer("DATA_FLAG", subject="mirels[0].score"),))
    assert "DATA_FLAG" not in codes(confirmed, 0)
