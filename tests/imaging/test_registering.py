"""An examination enters the record by its accession number: asked, shown, confirmed by a person."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.errors import Conflict
from accounts.models import User
from guidelines.imaging.modalities import Modality
from imaging.models import ImagingSeries, ImagingStudy
from imaging.pacs import pacs
from imaging.pacs.protocol import FoundStudy
from imaging.pacs.reading import series_in
from imaging.services import images_link
from imaging.services.registering import differences, spec_of, study_register
from patients.models import Patient
from tests.cast import TODAY, Cast, patient
from tests.imaging.images import ACCESSION, phantom


def found(**more: Any) -> FoundStudy:
    facts: dict[str, Any] = {
        "study_uid": "1.2.3",
        "accession_number": "A1",
        "patient_id": "ZY02846173",
        "patient_name": "张 桂兰",
        "done_on": TODAY,
        "description": "CHEST",
        "modalities": ("CT",),
    }
    return FoundStudy(**facts | more)


def client_of(user: User) -> Client:
    user.language = "en"
    user.save()
    client = Client()
    client.force_login(user)
    return client


def page(row: Patient) -> str:
    return reverse("imaging:study_archive", args=[row.id])


@pytest.mark.parametrize(
    ("more", "differs"),
    [
        ({}, []),
        ({"patient_name": "Zhang Guilan"}, []),
        ({"patient_name": "李 桂兰"}, ["name"]),
        ({"patient_id": "W-1"}, ["number"]),
        ({"patient_id": "", "patient_name": ""}, ["number", "name"]),
    ],
)
def test_another_name_or_number_is_seen(zhang: Patient, more: dict[str, Any], differs: list[str]) -> None:
    assert differences(zhang, found(**more)) == differs


@pytest.mark.parametrize(
    ("modalities", "modality", "text"),
    [
        (("CT",), Modality.CT, ""),
        (("CT", "SR"), Modality.CT, ""),
        (("MR",), Modality.MRI, ""),
        (("DX",), Modality.XRAY, ""),
        (("NM",), None, "NM"),
        (("CT", "PT"), None, "CT PT"),
        ((), None, "DICOM"),
    ],
)
def test_what_the_device_does_not_say_is_not_guessed(
    modalities: tuple[str, ...], modality: Modality | None, text: str
) -> None:
    spec = spec_of(found(modalities=modalities))
    assert (spec.modality, spec.modality_text) == (modality, text)


def test_asked_shown_confirmed(people: Cast, zhang: Patient, folder: Path) -> None:
    phantom().write(folder)
    client = client_of(people.radiologist_he)
    shown = client.get(page(zhang), {"accession_number": ACCESSION})
    assert "张 桂兰" in shown.content.decode()
    assert shown.context["differs"] == []
    assert ImagingStudy.objects.count() == 0
    answer = client.post(page(zhang), {"accession_number": ACCESSION, "study": ""})
    assert answer.status_code == 302
    study = ImagingStudy.objects.get()
    assert (study.patient, study.modality, study.done_on) == (zhang, "CT", TODAY)
    assert (study.accession_number, study.recorded_by) == (ACCESSION, people.radiologist_he)
    assert ImagingSeries.objects.get().n_instances == 12


def test_images_are_given_to_the_examination_of_that_day(people: Cast, zhang: Patient, folder: Path) -> None:
    phantom().write(folder)
    facts: dict[str, Any] = {"patient": zhang, "recorded_by": people.doctor_wang, "modality": "CT"}
    of_that_day = ImagingStudy.objects.create(done_on=TODAY, **facts)
    ImagingStudy.objects.create(done_on=date(2024, 1, 1), **facts)
    client = client_of(people.radiologist_he)
    offered = client.get(page(zhang), {"accession_number": ACCESSION}).context["form"].fields["study"]
    assert list(offered.queryset) == [of_that_day]
    client.post(page(zhang), {"accession_number": ACCESSION, "study": str(of_that_day.id)})
    assert ImagingSeries.objects.get().study == of_that_day


def test_linking_again_brings_only_what_is_new(people: Cast, zhang: Patient, folder: Path) -> None:
    phantom().write(folder)
    client = client_of(people.radiologist_he)
    client.post(page(zhang), {"accession_number": ACCESSION, "study": ""})
    study = ImagingStudy.objects.get()
    client.post(page(zhang), {"accession_number": ACCESSION, "study": str(study.id)})
    assert (ImagingStudy.objects.count(), ImagingSeries.objects.count()) == (1, 1)


def test_images_of_another_patient_need_a_persons_word(people: Cast, folder: Path) -> None:
    phantom().write(folder)
    other = patient(people.oncology_1, name="王芳", number="ZY9", name_pinyin="wangfang")
    client = client_of(people.radiologist_he)
    shown = client.get(page(other), {"accession_number": ACCESSION})
    assert "The archive names another patient" in shown.content.decode()
    refused = client.post(page(other), {"accession_number": ACCESSION, "study": ""})
    assert refused.status_code == 422
    assert refused.context["form"].errors["is_same_person"]
    assert ImagingStudy.objects.count() == 0
    sent = {"accession_number": ACCESSION, "study": "", "is_same_person": "on"}
    assert client.post(page(other), sent).status_code == 302


def test_images_belong_to_one_patient(people: Cast, zhang: Patient, folder: Path) -> None:
    phantom().write(folder)
    client = client_of(people.radiologist_he)
    client.post(page(zhang), {"accession_number": ACCESSION, "study": ""})
    other = patient(people.oncology_1, number="ZY9")
    sent = {"accession_number": ACCESSION, "study": "", "is_same_person": "on"}
    answer = client.post(page(other), sent)
    assert answer.status_code == 422
    assert "belong to another examination" in answer.content.decode()
    assert ImagingStudy.objects.filter(patient=other).count() == 0


def test_a_study_of_somebody_else_cannot_be_named(people: Cast, zhang: Patient, folder: Path) -> None:
    phantom().write(folder)
    elsewhere = ImagingStudy.objects.create(
        patient=patient(people.oncology_1, number="ZY9"), done_on=TODAY, recorded_by=people.doctor_wang
    )
    sent = {"accession_number": ACCESSION, "study": str(elsewhere.id)}
    answer = client_of(people.radiologist_he).post(page(zhang), sent)
    assert answer.status_code == 422
    assert ImagingSeries.objects.count() == 0


@pytest.mark.parametrize("number", ["CT-0", "*", "x" * 17, "没有", "\0"])
def test_a_number_that_finds_nothing_says_so(people: Cast, zhang: Patient, folder: Path, number: str) -> None:
    answer = client_of(people.radiologist_he).get(page(zhang), {"accession_number": number})
    assert answer.status_code == 200
    assert answer.context["asked"].errors["accession_number"]


def test_without_an_archive_the_page_says_so(people: Cast, zhang: Patient, settings: Any) -> None:
    settings.PACS_URL = settings.DICOM_DIR = ""
    answer = client_of(people.radiologist_he).get(page(zhang), {"accession_number": ACCESSION})
    assert "No image archive is connected" in answer.content.decode()


def test_an_archive_without_a_day_makes_no_examination(people: Cast, zhang: Patient) -> None:
    facts: dict[str, Any] = {"patient": zhang, "series": (), "study": None, "today": TODAY}
    with pytest.raises(ValidationError) as refused:
        study_register(by=people.doctor_wang, found=found(done_on=None), **facts)
    assert list(refused.value.message_dict) == ["accession_number"]


def test_a_void_examination_and_one_with_other_images_take_none(
    people: Cast, series: ImagingSeries, folder: Path
) -> None:
    with pytest.raises(Conflict):
        images_link(by=people.doctor_wang, study=series.study, found=found(study_uid="9.9"), series=())
    with pytest.raises(PermissionDenied):
        images_link(by=people.nurse_li, study=series.study, found=found(), series=())
    (own,) = pacs().find_studies(accession_number=ACCESSION)
    ImagingStudy.objects.update(voided_at=series.created_at, void_reason="x")
    with pytest.raises(Conflict):
        images_link(
            by=people.doctor_wang, study=series.study, found=own, series=series_in(pacs(), own.study_uid)
        )


def test_where_a_test_is_chosen_its_strengths_and_limits_stand_in_order(people: Cast) -> None:
    html = client_of(people.nurse_li).get(reverse("imaging:modalities")).content.decode()
    places = [html.index(f"<h2>{name}</h2>") for name in ("MRI", "Bone scan", "CT", "Plain radiograph")]
    assert places == sorted(places)
    assert "Less sensitive" in html or "less sensitive" in html
    assert "IMG-30" in html
