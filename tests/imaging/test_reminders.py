"""The daily flag and what the doctor hears: once for each slot and stage, whatever the clock does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imaging.models import ImagingSlot
from imaging.reminders import scans_wanted
from imaging.services import slot_book, slot_waive, slots_ask
from imaging.services.flags import overdue_slots_flag
from imaging.specs import BookingSpec
from imaging.tasks import flag_overdue_scans
from patients.models import Patient
from tests.cast import Cast, confirm_bone_metastasis, patient
from tests.imaging.calendar import CT_DUE, LATE, MISSED, SOON, ask_rules, at, ct_done, ct_slot
from worklist.enums import ReminderState
from worklist.messages import message_of
from worklist.models import Reminder
from worklist.protocols import Subject
from worklist.services import reminders_deliver, reminders_plan

DAY = timedelta(days=1)


def heard(row: Patient) -> list[tuple[str, date]]:
    """Kind and due date of the notices in the doctor's inbox, in the order of planning."""
    rows = Reminder.objects.filter(patient=row, channel="INBOX", kind__startswith="SCAN")
    return list(rows.order_by("created_at", "due_on").values_list("kind", "due_on"))


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        (SOON - DAY, []),
        (SOON, ["SCAN_SOON"]),
        (LATE - DAY, ["SCAN_SOON"]),
        (LATE, ["SCAN_OVERDUE"]),
        (MISSED - DAY, ["SCAN_OVERDUE"]),
        (MISSED, ["SCAN_MISSED"]),
    ],
)
def test_the_doctor_hears_the_stage_that_holds(zhang: Patient, on: date, kinds: list[str]) -> None:
    ask_rules(zhang, on)
    reminders_plan(at(on))
    assert heard(zhang) == [(kind, CT_DUE) for kind in kinds]


def test_every_stage_once_however_often_it_is_planned(zhang: Patient) -> None:
    for day in range(70):
        on = SOON + timedelta(days=day)
        ask_rules(zhang, on)
        for _ in range(2):
            reminders_plan(at(on))
    assert heard(zhang) == [(kind, CT_DUE) for kind in ("SCAN_SOON", "SCAN_OVERDUE", "SCAN_MISSED")]


def test_ten_days_without_the_clock_bring_one_notice_a_slot(people: Cast) -> None:
    for index in range(3):
        row = patient(people.oncology_1, number=f"ZY{index}", responsible_doctor=people.doctor_wang)
        confirm_bone_metastasis(row, people.doctor_wang)
    call_command("run_sweep", now=f"{SOON}T09:00", stdout=StringIO())
    before = Reminder.objects.count()
    call_command("run_sweep", now=f"{LATE + timedelta(days=10)}T09:00", stdout=StringIO())
    new = Reminder.objects.order_by("created_at")[before:]
    assert [(row.kind, row.channel) for row in new].count(("SCAN_OVERDUE", "INBOX")) == 3
    assert len({row.subject_id for row in new if row.kind.startswith("SCAN")}) == 3


def test_an_old_register_starts_no_storm(people: Cast, zhang: Patient) -> None:
    zhang.bone_metastasis.__class__.objects.update(confirmed_on=date(2020, 2, 1))
    on = date(2025, 4, 1)
    ask_rules(zhang, on)
    reminders_plan(at(on))
    assert ImagingSlot.objects.filter(missed_from__lte=on).count() > 25
    assert len(heard(zhang)) <= 2


@pytest.mark.parametrize("how", ["done", "waived", "booked", "void"])
def test_nobody_is_told_of_what_is_settled_or_booked(people: Cast, zhang: Patient, how: str) -> None:
    slot = ct_slot(zhang)
    if how == "done":
        ct_done(people, zhang, LATE)
        ask_rules(zhang, LATE)
    elif how == "waived":
        slot_waive(by=people.doctor_wang, slot=slot, reason="拒绝", now=at(LATE))
    elif how == "booked":
        spec = BookingSpec(at(LATE + DAY))
        slot_book(by=people.coordinator_qian, slot=slot, spec=spec, now=at(LATE))
    else:
        Patient.objects.filter(pk=zhang.pk).update(voided_at=at(LATE), void_reason="重复")
    reminders_plan(at(LATE))
    assert heard(zhang) == []


def test_an_appointment_that_passed_is_told_again(people: Cast, zhang: Patient) -> None:
    slot = ct_slot(zhang)
    spec = BookingSpec(at(LATE + DAY))
    slot_book(by=people.coordinator_qian, slot=slot, spec=spec, now=at(LATE))
    reminders_plan(at(LATE + 2 * DAY))
    assert heard(zhang) == [("SCAN_OVERDUE", CT_DUE)]


