"""Merging, voiding and moving: nothing is lost, and nobody disappears with a course."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from pghistory.models import Event

from accounts.errors import Conflict
from bonetherapy.models import Course, DrugProtocol
from patients.enums import ContactKind, Histology, MetastasisStatus
from patients.models import BoneMetastasis, CareTeamMember, Contact, Diagnosis, DriverResult, Patient
from patients.services import patient_move, patient_void, patients_merge
from patients.services.relations import references
from patients.specs.people import PlaceSpec
from tests.cast import TODAY, Cast, calcium, confirm_bone_metastasis, patient, weight
from tests.patients.spoken import NOW


@pytest.fixture
def double(people: Cast) -> Patient:
    """张桂兰 again, under another number."""
    return patient(people.oncology_1, number="ZY2", national_id="11010119670214002X", national_id_index="x")


def merged(people: Cast, keep: Patient, remove: Patient, reason: str = "同一人") -> Any:
    return patients_merge(by=people.doctor_wang, keep=keep, remove=remove, reason=reason, now=NOW)


def open_course(people: Cast, row: Patient) -> Course:
    protocol, _made = DrugProtocol.objects.get_or_create(
        hospital=people.east, agent="DENOSUMAB", version=1, effective_from=TODAY
    )
    return Course.objects.create(
        patient=row,
        agent="DENOSUMAB",
        protocol=protocol,
        dose_mg=Decimal(120),
        route="SC",
        interval_days=28,
        first_due_on=TODAY,
        prescribed_by=people.doctor_wang,
    )


def test_everything_moves_and_is_told(people: Cast, zhang: Patient, double: Patient) -> None:
    calcium(double, people.nurse_li)
    weight(double, people.nurse_li)
    Contact.objects.create(patient=double, kind=ContactKind.SPOUSE, phone="13800138000")
    course = open_course(people, double)
    done = merged(people, zhang, double)
    assert {part.count for part in done.moved} == {1}
    assert len(done.moved) == 4
    for model in (zhang.labs.model, zhang.weights.model, Contact, Course):
        assert model._base_manager.get().patient_id == zhang.pk
    assert Course.objects.get(pk=course.pk).is_open
    double.refresh_from_db()
    assert (double.merged_into_id, double.void_reason) == (zhang.pk, "同一人")
    assert Patient.objects.get(pk=zhang.pk).national_id == "11010119670214002X"


def test_no_table_that_names_a_patient_is_forgotten() -> None:
    named = {column.model for column in references()}
    wanted = {
        model
        for model in apps.get_models()
        for column in model._meta.get_fields()
        if column.is_relation and column.concrete and column.related_model is Patient
    }
    assert {model for model in wanted if not issubclass(model, Event)} == named
    assert Course in named


def test_two_open_courses_are_refused_and_nothing_moves(
    people: Cast, zhang: Patient, double: Patient
) -> None:
    calcium(double, people.nurse_li)
    open_course(people, zhang)
    open_course(people, double)
    with pytest.raises(ValidationError, match="BMA-09"):
        merged(people, zhang, double)
    assert double.labs.count() == 1
    assert Patient.objects.get(pk=double.pk).voided_at is None


def test_a_confirmed_bone_metastasis_is_never_lost(people: Cast, double: Patient, zhang: Patient) -> None:
    BoneMetastasis.objects.create(
        patient=double, status=MetastasisStatus.SUSPECTED, decided_by=people.doctor_wang
    )
    merged(people, double, zhang)
    kept = BoneMetastasis.objects.get(patient=double)
    assert (kept.status, kept.confirmed_on) == ("CONFIRMED", date(2025, 2, 1))


def test_a_diagnosis_is_filled_where_it_was_empty(people: Cast, zhang: Patient, double: Patient) -> None:
    mine = Diagnosis.objects.create(patient=zhang, stage="IVB")
    other = Diagnosis.objects.create(patient=double, stage="IIIA", histology=Histology.ADENOCARCINOMA)
    DriverResult.objects.create(diagnosis=other, gene="EGFR", status="POSITIVE", variant="19del")
    merged(people, zhang, double)
    mine.refresh_from_db()
    assert (mine.stage, mine.histology) == ("IVB", Histology.ADENOCARCINOMA)
    assert mine.drivers.get().variant == "19del"


def test_a_person_with_access_to_both_keeps_one_access(people: Cast, zhang: Patient, double: Patient) -> None:
    for row in (zhang, double):
        CareTeamMember.objects.create(
            patient=row, user=people.panel_member_lin, reason="CARE_TEAM", granted_by=people.doctor_wang
        )
    merged(people, zhang, double)
    assert zhang.care_team.count() == 1


def test_records_merged_earlier_follow(people: Cast, zhang: Patient, double: Patient) -> None:
    third = patient(people.oncology_1, number="ZY3")
    merged(people, double, third)
    merged(people, zhang, Patient.objects.get(pk=double.pk))
    assert set(zhang.merged_from.values_list("pk", flat=True)) == {double.pk, third.pk}


def test_followers_are_told_in_the_same_transaction(
    people: Cast, zhang: Patient, double: Patient, settings: Any
) -> None:
    settings.PATIENT_FOLLOWERS = ["tests.patients.test_merging.refuse_to_follow"]
    with pytest.raises(RuntimeError):
        merged(people, zhang, double)
    with pytest.raises(RuntimeError):
        patient_move(by=people.nurse_li, patient=zhang, spec=PlaceSpec(department=people.oncology_2))
    rows = Patient.objects.filter(pk__in=[zhang.pk, double.pk])
    assert {(row.voided_at, row.department_id) for row in rows} == {(None, people.oncology_1.pk)}


def refuse_to_follow(*, patient: Patient, merged_from: Patient | None = None) -> None:
    """A room above that fails."""
    raise RuntimeError


@pytest.mark.parametrize(("reason", "field"), [("  ", "reason"), ("长" * 201, "reason")])
def test_a_merge_needs_a_reason(
    people: Cast, zhang: Patient, double: Patient, reason: str, field: str
) -> None:
    with pytest.raises(ValidationError) as problems:
        merged(people, zhang, double, reason)
    assert list(problems.value.error_dict) == [field]


def test_one_record_and_two_hospitals_cannot_be_merged(people: Cast, zhang: Patient) -> None:
    for other in (zhang, patient(people.oncology_west)):
        with pytest.raises(ValidationError):
            merged(people, zhang, other)


def test_a_merged_record_cannot_be_merged_or_voided_again(
    people: Cast, zhang: Patient, double: Patient
) -> None:
    merged(people, zhang, double)
    with pytest.raises(Conflict):
        merged(people, zhang, double)
    with pytest.raises(Conflict):
        patient_void(by=people.doctor_wang, patient=double, reason="又一次", now=NOW)


def test_a_nurse_merges_and_voids_nothing(people: Cast, zhang: Patient, double: Patient) -> None:
    with pytest.raises(PermissionDenied):
        patients_merge(by=people.nurse_li, keep=zhang, remove=double, reason="同一人", now=NOW)
    with pytest.raises(PermissionDenied):
        patient_void(by=people.nurse_li, patient=zhang, reason="错误", now=NOW)


def test_a_record_with_a_course_is_not_voided(people: Cast, zhang: Patient, double: Patient) -> None:
    open_course(people, zhang)
    with pytest.raises(ValidationError, match=r"\(1\)"):
        patient_void(by=people.doctor_wang, patient=zhang, reason="错误", now=NOW)
    patient_void(by=people.doctor_wang, patient=double, reason="错误", now=NOW)
    assert Patient.objects.get(pk=double.pk).voided_by == people.doctor_wang


def test_a_ward_of_another_department_and_a_foreign_department_are_refused(
    people: Cast, zhang: Patient
) -> None:
    for spec in (
        PlaceSpec(department=people.oncology_2, ward=people.ward_1),
        PlaceSpec(department=people.oncology_west),
    ):
        with pytest.raises(ValidationError):
            patient_move(by=people.nurse_li, patient=zhang, spec=spec)


def test_confirmed_stays_confirmed_when_it_is_the_kept_one(
    people: Cast, zhang: Patient, double: Patient
) -> None:
    confirm_bone_metastasis(double, people.doctor_zhao, date(2025, 2, 9))
    merged(people, zhang, double)
    assert BoneMetastasis.objects.get(patient=zhang).confirmed_on == date(2025, 2, 1)


def test_the_page_says_which_rule_forbids_the_merge_and_keeps_the_reason(
    people: Cast, zhang: Patient, double: Patient, doctor: Client
) -> None:
    for row in (zhang, double):
        open_course(people, row)

    answer = doctor.post(
        reverse("patients:merge", args=[zhang.pk, double.pk]), {"keep": str(zhang.pk), "reason": "重复登记"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "BMA-09" in page
    assert "重复登记" in page
    assert Patient.objects.get(pk=double.pk).voided_at is None
