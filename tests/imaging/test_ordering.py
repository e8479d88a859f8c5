"""A bone scan that comes too early is asked about where it is ordered or booked (IMG-12)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.errors import Refusal
from guidelines.imaging.modalities import Modality
from imaging.models import ImagingSlot
from imaging.services import slot_book, slot_order
from imaging.specs import BookingSpec
from patients.models import Override, Patient, Symptom
from patients.specs.overrides import Acknowledgement
from tests.cast import Cast
from tests.imaging.calendar import ask_rules, at
from tests.imaging.measured import study

# Confirmed 2025-02-01: the second bone scan is due on 2025-08-01.
DUE, LAST, TODAY = date(2025, 8, 1), date(2025, 3, 1), date(2025, 7, 20)
ANSWER = Acknowledgement("IMG-12", "DOCTOR_ORDERED")


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Twelve days before the bone scan is due."""
    with time_machine.travel(at(TODAY), tick=False):
        yield


@pytest.fixture
def slot(people: Cast, zhang: Patient) -> ImagingSlot:
    """The bone scan of August; one out of turn was done in March."""
    study(people, zhang, LAST, Modality.BS)
    return bone_scan(zhang)


def bone_scan(row: Patient) -> ImagingSlot:
    ask_rules(row, TODAY)
    return ImagingSlot.objects.get(patient=row, kind="BS", due_on=DUE, withdrawn_at=None)


def order(people: Cast, slot: ImagingSlot, *answers: Acknowledgement) -> ImagingSlot:
    return slot_order(by=people.coordinator_qian, slot=slot, on=TODAY, today=TODAY, answers=answers)


def book(people: Cast, slot: ImagingSlot, on: date, *answers: Acknowledgement) -> ImagingSlot:
    spec = BookingSpec(at(on))
    return slot_book(by=people.coordinator_qian, slot=slot, spec=spec, now=at(TODAY), answers=answers)


def test_ordered_before_the_half_year_it_asks_and_nothing_is_written(people: Cast, slot: ImagingSlot) -> None:
    with pytest.raises(Refusal) as refusal:
        order(people, slot)
    [finding] = refusal.value.asked
    assert (finding.rule_id, finding.inputs["last_on"]) == ("IMG-12", LAST)
    slot.refresh_from_db()
    assert slot.ordered_on is None


def test_a_reason_passes_and_is_kept_and_the_appointment_asks_no_second_time(
    people: Cast, slot: ImagingSlot
) -> None:
    order(people, slot, ANSWER)
    kept = Override.objects.get()
    assert (kept.rule_id, kept.subject_id, kept.by) == ("IMG-12", slot.id, people.coordinator_qian)
    book(people, slot, DUE)
    assert Override.objects.count() == 1


@pytest.mark.parametrize(("on", "asks"), [(date(2025, 8, 17), True), (date(2025, 8, 18), False)])
def test_from_fourteen_days_before_the_half_year_on_nothing_is_asked(
    people: Cast, slot: ImagingSlot, on: date, asks: bool
) -> None:
    if asks:
        with pytest.raises(Refusal):
            book(people, slot, on)
    else:
        assert book(people, slot, on).booked_for == at(on)


@pytest.mark.parametrize(("began", "asks"), [(LAST, True), (LAST + timedelta(days=1), False), (None, True)])
def test_a_new_complaint_is_reason_enough_an_old_or_undated_one_is_not(
    people: Cast, zhang: Patient, slot: ImagingSlot, began: date | None, asks: bool
) -> None:
    facts: dict[str, Any] = {"code": "bone_pain_fixed", "site": "L4", "noted_on": began}
    Symptom.objects.create(patient=zhang, recorded_by=people.nurse_li, **facts)
    if asks:
        with pytest.raises(Refusal):
            order(people, slot)
    else:
        assert order(people, slot).ordered_on == TODAY


def test_without_an_earlier_scan_and_for_a_ct_nothing_is_asked(people: Cast, zhang: Patient) -> None:
    assert order(people, bone_scan(zhang)).ordered_on == TODAY
    study(people, zhang, LAST, Modality.BS)
    ct = ImagingSlot.objects.filter(patient=zhang, kind="CT", withdrawn_at=None, due_on__gte=TODAY)[0]
    assert order(people, ct).ordered_on == TODAY


def test_the_page_asks_in_the_form_that_was_sent(people: Cast, slot: ImagingSlot) -> None:
    client = Client()
    client.force_login(people.coordinator_qian)
    address = reverse("imaging:slot_order", args=[slot.id])
    asked = client.post(address, {"ordered_on": str(TODAY)})
    assert asked.status_code == 422
    assert asked.content.decode().count("answer-IMG-12-reason") >= 1
    typed = {"ordered_on": str(TODAY), "answer-IMG-12-reason": "BENEFIT"}
    assert client.post(address, typed).status_code == 302
    slot.refresh_from_db()
    assert slot.ordered_on == TODAY


def test_the_api_asks_and_takes_the_answer(people: Cast, slot: ImagingSlot) -> None:
    client = APIClient()
    client.force_authenticate(people.coordinator_qian)
    when: datetime = at(DUE)
    body: dict[str, Any] = {"booked_for": when.isoformat(), "place": ""}
    address = f"/api/v1/imaging-slots/{slot.id}/booking/"
    assert client.post(address, body, format="json").status_code == 422
    answers = [{"rule_id": "IMG-12", "reason_code": "PATIENT_INFORMED"}]
    assert client.post(address, body | {"answers": answers}, format="json").status_code == 200
