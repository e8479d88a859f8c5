"""The slots of the rules as rows: made ahead, filled, waived, widened, withdrawn; once, whoever looks."""

from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from guidelines.imaging.calendar import SlotState
from guidelines.imaging.modalities import Modality
from imaging.models import ImagingSlot, ImagingStudy
from imaging.services import slot_book, slot_waive
from imaging.specs import BookingSpec
from patients.models import BoneMetastasis, Patient
from patients.services import patients_merge
from tests.cast import TODAY, Cast, confirm_bone_metastasis, patient
from tests.imaging.calendar import CT_DUE, LATE, MISSED, SOON, ask_rules, at, ct_done, ct_slot
from worklist.models import FactChange, Task
from worklist.services import patients_reassess_due


def dates(kind: str, row: Patient) -> list[date]:
    rows = ImagingSlot.objects.filter(patient=row, kind=kind, withdrawn_at=None)
    return list(rows.order_by("due_on").values_list("due_on", flat=True))


def test_a_year_is_planned_ahead_from_the_anchor(zhang: Patient) -> None:
    ask_rules(zhang, TODAY)
    assert dates("CT", zhang) == [date(2025, month, 1) for month in (2, 5, 8, 11)] + [date(2026, 2, 1)]
    assert dates("BS", zhang) == [date(2025, 2, 1), date(2025, 8, 1), date(2026, 2, 1)]
    row = ImagingSlot.objects.get(kind="CT", due_on=CT_DUE)
    assert (row.rule_id, row.category, row.anchor_on, row.number) == (
        "IMG-02",
        "ADVANCED",
        date(2025, 2, 1),
        1,
    )
    assert (row.soon_from, row.overdue_from, row.missed_from) == (SOON, LATE, MISSED)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (SOON - timedelta(days=1), SlotState.PLANNED),
        (SOON, SlotState.DUE_SOON),
        (LATE - timedelta(days=1), SlotState.DUE_SOON),
        (LATE, SlotState.OVERDUE),
        (MISSED - timedelta(days=1), SlotState.OVERDUE),
        (MISSED, SlotState.MISSED),
    ],
)
def test_lateness_follows_the_day_and_is_stored_nowhere(zhang: Patient, on: date, state: SlotState) -> None:
    assert ct_slot(zhang, TODAY).state_on(on) is state


def test_the_second_look_writes_nothing(zhang: Patient) -> None:
    ask_rules(zhang, TODAY)
    before = list(ImagingSlot.objects.order_by("id").values())
    FactChange.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        ask_rules(zhang, TODAY)
    assert list(ImagingSlot.objects.order_by("id").values()) == before
    assert not [one for one in queries if "imaging_imagingslot" in one["sql"] and "SELECT" not in one["sql"]]
    assert not FactChange.objects.exists()


def test_the_nearest_study_fills_its_slot_and_a_void_one_opens_it_again(people: Cast, zhang: Patient) -> None:
    study = ct_done(people, zhang, date(2025, 5, 20))
    row = ct_slot(zhang, date(2025, 5, 21))
    assert (row.study_id, row.is_fulfilled) == (study.id, True)
    type(study).objects.filter(pk=study.pk).update(
        voided_at=at(LATE), void_reason="录错", voided_by=people.doctor_wang
    )
    row = ct_slot(zhang, date(2025, 5, 22))
    assert (row.study_id, row.is_fulfilled) == (None, False)


def test_a_ct_whose_bone_window_is_unread_does_not_fulfil_its_slot(people: Cast, zhang: Patient) -> None:
    ct_done(people, zhang, CT_DUE, read=False)
    row = ct_slot(zhang, LATE)
    assert row.state_on(LATE) is SlotState.QC_PENDING
    ImagingStudy.objects.update(bone_window_reviewed=True, bone_window_on=LATE)
    assert ct_slot(zhang, LATE).state_on(LATE) is SlotState.FULFILLED


@pytest.mark.parametrize(("reason", "filled"), [("碘过敏，骨显像不可及", True), ("", False)])
def test_a_pet_ct_with_a_reason_stands_in_for_the_bone_scan(
    people: Cast, zhang: Patient, reason: str, filled: bool
) -> None:
    done = date(2025, 7, 20)
    ct_done(people, zhang, done, modality=Modality.PETCT_FDG, region="全身", reason=reason, read=False)
    ask_rules(zhang, done)
    row = ImagingSlot.objects.get(kind="BS", due_on=date(2025, 8, 1))
    assert (row.is_fulfilled, row.is_replaced) == (filled, filled)


