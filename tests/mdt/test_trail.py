"""Every list that names patients leaves a line for each of them, in one write."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import ReadRecord, User
from mdt.models import Case, Meeting
from patients.models import Patient
from tests.cast import Cast, patient
from tests.mdt.boards import at, board, case, decision, meeting

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def held(people: Cast) -> Meeting:
    """In session, and published: every list has something to show."""
    return meeting(board(people), state="OPEN", opened_at=at(), published_at=at())


@pytest.fixture
def listed(people: Cast, zhang: Patient, held: Meeting) -> list[Case]:
    """Three cases of its agenda, each with an open decision."""
    others = [
        patient(people.oncology_1, name, number, responsible_doctor=people.doctor_wang)
        for name, number in (("何文彬", "ZY2"), ("周桂芳", "ZY3"))
    ]
    rows = [
        case(held.board, about, people.doctor_wang, held, place=place)
        for place, about in enumerate((zhang, *others), start=1)
    ]
    for row in rows:
        decision(row, people.doctor_wang)
    return rows


def inserts(user: User, address: str) -> int:
    """How many times a look at this address writes into the trail."""
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum('INSERT INTO "accounts_readrecord"' in query["sql"] for query in asked)


def lines(user: User, subject: str) -> list[str]:
    """The patients that lines of this list name."""
    rows = ReadRecord.objects.filter(user_id=user.pk, subject=subject)
    return sorted(str(row.patient_id) for row in rows)


def test_lists_of_cases_are_on_record_with_one_write_each(
    people: Cast, held: Meeting, listed: list[Case]
) -> None:
    everybody = sorted(str(row.patient_id) for row in listed)
    qian, wang = people.coordinator_qian, people.doctor_wang
    looks = {
        "case board": (qian, reverse("case:board")),
        "agenda": (qian, reverse("case:agenda", args=[held.pk])),
        "meeting": (qian, reverse("board:meeting", args=[held.pk])),
        "pre-reads": (wang, reverse("case:prereads")),
    }
    for subject, (user, address) in looks.items():
        assert (subject, inserts(user, address)) == (subject, 1)
        assert (subject, lines(user, subject)) == (subject, everybody)
    Case.objects.update(state="CLOSED", closed_at=at(), closed_by=wang)
    assert inserts(wang, reverse("following:board")) == 1
    assert lines(wang, "open decisions") == everybody


def test_a_list_without_patients_writes_nothing(people: Cast) -> None:
    assert inserts(people.coordinator_qian, reverse("case:board")) == 0


def test_the_list_in_the_room_is_one_reading_an_hour_and_a_hidden_name_is_none(
    people: Cast, held: Meeting, listed: list[Case]
) -> None:
    hidden = patient(people.oncology_2, name="李建华", number="ZY9")
    case(held.board, hidden, people.doctor_wang, held, place=4)
    address = reverse("live:case", args=[held.pk, listed[0].pk])
    assert inserts(people.doctor_wang, address) == 2  # the case itself, and the list beside it
    assert inserts(people.doctor_wang, address) == 1
    assert lines(people.doctor_wang, "meeting list") == sorted(str(row.patient_id) for row in listed)
