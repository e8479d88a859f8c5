"""What was done about follow-up scans in the demo hospital: ordered, booked, refused, given up, done.

Published cases keep their studies; only invented patients get a scan that is invented too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.modalities import Modality
from guidelines.imaging.orders import OrderBasis, RefusalReason
from imaging.enums import WindowAnswer
from imaging.models import ImagingSlot, ImagingStudy
from imaging.selectors.slots import slots_due
from imaging.services import STUDY, slot_book, slot_order, slot_refuse, slot_waive
from imaging.services.statements import statement_record
from imaging.specs import BoneWindowSpec, BookingSpec, StatementSpec, StudySpec
from patients.models import Patient
from patients.services.recording import record_add
from worklist.enums import CallOutcome
from worklist.services import contact_attempt_log
from worklist.specs import CallSpec

BOOKED_IN, ORDERED_AGO, DONE_AGO = timedelta(days=4), timedelta(days=2), timedelta(days=5)
PLACE, HOUR = "影像科 2 号机", time(8, 30)
REASON = "患者拒绝核素检查，已说明（演示）"
NO_WINDOW = "外院仅提供纵隔窗胶片（演示）"
CT, BS = SlotKind.CT, SlotKind.BS


@dataclass(frozen=True, slots=True)
class Hands:
    """Who acts for one patient, and when."""

    patient: Patient
    doctor: User
    coordinator: User
    now: datetime


def _book(hands: Hands, slot: ImagingSlot) -> None:
    at = datetime.combine(timezone.localdate(hands.now) + BOOKED_IN, HOUR)
    spec = BookingSpec(timezone.make_aware(at), PLACE)
    slot_book(by=hands.coordinator, slot=slot, spec=spec, now=hands.now)


def _order(hands: Hands, slot: ImagingSlot) -> None:
    """For back pain alone, so that the schedule which lags behind is named (IMG-14)."""
    today = timezone.localdate(hands.now)
    basis = (OrderBasis.SYMPTOM,)
    slot_order(by=hands.doctor, slot=slot, on=today - ORDERED_AGO, today=today, basis=basis)


def _refuse(hands: Hands, slot: ImagingSlot) -> None:
    today = timezone.localdate(hands.now)
    slot_refuse(by=hands.coordinator, slot=slot, reason=RefusalReason.RADIATION, today=today)


def _waive(hands: Hands, slot: ImagingSlot) -> None:
    slot_waive(by=hands.doctor, slot=slot, reason=REASON, now=hands.now)


def _call(hands: Hands, slot: ImagingSlot) -> None:
    spec = CallSpec(CallOutcome.NO_ANSWER, note="演示", subject_id=slot.id)
    contact_attempt_log(by=hands.coordinator, patient=hands.patient, spec=spec, now=hands.now)


def _read(hands: Hands, _slot: ImagingSlot) -> None:
    _scan(hands, is_read=True)


def _unread(hands: Hands, _slot: ImagingSlot) -> None:
    _scan(hands, is_read=False)


def _cannot(hands: Hands, _slot: ImagingSlot) -> None:
    spec = StatementSpec(WindowAnswer.NOT_POSSIBLE, NO_WINDOW)
    today = timezone.localdate(hands.now)
    statement_record(by=hands.doctor, study=_scan(hands, is_read=False), spec=spec, today=today)


def _scan(hands: Hands, *, is_read: bool) -> ImagingStudy:
    today = timezone.localdate(hands.now)
    window = BoneWindowSpec(reviewed=True, by=hands.doctor.name, on=today - DONE_AGO) if is_read else None
    spec = StudySpec(
        modality=Modality.CT, done_on=today - DONE_AGO, region="胸部", findings="演示", bone_window=window
    )
    return record_add(kind=STUDY, by=hands.doctor, patient=hands.patient, spec=spec, today=today)


# Hospital number, examination, what was done.
DEEDS: tuple[tuple[str, SlotKind, Callable[[Hands, ImagingSlot], None]], ...] = (
    ("DH20260115", CT, _book),
    ("DH20260115", BS, _waive),
    ("DH20260113", CT, _order),
    ("DH20260112", CT, _call),
    ("DH20260109", BS, _refuse),
    ("DH20260201", CT, _read),
    ("DH20260204", CT, _unread),
    ("DH20260207", CT, _book),
    ("DH20260210", BS, _waive),
    ("DH20260210", CT, _cannot),
)


def scans_write(now: datetime) -> None:
    """Everything above, for slots that ask for something today; one that does not is left alone."""
    for number, kind, act in DEEDS:
        patient = Patient.objects.select_related("responsible_doctor").get(hospital_number=number)
        coordinator = User.objects.get(department_id=patient.department_id, role=Role.COORDINATOR)
        due = slots_due(Patient.objects.filter(pk=patient.pk), timezone.localdate(now))
        slot = due.filter(kind=kind).last()
        if slot is not None and patient.responsible_doctor is not None:
            act(Hands(patient, patient.responsible_doctor, coordinator, now), slot)
