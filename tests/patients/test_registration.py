"""Registering and editing: doubles and contradictions are asked about."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.errors import Refusal
from patients.enums import DoubtAnswer, Sex
from patients.models import Override, Patient
from patients.services import patient_edit, patient_register
from patients.specs.overrides import Acknowledgement
from patients.specs.people import PlaceSpec, RegistrationSpec
from tests.cast import TODAY, Cast, patient
from tests.patients.spoken import CARD, newcomer, person


def registered(people: Cast, phone: str = "", **more: Any) -> Patient:
    return patient_register(by=people.nurse_li, spec=newcomer(people, phone, **more), today=TODAY)


def likeness_of(refusal: Refusal) -> list[str]:
    return [str(finding.inputs.get("likeness", finding.rule_id)) for finding in refusal.findings]


@pytest.mark.parametrize(
    ("second", "likeness"),
    [
        ({"name": "刘芳"}, "NAME_BIRTH"),
        ({"name": "刘方"}, "SPELLING"),
        ({"name": "陈静", "birth_date": date(1967, 2, 14), "national_id": CARD}, "NATIONAL_ID"),
    ],
)
def test_a_record_like_another_one_is_asked_about_and_nothing_is_kept(
    people: Cast, second: dict[str, Any], likeness: str
) -> None:
    patient(people.oncology_2, name="刘芳", number="ZY1", birth_date=date(1960, 1, 2), name_pinyin="liufang")
    seen = registered(
        people, name="何娟", hospital_number="ZY2", birth_date=date(1967, 2, 14), national_id=CARD
    )
    with pytest.raises(Refusal) as asked:
        registered(people, **second)
    assert likeness_of(asked.value) == [likeness]
    assert not asked.value.is_hard
    assert Patient.objects.count() == 2
    assert seen.national_id == CARD


def test_the_same_phone_is_asked_about(people: Cast) -> None:
    registered(people, "13800138000", name="何娟", hospital_number="ZY2")
    with pytest.raises(Refusal) as asked:
        registered(people, "+86 138-0013-8000", birth_date=date(1990, 1, 1))
    assert likeness_of(asked.value) == ["PHONE"]


def test_with_a_reason_the_patient_is_registered_and_the_reason_is_kept(people: Cast) -> None:
    other = registered(people, hospital_number="ZY1")
    answer = Acknowledgement("PAT-01", DoubtAnswer.DIFFERENT_PERSON, "两张身份证", str(other.id))
    row = registered(people, answers=(answer,))
    kept = Override.objects.get(patient=row)
    assert (kept.rule_id, kept.severity, kept.by) == ("PAT-01", "WARN", people.nurse_li)
    assert kept.inputs["candidate_id"] == str(other.id)


def test_another_hospital_does_not_learn_of_a_patient(people: Cast) -> None:
    patient(people.oncology_west, name="刘芳", number="ZY1", birth_date=date(1960, 1, 2))
    assert registered(people).hospital == people.east


def test_a_card_that_disagrees_is_asked_about(people: Cast) -> None:
    with pytest.raises(Refusal) as asked:
        registered(people, national_id=CARD, sex=Sex.MALE)
    assert [finding.rule_id for finding in asked.value.findings] == ["PAT-02", "PAT-03"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " · "}, "name"),
        ({"name": "张" * 61}, "name"),
        ({"hospital_number": "—"}, "hospital_number"),
        ({"birth_date": date(2025, 3, 2)}, "birth_date"),
        ({"birth_date": date(1, 1, 1)}, "birth_date"),
        ({"national_id": "110101196702140021"}, "national_id"),
    ],
)
def test_bad_input_is_said_at_its_field(people: Cast, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as problems:
        registered(people, **wrong)
    assert list(problems.value.error_dict) == [field]


def test_a_nurse_registers_in_her_own_department_only(people: Cast) -> None:
    spec = RegistrationSpec(
        person=person(), place=PlaceSpec(department=people.oncology_2, ward=people.ward_1)
    )
    with pytest.raises(ValidationError) as problems:
        patient_register(by=people.nurse_li, spec=spec, today=TODAY)
    assert set(problems.value.error_dict) == {"department", "ward"}


def test_the_number_of_a_void_record_is_free(people: Cast, zhang: Patient) -> None:
    Patient.objects.filter(pk=zhang.pk).update(voided_at="2025-01-01T00:00Z", void_reason="重复")
    assert registered(people, hospital_number=zhang.hospital_number) != zhang


def test_a_new_name_is_found_by_its_new_pinyin_and_the_card_stays(people: Cast) -> None:
    row = registered(people, national_id=CARD, birth_date=date(1967, 2, 14))
    edited = patient_edit(
        by=people.nurse_li, patient=row, spec=person(name="解芳", birth_date=date(1967, 2, 14)), today=TODAY
    )
    assert (edited.name_pinyin, edited.national_id) == ("xiefang", CARD)


def test_editing_into_another_patient_is_asked_about(people: Cast) -> None:
    registered(people, hospital_number="ZY1")
    row = registered(people, name="何娟")
    with pytest.raises(Refusal):
        patient_edit(by=people.nurse_li, patient=row, spec=person(), today=TODAY)
    assert Patient.objects.get(pk=row.pk).name == "何娟"


def test_a_number_taken_meanwhile_is_said_at_its_field(people: Cast, zhang: Patient) -> None:
    row = registered(people)
    spec = person(hospital_number=zhang.hospital_number)
    with pytest.raises(ValidationError) as problems:
        patient_edit(by=people.nurse_li, patient=row, spec=spec, today=TODAY)
    assert list(problems.value.error_dict) == ["hospital_number"]