def test_answers_survive_and_a_waiver_is_a_fact_the_rules_read(people: Cast, zhang: Patient) -> None:
    slot = ct_slot(zhang)
    spec = BookingSpec(at(date(2025, 5, 20)), "影像科")
    slot_book(by=people.coordinator_qian, slot=slot, spec=spec, now=at(LATE))
    FactChange.objects.all().delete()
    slot_waive(by=people.doctor_wang, slot=slot, reason="转入安宁疗护", now=at(LATE))
    assert FactChange.objects.filter(patient_id=zhang.id, source="imaging_imagingslot").exists()
    row = ct_slot(zhang)
    assert (row.booked_for, row.booked_place, row.waiver_reason) == (spec.at, "影像科", "转入安宁疗护")
    assert row.state_on(LATE) is SlotState.WAIVED


def test_a_corrected_anchor_withdraws_the_old_slots_and_brings_them_back(zhang: Patient) -> None:
    kept = ct_slot(zhang, TODAY)
    metastasis = BoneMetastasis.objects.filter(patient=zhang)
    metastasis.update(confirmed_on=date(2025, 2, 10))
    ask_rules(zhang, TODAY)
    assert CT_DUE not in dates("CT", zhang)
    assert date(2025, 5, 10) in dates("CT", zhang)
    metastasis.update(confirmed_on=date(2025, 2, 1))
    assert ct_slot(zhang, TODAY) == kept


def test_the_history_keeps_what_stood_before(people: Cast, zhang: Patient) -> None:
    slot = ct_slot(zhang)
    slot_waive(by=people.doctor_wang, slot=slot, reason="拒绝", now=at(LATE))
    events: Any = slot.events  # type: ignore[attr-defined]  # the reverse name that pghistory gives
    assert list(events.order_by("pgh_id").values_list("waiver_reason", flat=True)) == ["", "拒绝"]


def test_an_overdue_slot_stands_for_its_finding(zhang: Patient) -> None:
    ask_rules(zhang, LATE)
    assert not Task.objects.filter(patient=zhang, code="IMAGING_OVERDUE", state="OPEN").exists()


def test_two_records_become_one_and_the_answer_stays(people: Cast, zhang: Patient) -> None:
    double = patient(people.oncology_1, number="ZY2")
    confirm_bone_metastasis(double, people.doctor_wang)
    ask_rules(zhang, LATE)
    slot_waive(by=people.doctor_wang, slot=ct_slot(double), reason="转院", now=at(LATE))
    patients_merge(by=people.doctor_wang, keep=zhang, remove=double, reason="同一人", now=at(LATE))
    assert ct_slot(zhang).waiver_reason == "转院"
    assert len(dates("CT", zhang)) == len(set(dates("CT", zhang))) == 6


def test_the_database_refuses_a_second_slot_of_a_day_and_a_waiver_without_a_name(zhang: Patient) -> None:
    row = ct_slot(zhang)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImagingSlot.objects.filter(kind="CT").exclude(pk=row.pk).update(due_on=CT_DUE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImagingSlot.objects.filter(pk=row.pk).update(waived_at=at(LATE), waiver_reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        ImagingSlot.objects.filter(pk=row.pk).update(is_fulfilled=True)


@pytest.mark.parametrize("number", [1, 3, 60])
def test_the_number_of_statements_does_not_grow_with_the_patients(people: Cast, number: int) -> None:
    for index in range(number):
        confirm_bone_metastasis(patient(people.oncology_1, number=f"ZY{index}"), people.doctor_wang)
    with CaptureQueriesContext(connection) as queries:
        patients_reassess_due(now=at(TODAY))
    assert ImagingSlot.objects.count() == 8 * number
    touching = [one["sql"] for one in queries if '"imaging_imagingslot"' in one["sql"]]
    batches = -(-number // 50)
    assert len([sql for sql in touching if "FOR UPDATE" in sql]) == batches
    assert len([sql for sql in touching if sql.startswith("INSERT")]) == batches


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_each_slot_once(transactional_db: None, people: Cast, zhang: Patient) -> None:
    barrier = Barrier(2)

    def sweep() -> None:
        barrier.wait()
        patients_reassess_due(now=at(TODAY))
        connections.close_all()

    workers = [Thread(target=sweep) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert ImagingSlot.objects.filter(patient=zhang).count() == 8