def test_a_notice_withdrawn_for_an_appointment_comes_again_when_nobody_came(
    people: Cast, zhang: Patient
) -> None:
    slot = ct_slot(zhang)
    reminders_plan(at(LATE, 2))
    slot_book(by=people.coordinator_qian, slot=slot, spec=BookingSpec(at(LATE + DAY)), now=at(LATE, 3))
    reminders_plan(at(LATE))
    assert heard(zhang) == []
    reminders_plan(at(LATE + 2 * DAY))
    assert heard(zhang) == [("SCAN_OVERDUE", CT_DUE)]


def test_a_notice_is_dropped_when_the_scan_is_done_before_it_leaves(people: Cast, zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    reminders_plan(at(LATE, 2))
    ct_done(people, zhang, LATE)
    ask_rules(zhang, LATE)
    reminders_deliver(at(LATE))
    assert set(Reminder.objects.values_list("state", flat=True)) == {ReminderState.CANCELLED}


def test_what_is_still_wanted_is_one_question(zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    rows = ImagingSlot.objects.filter(withdrawn_at=None)
    subjects = [Subject(Reminder(kind="SCAN_SOON").kind, row.id, row.due_on) for row in rows]  # type: ignore[arg-type]
    with CaptureQueriesContext(connection) as queries:
        assert len(scans_wanted(at(LATE), subjects)) == len(subjects)
    assert len(queries) == 1


def test_the_message_names_no_person_no_scan_and_no_disease(zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    reminders_plan(at(LATE))
    message = message_of(Reminder.objects.get(channel="EMAIL"), is_late=False)
    for word in ("张桂兰", zhang.hospital_number, "CT", "骨", "扫描", "scan", "影像", "转移", "Oncology"):
        assert word not in message.subject + message.body


def test_the_flag_is_one_statement_for_everybody_and_is_set_once(people: Cast) -> None:
    for index in range(3):
        confirm_bone_metastasis(patient(people.oncology_1, number=f"ZY{index}"), people.doctor_wang)
    call_command("run_sweep", now=f"{SOON}T09:00", stdout=StringIO())
    with CaptureQueriesContext(connection) as queries:
        assert overdue_slots_flag(at(LATE)) == 3
    assert len(queries) == 1
    assert overdue_slots_flag(at(LATE + DAY)) == 0
    flagged = ImagingSlot.objects.filter(kind="CT", due_on=CT_DUE).values_list("flagged_on", flat=True)
    assert set(flagged) == {LATE}


def test_the_sweep_by_hand_says_how_many_it_flagged(zhang: Patient) -> None:
    printed = StringIO()
    call_command("run_sweep", now=f"{LATE}T09:00", stdout=printed)
    assert "flagged overdue scans: 1" in printed.getvalue()
    assert "planned scans: 2" in printed.getvalue()


@pytest.mark.usefixtures("noon")
def test_the_task_of_the_morning_may_run_twice(zhang: Patient) -> None:
    zhang.bone_metastasis.__class__.objects.update(confirmed_on=date(2024, 11, 1))
    first, second = flag_overdue_scans(), flag_overdue_scans()
    assert first["flagged"] == 1
    assert set(second.values()) == {0}


def test_a_question_reaches_the_doctor_once_a_day(people: Cast, zhang: Patient) -> None:
    slot = ct_slot(zhang)
    counts = [
        slots_ask(by=people.coordinator_qian, slots=[slot], now=at(day)) for day in (LATE, LATE, LATE + DAY)
    ]
    assert counts == [2, 0, 2]
    nobody = patient(people.oncology_1, number="ZY9")
    confirm_bone_metastasis(nobody, people.doctor_wang)
    assert slots_ask(by=people.coordinator_qian, slots=[ct_slot(nobody)], now=at(LATE)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_flag_and_plan_each_slot_once(
    transactional_db: None, people: Cast, zhang: Patient
) -> None:
    ask_rules(zhang, LATE)
    barrier = Barrier(2)

    def morning() -> int:
        barrier.wait()
        try:
            flagged = overdue_slots_flag(at(LATE))
            reminders_plan(at(LATE))
            return flagged
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        flagged = [future.result() for future in [pool.submit(morning) for _ in range(2)]]
    assert sum(flagged) == ImagingSlot.objects.filter(flagged_on=LATE).count() == 1
    assert heard(zhang) == [("SCAN_OVERDUE", CT_DUE)]
