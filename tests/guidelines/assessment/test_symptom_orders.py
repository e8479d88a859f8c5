"""Follow-up that only follows symptoms (IMG-14), from the order until the schedule is up to date again."""

from datetime import timedelta

from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import OrderBasis
from guidelines.record.imaging import ScanOrder
from tests.guidelines.assessment.cast import D0, Row, codes, d, patient, raised, scan, seen

PAIN, PLAN = frozenset({OrderBasis.SYMPTOM}), frozenset({OrderBasis.SCHEDULE, OrderBasis.SYMPTOM})
CODE = "IMAGING_SYMPTOM"


def order(offset: int, basis: frozenset[OrderBasis] = PAIN, kind: SlotKind = SlotKind.CT) -> ScanOrder:
    return ScanOrder(on=d(offset), kind=kind, basis=basis)


def test_an_order_for_a_symptom_alone_is_named_while_the_schedule_lags() -> None:
    old, lately = scan(Modality.CT, 0, read_on=0), scan(Modality.CT, 100, read_on=100)
    rows: list[Row] = [
        (patient(studies=(old,), scan_orders=(order(150),)), 150, True),
        (patient(studies=(old, lately), scan_orders=(order(150),)), 150, False),
        (patient(studies=(old,), scan_orders=(order(150, PLAN),)), 150, False),
        (patient(studies=(old,), scan_orders=(order(150),)), 149, False),
        (patient(studies=(old,), scan_orders=(order(140), order(150, PLAN))), 150, False),
        (patient(studies=(old,)), 150, False),
    ]
    raised(CODE, rows)


def test_an_examination_for_a_symptom_counts_like_its_order_and_a_ct_ends_it_itself() -> None:
    old = scan(Modality.CT, 0, read_on=0)
    mri, ct = (scan(kind, 150, basis=PAIN) for kind in (Modality.MRI, Modality.CT))
    rows: list[Row] = [
        (patient(studies=(old, mri)), 150, True),
        (patient(studies=(old, ct)), 150, False),
        (patient(studies=(old, ct)), 290, True),
        (patient(studies=(old, ct, scan(Modality.BS, 200))), 290, True),
    ]
    raised(CODE, rows)


def test_what_is_up_to_date_today_says_when_it_will_not_be_any_more() -> None:
    done = scan(Modality.CT, 100, read_on=100)
    record = patient(studies=(done,), scan_orders=(order(101),))
    lapses = next(day for day in range(101, 300) if CODE in codes(record, day))
    changes = {seen(record, day).next_change_on for day in range(101, lapses)}
    assert D0 + timedelta(days=lapses) in changes
