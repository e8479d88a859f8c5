"""To another department: who is responsible there, and how one without a doctor is found."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from patients.models import Patient
from patients.services import patient_move
from patients.specs.people import PlaceSpec
from tests.cast import Cast, person


def moved(people: Cast, zhang: Patient, by: User | None = None, **more: Any) -> Patient:
    there = PlaceSpec(department=people.oncology_2)
    return patient_move(by=by or people.nurse_li, patient=zhang, spec=there, **more)


def test_the_doctor_of_the_old_department_does_not_come_along(people: Cast, zhang: Patient) -> None:
    assert moved(people, zhang).responsible_doctor is None
    zhang.refresh_from_db()
    assert zhang.responsible_doctor is None


def test_a_doctor_of_the_new_department_stays_and_another_is_chosen(people: Cast, zhang: Patient) -> None:
    Patient.objects.filter(pk=zhang.pk).update(responsible_doctor=people.doctor_zhao)
    assert moved(people, zhang).responsible_doctor == people.doctor_zhao
    other = person("lu", "陆一", Role.ONCOLOGIST, people.oncology_2)
    assert moved(people, zhang, people.nurse_sun, doctor=other).responsible_doctor == other


def test_another_bed_changes_no_doctor(people: Cast, zhang: Patient) -> None:
    Patient.objects.filter(pk=zhang.pk).update(responsible_doctor=people.doctor_zhao)
    here = PlaceSpec(department=people.oncology_1, ward=people.ward_1, bed="16")

    assert patient_move(by=people.nurse_li, patient=zhang, spec=here).responsible_doctor == people.doctor_zhao


def test_a_doctor_of_another_department_is_refused(people: Cast, zhang: Patient) -> None:
    with pytest.raises(ValidationError) as refused:
        moved(people, zhang, doctor=people.doctor_wang)
    assert list(refused.value.error_dict) == ["responsible_doctor"]


def test_whoever_has_no_doctor_yet_is_found(people: Cast, zhang: Patient) -> None:
    browser = Client()
    browser.force_login(people.coordinator_qian)
    there = {"department": people.oncology_2.id, "responsible_doctor": ""}
    page = browser.post(reverse("patients:move", args=[zhang.id]), there, follow=True).content.decode()
    listed = reverse("patients:list")

    assert "尚无主管医生" in page
    assert zhang.name in browser.get(listed, {"doctor": "none"}).content.decode()
    Patient.objects.filter(pk=zhang.pk).update(responsible_doctor=people.doctor_zhao)
    assert zhang.name not in browser.get(listed, {"doctor": "none"}).content.decode()


def test_the_form_names_the_new_doctor(people: Cast, zhang: Patient) -> None:
    browser = Client()
    browser.force_login(people.coordinator_qian)
    where = reverse("patients:move", args=[zhang.id])
    assert "肿瘤二科 赵军" in browser.get(where).content.decode()
    browser.post(where, {"department": people.oncology_2.id, "responsible_doctor": people.doctor_zhao.id})
    zhang.refresh_from_db()

    assert zhang.responsible_doctor == people.doctor_zhao
