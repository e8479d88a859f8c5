"""Examinations, their bone window, and lesions: written once, corrected, refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.errors import Conflict
from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone, LesionType
from guidelines.record.lesions import Certainty
from guidelines.record.sites import Side
from imaging.enums import Response
from imaging.facts import record_parts
from imaging.models import ImagingStudy, Lesion
from imaging.services import LESION, STUDY, bone_window_record
from imaging.specs import BoneWindowSpec, LesionSpec, StudySpec
from patients.models import Patient
from patients.record.rows import RecordRows
from patients.services import patients_merge
from patients.services.recording import record_add, record_correct, record_void
from tests.cast import TODAY, Cast, patient
from tests.patients.spoken import NOW

TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
UNBORN = date(1960, 1, 1)


def ct(**more: Any) -> StudySpec:
    facts: dict[str, Any] = {"modality": Modality.CT, "done_on": TODAY, "region": "胸部"}
    return StudySpec(**facts | more)


def study(
    people: Cast, row: Patient, spec: StudySpec | None = None, *, imported: bool = False
) -> ImagingStudy:
    facts: dict[str, Any] = {"patient": row, "spec": spec or ct(), "today": TODAY}
    return record_add(kind=STUDY, by=people.radiologist_he, imported=imported, **facts)


def lesion(people: Cast, row: Patient, **more: Any) -> Lesion:
    facts: dict[str, Any] = {"site": "T8", "bone": Bone.SPINE}
    spec = LesionSpec(**facts | more)
    return record_add(kind=LESION, by=people.radiologist_he, patient=row, spec=spec, today=TODAY)


def test_a_study_with_its_lesion_is_read_as_the_rules_see_it(people: Cast, zhang: Patient) -> None:
    window = BoneWindowSpec(reviewed=True, by="何洁", on=TODAY, width=1500, level=450)
    seen = study(people, zhang, ct(bone_window=window, response=Response.SD), imported=True)
    lesion(people, zhang, study_id=seen.pk, type=LesionType.OSTEOLYTIC, certainty=Certainty.STATED)
    lesion(
        people, zhang, site="humerus, proximal", bone=Bone.HUMERUS, side=Side.RIGHT, cord_compression=False
    )
    parts = record_parts(RecordRows([zhang.id]), TODAY, str)[zhang.id]
    told = parts["studies"][0]
    assert (told.modality, told.response, told.bone_window.window_width) == (Modality.CT, "SD", 1500)
    assert [one.site.levels for one in told.lesions] == [("T8",)]
    assert [(one.site.bone, one.site.side) for one in parts["lesions"]] == [(Bone.HUMERUS, Side.RIGHT)]
    assert [(one.cord_compression, one.epidural_contact) for one in parts["lesions"]] == [(False, None)]


def test_the_bone_window_is_read_later_and_the_history_keeps_what_stood_before(
    people: Cast, zhang: Patient
) -> None:
    row = study(people, zhang)
    assert row.bone_window_reviewed is None
    spec = BoneWindowSpec(reviewed=True, by="何洁", on=TODAY)
    bone_window_record(by=people.radiologist_he, study=row, spec=spec, today=TODAY)
    stored = ImagingStudy.objects.get()
    assert (stored.bone_window_reviewed, stored.bone_window_on) == (True, TODAY)
    history: Any = row._meta.apps.get_model("imaging", "ImagingStudyEvent")
    assert list(history.objects.order_by("pgh_id").values_list("bone_window_reviewed", flat=True)) == [
        None,
        True,
    ]


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (ct(done_on=TOMORROW), "done_on"),
        (ct(done_on=UNBORN), "done_on"),
        (ct(region="x" * 201), "region"),
        (ct(bone_window=BoneWindowSpec(reviewed=False, width=1500)), "bone_window"),
        (ct(bone_window=BoneWindowSpec(reviewed=True, width=0)), "bone_window"),
        (ct(bone_window=BoneWindowSpec(reviewed=True, level=9000)), "bone_window"),
        (ct(bone_window=BoneWindowSpec(reviewed=True, on=YESTERDAY)), "bone_window"),
        (ct(bone_window=BoneWindowSpec(reviewed=True, on=TOMORROW)), "bone_window"),
    ],
)
def test_an_impossible_study_is_refused_by_field(
    people: Cast, zhang: Patient, spec: StudySpec, field: str
) -> None:
    with pytest.raises(ValidationError) as problems:
        study(people, zhang, spec)
    assert list(problems.value.error_dict) == [field]


def test_a_lesion_needs_a_site_and_a_study_of_the_same_patient(people: Cast, zhang: Patient) -> None:
    elsewhere = study(people, patient(people.oncology_1, number="ZY2"))
    for more, field in (({"site": " "}, "site"), ({"study_id": elsewhere.pk}, "study_id")):
        with pytest.raises(ValidationError) as problems:
            lesion(people, zhang, **more)
        assert list(problems.value.error_dict) == [field]


def test_details_of_a_window_nobody_read_are_refused_by_the_database(people: Cast, zhang: Patient) -> None:
    row = study(people, zhang)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImagingStudy.objects.filter(pk=row.pk).update(window_width=1500)


def test_a_nurse_and_a_panel_member_record_no_imaging(people: Cast, zhang: Patient) -> None:
    row = study(people, zhang)
    for user in (people.nurse_li, people.panel_member_lin, people.coordinator_qian):
        with pytest.raises(PermissionDenied):
            record_add(kind=STUDY, by=user, patient=zhang, spec=ct(), today=TODAY)
        with pytest.raises(PermissionDenied):
            bone_window_record(by=user, study=row, spec=BoneWindowSpec(reviewed=False), today=TODAY)


def test_a_correction_keeps_the_old_study_and_a_void_one_takes_no_reading(
    people: Cast, zhang: Patient
) -> None:
    old = study(people, zhang)
    new = record_correct(
        kind=STUDY,
        by=people.doctor_wang,
        row=old,
        spec=ct(modality=Modality.MRI),
        reason="录错",
        today=TODAY,
        now=NOW,
    )
    assert (new.corrects, ImagingStudy.objects.filter(voided_at=None).get()) == (old, new)
    with pytest.raises(Conflict):
        bone_window_record(by=people.doctor_wang, study=old, spec=BoneWindowSpec(reviewed=False), today=TODAY)
    record_void(kind=STUDY, by=people.doctor_wang, row=new, reason="他人影像", now=NOW)
    assert "studies" not in record_parts(RecordRows([zhang.id]), TODAY, str)[zhang.id]


def test_studies_and_lesions_move_when_two_records_become_one(people: Cast, zhang: Patient) -> None:
    double = patient(people.oncology_1, number="ZY2")
    lesion(people, double, study_id=study(people, double).pk)
    patients_merge(by=people.doctor_wang, keep=zhang, remove=double, reason="同一人", now=NOW)
    assert (ImagingStudy.objects.get().patient_id, Lesion.objects.get().patient_id) == (zhang.id, zhang.id)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_questions_does_not_grow(
    people: Cast, rows: int, django_assert_num_queries: Any
) -> None:
    ids = []
    for index in range(rows):
        row = patient(people.oncology_1, number=f"ZY{index}")
        lesion(people, row, study_id=study(people, row).pk)
        ids.append(row.id)
    with django_assert_num_queries(4):
        assert len(record_parts(RecordRows(ids), TODAY, str)) == rows
