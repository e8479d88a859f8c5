"""The calendar over the API: the list, its filters, and what is done about a slot."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import User
from imaging.models import ImagingSlot
from patients.models import Patient
from tests.cast import Cast
from tests.imaging.calendar import LATE, at, ct_slot
from worklist.models import ContactLog

SLOTS = "/api/v1/imaging-slots/"


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """The day on which the CT of 张桂兰 turns overdue."""
    with time_machine.travel(at(LATE), tick=False):
        yield


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def listed(client: APIClient, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(SLOTS, query).json()["results"]
    return found


def test_the_list_tells_the_state_of_today_and_is_narrowed(people: Cast, zhang: Patient) -> None:
    ct_slot(zhang)
    client = signed_in(people.coordinator_qian)
    [late] = listed(client, part="late")
    assert (late["kind"], late["state"], late["days_overdue"]) == ("CT", "overdue", 15)
    assert {row["kind"] for row in listed(client, kind="BS")} == {"BS"}
    assert listed(client, doctor=str(people.doctor_zhao.id)) == []
    assert listed(signed_in(people.doctor_wu)) == []
    assert client.get(SLOTS, {"part": "nonsense"}).status_code == 400


def test_a_slot_is_ordered_booked_called_about_and_given_up(people: Cast, zhang: Patient) -> None:
    slot = ct_slot(zhang)
    qian, wang = signed_in(people.coordinator_qian), signed_in(people.doctor_wang)
    address = f"{SLOTS}{slot.id}/"
    assert qian.post(f"{address}order/", {"ordered_on": "2025-05-10"}).status_code == 200
    when = (at(LATE) + timedelta(days=3)).isoformat()
    assert (
        qian.post(f"{address}booking/", {"booked_for": when, "place": "影像科"}).json()["booked_place"]
        == "影像科"
    )
    assert qian.post(f"{address}booking/", {"booked_for": at(LATE).isoformat()}).status_code == 400
    assert qian.delete(f"{address}booking/").json()["booked_for"] is None
    assert qian.post(f"{address}contacts/", {"outcome": "REACHED"}).status_code == 201
    assert ContactLog.objects.get().subject_id == slot.id
    assert wang.post(f"{address}waiver/", {"reason": "  "}).status_code == 400
    assert wang.post(f"{address}waiver/", {"reason": "转院"}).json()["state"] == "waived"
    assert qian.post(f"{address}order/", {"ordered_on": "2025-05-10"}).status_code == 409
    assert wang.delete(f"{address}waiver/").json()["state"] == "overdue"
    assert ImagingSlot.objects.get(pk=slot.pk).waived_at is None
