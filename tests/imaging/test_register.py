"""A study registered by hand: the questions it asks, the slot it fills, what a coordinator may not say."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from imaging.models import ImagingSlot, ImagingStudy
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.calendar import LATE, ask_rules, at


@pytest.fixture(autouse=True)
def morning() -> Any:
    """The day on which the CT of 张桂兰 turns overdue."""
    with time_machine.travel(at(LATE), tick=False):
        yield


def send(user: User, row: Patient, **data: str) -> Any:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(user)
    facts = {"modality": "CT", "done_on": "2025-05-10", "outside_hospital": "西山医院"}
    return client.post(reverse("imaging:register", args=[row.id]), facts | data, follow=True)


def test_a_ct_with_its_bone_window_fills_the_nearest_slot_and_says_which(
    people: Cast, zhang: Patient
) -> None:
    window = {"bone_window_reviewed": "yes", "bone_window_by": "王磊", "bone_window_on": "2025-05-16"}
    text = send(people.doctor_wang, zhang, **window).content.decode()
    assert "2025-05-01" in text
    assert ImagingSlot.objects.get(study=ImagingStudy.objects.get()).is_fulfilled


def test_a_ct_without_a_word_on_the_bone_window_stays_pending(people: Cast, zhang: Patient) -> None:
    text = send(people.coordinator_qian, zhang).content.decode()
    assert "IMG-21" in text
    slot = ImagingSlot.objects.get(study=ImagingStudy.objects.get())
    assert (slot.due_on, slot.is_fulfilled) == (date(2025, 5, 1), False)
    assert ImagingStudy.objects.get().bone_window_reviewed is None


def test_what_fits_nowhere_says_so(people: Cast, zhang: Patient) -> None:
    text = send(people.doctor_wang, zhang, modality="MRI").content.decode()
    assert "不属于" in text
    assert not ImagingSlot.objects.filter(study__isnull=False).exists()


def test_a_pet_ct_is_asked_why(people: Cast, zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    pet = {"modality": "PETCT_FDG", "done_on": "2025-05-15"}
    assert send(people.doctor_wang, zhang, **pet).status_code == 422
    assert send(people.doctor_wang, zhang, **pet, study_reason="骨显像不可及").status_code == 422
    assert not ImagingStudy.objects.exists()
    assert send(people.doctor_wang, zhang, **pet, not_instead="on").status_code == 200
    answer = send(
        people.doctor_wang, zhang, **pet, study_reason="骨显像不可及", whole_body="on", region="体部"
    )
    assert answer.status_code == 200
    slot = ImagingSlot.objects.get(kind="BS", study__isnull=False)
    assert (slot.is_fulfilled, slot.is_replaced, slot.study.region) == (True, True, "体部 全身")  # type: ignore[union-attr]


def test_the_reason_of_an_examination_survives_its_correction(people: Cast, zhang: Patient) -> None:
    send(people.doctor_wang, zhang, study_reason="随访")
    study = ImagingStudy.objects.get()
    client = Client()
    client.force_login(people.doctor_wang)
    address = reverse("imaging:study_correct", args=[zhang.id, study.id])
    shown = client.get(address).context["form"]
    assert shown["study_reason"].value() == "随访"
    facts = {"modality": "CT", "done_on": "2025-05-11", "study_reason": "随访", "reason": "日期录错"}
    assert client.post(address, facts).status_code == 302
    new = ImagingStudy.objects.get(voided_at=None)
    assert (new.reason, new.done_on) == ("随访", date(2025, 5, 11))


def test_a_coordinator_says_nothing_about_the_bone_window(people: Cast, zhang: Patient) -> None:
    text = send(people.coordinator_qian, zhang, bone_window_reviewed="yes", response="PD").content.decode()
    assert "bone_window_reviewed" not in text
    study = ImagingStudy.objects.get()
    assert (study.bone_window_reviewed, study.response, study.outside_hospital) == (None, "", "西山医院")


def test_the_help_of_the_chosen_examination_comes_alone(people: Cast, zhang: Patient) -> None:
    client = Client(headers={"accept-language": "zh-hans", "hx-request": "true"})
    client.force_login(people.radiologist_he)
    address = reverse("imaging:register", args=[zhang.id])
    text = client.get(address, {"modality": "MRI"}).content.decode()
    assert "唯一直接显示骨髓腔" in text
    assert "<form" not in text
    assert client.get(address, {"modality": "\x00"}).status_code == 200
