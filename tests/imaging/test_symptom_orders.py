"""Why a scan was ordered, why a patient refuses it, what a follow-up visit comprises: IMG-13 to IMG-15."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from guidelines.assessment.codes import Code
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import OrderBasis, RefusalReason
from imaging.models import ImagingSlot, ImagingStudy
from imaging.services import slot_book, slot_refuse
from imaging.specs import BookingSpec
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.calendar import LATE, ask_rules, at, ct_done, ct_slot
from worklist.models import Task

SYMPTOM = OrderBasis.SYMPTOM.value


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """The day on which the CT of 张桂兰 turns overdue."""
    with time_machine.travel(at(LATE), tick=False):
        yield


def page_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def api_of(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def bone_scan(patient: Patient) -> ImagingSlot:
    ask_rules(patient, LATE)
    slots = ImagingSlot.objects.filter(patient=patient, kind=SlotKind.BS, withdrawn_at=None, number__gt=0)
    return slots.earliest("due_on")


def flagged(patient: Patient) -> bool:
    ask_rules(patient, LATE)
    return Task.objects.filter(patient=patient, code=Code.IMAGING_SYMPTOM, state="OPEN").exists()


class TestOrders:
    def test_ordered_for_pain_alone_it_is_named_on_the_page_and_becomes_a_task(
        self, people: Cast, zhang: Patient
    ) -> None:
        slot, client = ct_slot(zhang), page_of(people.coordinator_qian)
        body = {"ordered_on": LATE.isoformat(), "order_basis": SYMPTOM}
        answer = client.post(reverse("imaging:slot_order", args=[slot.id]), body, follow=True)
        assert "IMG-14" in answer.content.decode()
        assert flagged(zhang)
        ct_done(people, zhang, LATE)
        assert not flagged(zhang)

    def test_ordered_by_the_calendar_too_nothing_is_said(self, people: Cast, zhang: Patient) -> None:
        slot, client = ct_slot(zhang), page_of(people.coordinator_qian)
        page = client.get(reverse("imaging:slot", args=[slot.id])).content.decode()
        assert 'value="SCHEDULE" checked' in page
        body = {"ordered_on": LATE.isoformat(), "order_basis": [SYMPTOM, "SCHEDULE"]}
        answer = client.post(reverse("imaging:slot_order", args=[slot.id]), body, follow=True)
        assert "IMG-14" not in answer.content.decode()
        assert not flagged(zhang)

    def test_the_api_answers_an_order_with_the_flag(self, people: Cast, zhang: Patient) -> None:
        slot, client = ct_slot(zhang), api_of(people.coordinator_qian)
        address = f"/api/v1/imaging-slots/{slot.id}/order/"
        answer = client.post(address, {"ordered_on": LATE, "order_basis": [SYMPTOM]}, format="json").json()
        assert ([flag["code"] for flag in answer["flags"]], answer["order_basis"]) == (["IMG-14"], [SYMPTOM])
        assert (
            client.post(address, {"ordered_on": LATE, "order_basis": ["MOOD"]}, format="json").status_code
            == 400
        )
        assert client.post(address, {"ordered_on": LATE}, format="json").json()["flags"] == []

    def test_an_mri_registered_for_pain_is_told_of_and_its_basis_is_kept(
        self, people: Cast, zhang: Patient
    ) -> None:
        client = page_of(people.coordinator_qian)
        body = {"modality": "MRI", "done_on": LATE.isoformat(), "order_basis": SYMPTOM}
        answer = client.post(reverse("imaging:register", args=[zhang.id]), body, follow=True)
        assert "IMG-14" in answer.content.decode()
        assert ImagingStudy.objects.get().order_basis == [SYMPTOM]
        assert flagged(zhang)

    def test_the_api_takes_and_tells_the_basis_of_an_examination(self, people: Cast, zhang: Patient) -> None:
        body: dict[str, Any] = {
            "modality": "MRI",
            "done_on": LATE.isoformat(),
            "order_basis": [SYMPTOM, SYMPTOM],
        }
        address = f"/api/v1/patients/{zhang.id}/imaging-studies/"
        answer = api_of(people.doctor_wang).post(address, body, format="json").json()
        assert answer["order_basis"] == [SYMPTOM]
        assert "IMG-14" in [flag["code"] for flag in answer["flags"]]


class TestRefusals:
    @pytest.mark.parametrize(("reason", "answered"), [("RADIATION", True), ("CLAUSTROPHOBIA", False)])
    def test_fear_of_radiation_is_answered_beside_the_field_and_on_the_page(
        self, people: Cast, zhang: Patient, reason: str, answered: bool
    ) -> None:
        slot, client = bone_scan(zhang), page_of(people.coordinator_qian)
        address = reverse("imaging:slot", args=[slot.id])
        beside = client.get(address, {"refusal": reason}, headers={"HX-Request": "true"}).content.decode()
        assert ("IMG-13" in beside) is answered
        done = client.post(reverse("imaging:slot_refuse", args=[slot.id]), {"refusal": reason}, follow=True)
        assert ("IMG-13" in done.content.decode()) is answered
        slot.refresh_from_db()
        assert (slot.refusal, slot.refused_on, slot.refused_by) == (reason, LATE, people.coordinator_qian)
        assert slot.waived_at is None

    def test_the_dose_of_a_bone_scan_is_no_answer_about_a_ct(self, people: Cast, zhang: Patient) -> None:
        slot, client = ct_slot(zhang), api_of(people.coordinator_qian)
        answer = client.post(f"/api/v1/imaging-slots/{slot.id}/refusal/", {"reason": "RADIATION"}).json()
        assert (answer["refusal"], answer["flags"], answer["state"]) == ("RADIATION", [], "overdue")
        other = bone_scan(zhang)
        answer = client.post(f"/api/v1/imaging-slots/{other.id}/refusal/", {"reason": "RADIATION"}).json()
        assert [flag["code"] for flag in answer["flags"]] == ["IMG-13"]

    def test_who_takes_an_appointment_refuses_no_more(self, people: Cast, zhang: Patient) -> None:
        slot, by = bone_scan(zhang), people.coordinator_qian
        slot_refuse(by=by, slot=slot, reason=RefusalReason.RADIATION, today=LATE)
        spec = BookingSpec(at(slot.due_on))
        row = slot_book(by=by, slot=slot, spec=spec, now=at(LATE))
        assert (row.refusal, row.refused_on, row.refused_by) == ("", None, None)
        page = page_of(by).get(reverse("imaging:slot", args=[slot.id])).content.decode()
        assert "拒绝或推迟：担心辐射" in page


class TestPanel:
    def test_six_items_with_their_last_and_next_day(self, people: Cast, zhang: Patient) -> None:
        ct_slot(zhang)
        ct_done(people, zhang, date(2025, 2, 10))
        ct_done(people, zhang, date(2025, 3, 10), modality=Modality.MRI, bone_window=None)
        rows = api_of(people.doctor_wang).get(f"/api/v1/patients/{zhang.id}/follow-up-panel/").json()
        told = {row["item"]: (row["last_on"], row["due_on"]) for row in rows}
        assert list(told) == ["EXAMINATION", "MARKERS", "BONE_SCAN", "CT", "MRI", "XRAY"]
        assert told["CT"] == ("2025-02-10", "2025-05-01")
        assert told["MRI"] == ("2025-03-10", None)
        assert told["XRAY"] == told["EXAMINATION"] == (None, None)
        assert rows[3]["label"]["zh"] == "CT（含骨窗）"

    def test_every_item_leads_to_where_it_is_arranged_or_entered(self, people: Cast, zhang: Patient) -> None:
        slot, address = ct_slot(zhang), reverse("imaging:follow_up_panel", args=[zhang.id])
        page = page_of(people.coordinator_qian).get(address).content.decode()
        assert reverse("imaging:slot", args=[slot.id]) in page
        assert f"{reverse('imaging:register', args=[zhang.id])}?modality=MRI" in page
        assert (
            reverse("imaging:register", args=[zhang.id])
            not in page_of(people.panel_member_lin).get(address).content.decode()
        )
