"""The scan board: what stands where, its numbers, its order, its export, and what it costs."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import ReadRecord, User
from guidelines.rates import Rate
from imaging.models import ImagingSlot
from imaging.selectors.board import BoardFilters, Show, board_numbers, board_rows
from imaging.selectors.window_quality import window_counts, window_quality
from imaging.services import slot_book, slot_waive
from imaging.specs import BookingSpec
from imaging.work import DueScans
from patients.models import Patient
from tests.cast import Cast, confirm_bone_metastasis, patient
from tests.imaging.calendar import LATE, ask_rules, at, ct_done, ct_slot
from worklist.models import Reminder

BOARD = reverse("imaging:board")
DAY = timedelta(days=1)


@pytest.fixture
def morning() -> Iterator[None]:
    """The day on which the CT of 张桂兰 turns overdue."""
    with time_machine.travel(at(LATE), tick=False):
        yield


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(user)
    return client


def another(people: Cast, number: int, confirmed_on: date) -> Patient:
    row = patient(people.oncology_1, f"患者{number}", f"ZY{number}", responsible_doctor=people.doctor_wang)
    confirm_bone_metastasis(row, people.doctor_wang, confirmed_on)
    ask_rules(row, LATE)
    return row


def shown(user: User, today: date = LATE, **filters: Any) -> list[tuple[str, str, date]]:
    rows = board_rows(user=user, filters=BoardFilters(**filters), today=today)
    return [(row.patient.name, row.kind, row.due_on) for row in rows]


def test_the_longest_overdue_comes_first_and_the_baseline_is_not_asked_for(
    people: Cast, zhang: Patient
) -> None:
    ask_rules(zhang, LATE)
    another(people, 2, date(2025, 1, 20))
    another(people, 3, date(2025, 5, 10))
    found = shown(people.coordinator_qian)
    assert found == [("患者2", "CT", date(2025, 4, 20)), ("张桂兰", "CT", date(2025, 5, 1))]


def test_a_missed_scan_stands_until_the_next_one_is_overdue_itself(people: Cast, zhang: Patient) -> None:
    for on, due in ((date(2025, 8, 15), date(2025, 5, 1)), (date(2025, 8, 16), date(2025, 8, 1))):
        ask_rules(zhang, on)
        late = shown(people.coordinator_qian, on, show=Show.LATE, kind="CT")
        assert late == [("张桂兰", "CT", due)]


def test_a_later_study_ends_the_wait_for_an_earlier_scan(people: Cast, zhang: Patient) -> None:
    on = date(2025, 7, 20)
    ct_done(people, zhang, on)
    ask_rules(zhang, on)
    assert shown(people.coordinator_qian, on, show=Show.LATE) == []
    assert shown(people.coordinator_qian, on, show=Show.SETTLED) == [("张桂兰", "CT", date(2025, 8, 1))]


def test_the_numbers_count_each_part(people: Cast, zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    unread = another(people, 2, date(2025, 1, 20))
    ct_done(people, unread, date(2025, 4, 25), read=False)
    ask_rules(unread, LATE)
    booked, waived = another(people, 3, date(2025, 1, 25)), another(people, 4, date(2025, 1, 26))
    another(people, 5, date(2025, 2, 20))
    slot = ImagingSlot.objects.get(patient=booked, kind="CT", number=1)
    slot_book(by=people.coordinator_qian, slot=slot, spec=BookingSpec(at(LATE + DAY)), now=at(LATE))
    slot = ImagingSlot.objects.get(patient=waived, kind="CT", number=1)
    slot_waive(by=people.doctor_wang, slot=slot, reason="拒绝", now=at(LATE))
    numbers = board_numbers(user=people.coordinator_qian, filters=BoardFilters(), today=LATE)
    assert (numbers.every, numbers.late, numbers.qc, numbers.booked, numbers.soon, numbers.settled) == (
        5, 2, 1, 1, 1, 1,
    )  # fmt: skip
    parts = {part: len(shown(people.coordinator_qian, show=part)) for part in Show if part}
    assert parts == {"late": 2, "qc": 1, "booked": 1, "soon": 1, "settled": 1}


def test_the_rate_of_the_month_counts_a_ct_nobody_spoke_of_as_unread(people: Cast, zhang: Patient) -> None:
    first, qian = LATE.replace(day=1), people.coordinator_qian
    assert window_counts(qian, first, LATE).rate.percent is None
    for day, read in ((2, True), (3, True), (4, False), (5, None)):
        ct_done(people, zhang, date(2025, 5, day), read=bool(read))
    ct_done(people, zhang, date(2025, 4, 30), read=False)
    rate = window_counts(qian, first, LATE).rate
    assert rate == Rate(2, 4)
    assert window_counts(people.doctor_wu, first, LATE).total == 0
    assert window_quality(qian, LATE).months[0].rate == rate


@pytest.mark.usefixtures("morning")
def test_the_page_shows_the_row_its_numbers_and_the_published_rate(people: Cast, zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    text = client_of(people.coordinator_qian).get(BOARD).content.decode()
    for words in ("张桂兰", "15 天", "尚无检查", "未开单", "59%", "WP §11", "王磊"):
        assert words in text


@pytest.mark.usefixtures("morning")
def test_the_board_costs_the_same_for_1_3_and_60_rows(people: Cast, zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    client, costs = client_of(people.coordinator_qian), []
    for number in (1, 3, 60):
        while ImagingSlot.objects.values("patient").distinct().count() < number:
            another(people, ImagingSlot.objects.values("patient").distinct().count() + 1, date(2025, 2, 1))
        with CaptureQueriesContext(connection) as queries:
            client.get(BOARD)
        costs.append(len(queries))
    assert len(set(costs)) == 1, costs


@pytest.mark.usefixtures("morning")
@pytest.mark.parametrize("junk", ["?show=x&kind=y&doctor=z&page=w", "?page=99999999", "?doctor=%00"])
def test_junk_in_the_address_filters_nothing(people: Cast, zhang: Patient, junk: str) -> None:
    ask_rules(zhang, LATE)
    assert "张桂兰" in client_of(people.coordinator_qian).get(BOARD + junk).content.decode()


@pytest.mark.usefixtures("morning")
def test_an_outsider_sees_nothing_and_a_doctor_the_own_department(people: Cast, zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    assert "张桂兰" not in client_of(people.doctor_wu).get(BOARD).content.decode()
    assert "张桂兰" not in client_of(people.doctor_zhao).get(BOARD).content.decode()
    assert "张桂兰" in client_of(people.doctor_wang).get(BOARD).content.decode()


@pytest.mark.usefixtures("morning")
def test_the_export_runs_no_formula_and_stands_in_the_trail(people: Cast, zhang: Patient) -> None:
    Patient.objects.filter(pk=zhang.pk).update(name="=HYPERLINK(1)")
    ask_rules(zhang, LATE)
    answer: Any = client_of(people.coordinator_qian).get(reverse("imaging:export"))
    mark, *_head, row = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    assert mark[1:3] == ["钱悦", "qian"]
    assert row[:4] == ["逾期", zhang.hospital_number, "'=HYPERLINK(1)", "CT（含骨窗）"]
    assert row[4].startswith("'+")
    assert ReadRecord.objects.get(patient_id=zhang.id).action == "EXPORT"


@pytest.mark.usefixtures("morning")
def test_the_doctors_of_ticked_rows_are_asked_and_others_are_not_reached(
    people: Cast, zhang: Patient
) -> None:
    slot = ct_slot(zhang)
    client = client_of(people.coordinator_qian)
    for ticked in ([], ["junk"], [str(slot.id), str(slot.id)]):
        assert client.post(reverse("imaging:ask"), {"slot": ticked}).status_code == 302
    assert Reminder.objects.filter(kind="SCAN_ASKED", user=people.doctor_wang).count() == 2
    outsider = client_of(people.doctor_wu)
    Reminder.objects.all().delete()
    outsider.post(reverse("imaging:ask"), {"slot": [str(slot.id)]})
    assert not Reminder.objects.exists()


@pytest.mark.usefixtures("morning")
def test_the_slot_is_ordered_booked_and_given_up_on_its_page(people: Cast, zhang: Patient) -> None:
    slot = ct_slot(zhang)
    qian, wang = client_of(people.coordinator_qian), client_of(people.doctor_wang)

    def send(client: Client, act: str, **data: str) -> Any:
        return client.post(reverse(f"imaging:slot_{act}", args=[slot.id]), data, follow=True)

    assert "已开单" in send(qian, "order", ordered_on="2025-05-10").content.decode()
    assert send(qian, "book", booked_for="2025-05-01T08:30").status_code == 422
    assert "05-20 08:30" in send(qian, "book", booked_for="2025-05-20T08:30").content.decode()
    assert send(qian, "unbook").status_code == 200
    assert send(wang, "waive", reason=" ").status_code == 422
    assert "转院" in send(wang, "waive", reason="转院").content.decode()
    assert send(qian, "order", ordered_on="2025-05-10").status_code == 422
    assert send(wang, "restore").status_code == 200
    row = ImagingSlot.objects.get(pk=slot.pk)
    assert (row.ordered_on, row.booked_for, row.waived_at) == (date(2025, 5, 10), None, None)


@pytest.mark.usefixtures("morning")
def test_the_row_joins_the_lists_of_coordinator_and_doctor_and_not_the_nurses(
    people: Cast, zhang: Patient
) -> None:
    slot = ct_slot(zhang)
    page = reverse("imaging:slot", args=[slot.id])
    tasks = reverse("worklist:tasks")
    assert page in client_of(people.coordinator_qian).get(tasks).content.decode()
    assert page in client_of(people.doctor_wang).get(tasks).content.decode()
    assert page in client_of(people.doctor_wang).get(reverse("bonetherapy:day")).content.decode()
    assert page not in client_of(people.nurse_li).get(tasks).content.decode()
    assert (
        page in client_of(people.nurse_li).get(reverse("patients:detail", args=[zhang.id])).content.decode()
    )


def test_a_row_of_work_says_what_it_is_and_since_when(zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    [row] = DueScans().rows(patients=Patient.objects.all(), today=LATE, limit=5)
    assert (row.badge, row.days, row.due_on, row.source) == (
        "overdue",
        15,
        date(2025, 5, 1),
        "WP §17; P AMB-15",
    )
