"""Patients without a follow-up schedule: on the board until an oncologist chooses one (IMG-01, AMB-14)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from guidelines.imaging.category import FollowUpCategory
from imaging.models import FollowUpPlan, ImagingSlot
from imaging.selectors.board import BoardFilters
from imaging.selectors.plans import unplanned
from patients.models import Diagnosis, Patient
from tests.cast import Cast, confirm_bone_metastasis, patient
from tests.imaging.calendar import LATE, ask_rules, at

DIAGNOSED = date(2025, 1, 15)
BOARD, LIST = reverse("imaging:board"), reverse("imaging:unplanned")


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """A day in May."""
    with time_machine.travel(at(LATE), tick=False):
        yield


def staged(people: Cast, number: int = 1, **more: Any) -> Patient:
    """Stage II, no operation, no recurrence: none of the schedules fits."""
    row = patient(people.oncology_1, f"患者{number}", f"ST{number}", responsible_doctor=people.doctor_wang)
    facts: dict[str, Any] = {"stage": "IIB", "diagnosed_on": DIAGNOSED}
    Diagnosis.objects.create(patient=row, **facts | more)
    ask_rules(row, LATE)
    return row


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(user)
    return client


def waiting(user: User, **filters: Any) -> list[Patient]:
    return list(unplanned(user, BoardFilters(**filters)))


def test_who_is_staged_and_on_no_schedule_waits_and_keeps_the_day(people: Cast, zhang: Patient) -> None:
    row = staged(people)
    ask_rules(zhang, LATE)
    ask_rules(row, LATE + timedelta(days=3))
    assert waiting(people.coordinator_qian) == [row]
    assert FollowUpPlan.objects.get(pk=row.id).since == LATE
    assert waiting(people.doctor_wu) == []
    assert waiting(people.coordinator_qian, doctor=people.doctor_zhao.id) == []


@pytest.mark.parametrize(
    ("facts", "category"),
    [
        ({"stage": ""}, FollowUpCategory.INITIAL),
        ({"stage": "IVA"}, FollowUpCategory.ADVANCED),
        ({"recurred_on": date(2025, 3, 1)}, FollowUpCategory.RECURRENT),
        ({"follow_up_category": "POST_OP"}, FollowUpCategory.POST_OP),
    ],
)
def test_everybody_else_does_not_wait(
    people: Cast, facts: dict[str, Any], category: FollowUpCategory
) -> None:
    row = staged(people, **facts)
    assert FollowUpPlan.objects.get(pk=row.id).category == category.value
    assert waiting(people.coordinator_qian) == []


def test_the_board_names_them_with_the_action_that_chooses(people: Cast) -> None:
    row = staged(people)
    choose = reverse("imaging:follow_up", args=[row.id])
    for address in (BOARD, LIST):
        doctor = client_of(people.doctor_wang).get(address).content.decode()
        coordinator = client_of(people.coordinator_qian).get(address).content.decode()
        assert "患者1" in doctor
        assert "IIB" in coordinator
        assert choose in doctor
        assert choose not in coordinator
        assert "患者1" not in client_of(people.doctor_wu).get(address).content.decode()


def test_a_choice_puts_the_patient_on_the_calendar_at_once(people: Cast) -> None:
    row, client = staged(people), client_of(people.doctor_wang)
    page = reverse("imaging:follow_up", args=[row.id])
    told = client.get(page).content.decode()
    for words in ("IMG-01", "IMG-02", "IMG-03", "2025-01-15"):
        assert words in told
    answer = client.post(page, {"category": "ADVANCED", "recurred_on": "", "next": BOARD})
    assert answer.headers["Location"] == BOARD
    assert waiting(people.doctor_wang) == []
    slot = ImagingSlot.objects.get(patient=row, kind="CT", number=1)
    assert (slot.due_on, slot.category) == (date(2025, 4, 15), "ADVANCED")
    client.post(page, {"category": "", "recurred_on": ""})
    assert waiting(people.doctor_wang) == [row]
    assert not ImagingSlot.objects.filter(patient=row, withdrawn_at=None).exists()


def test_impossible_choices_stand_at_their_field(people: Cast) -> None:
    row, client = staged(people), client_of(people.doctor_wang)
    page = reverse("imaging:follow_up", args=[row.id])
    for typed, field in (
        ({"category": "INITIAL"}, "category"),
        ({"recurred_on": "2031-01-01"}, "recurred_on"),
    ):
        answer = client.post(page, typed)
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]


def test_without_a_day_of_diagnosis_the_page_says_what_is_missing(people: Cast) -> None:
    row = staged(people, diagnosed_on=None)
    page = client_of(people.doctor_wang).get(reverse("imaging:follow_up", args=[row.id]))
    assert reverse("patients:diagnosis", args=[row.id]) in page.content.decode()
    assert page.context["offers"] == []


def test_a_patient_whose_bone_metastasis_is_confirmed_leaves_the_list(people: Cast) -> None:
    row = staged(people)
    confirm_bone_metastasis(row, people.doctor_wang, LATE)
    ask_rules(row, LATE)
    assert waiting(people.doctor_wang) == []


def test_board_and_list_cost_the_same_for_1_and_3(people: Cast) -> None:
    client, costs = client_of(people.doctor_wang), []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            staged(people, number)
        for address in (BOARD, LIST):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            costs.append(len(queries))
    assert costs[:2] == costs[2:]


@pytest.mark.parametrize("junk", ["?page=x&doctor=z", "?page=99999999", "?doctor=%00"])
def test_junk_in_the_address_filters_nothing(people: Cast, junk: str) -> None:
    staged(people)
    assert "患者1" in client_of(people.doctor_wang).get(LIST + junk).content.decode()
