"""What people do about a slot: order it, book it, give it up with a reason, ask its doctor.

The slot is held while it is written; the rules' own columns are not touched.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from guidelines.imaging.orders import OrderBasis, RefusalReason
from imaging.models import ImagingSlot
from imaging.services.ordering import order_settle
from imaging.specs import BookingSpec
from patients.services.writing import must, not_in_future, refuse
from patients.specs.overrides import Acknowledgement
from worklist.enums import Audience, Channel, ReminderKind
from worklist.protocols import ReminderRow
from worklist.quiet import send_from
from worklist.services import reminders_cancel, reminders_write
from worklist.services.renewal import reminders_forget_cancelled

LONGEST_REASON = 300
LONGEST_PLACE = 100
ASK_WINDOW = timedelta(days=7)
NOT_REFUSED: dict[str, Any] = {"refusal": "", "refused_on": None, "refused_by": None}


@transaction.atomic
def slot_order(
    *,
    by: User,
    slot: ImagingSlot,
    on: date,
    today: date,
    basis: Iterable[OrderBasis] = (),
    answers: Iterable[Acknowledgement] = (),
) -> ImagingSlot:
    """The slot with the day its examination was ordered and why; a second order replaces both.

    It is meant for its due date, or for the day of the order when that is later. Raises ValidationError for a
    day to come, Conflict when the slot is settled or left the calendar, Refusal for IMG-12 without an answer.
    """
    must(by, Permission.SCAN_ARRANGE)
    refuse({"ordered_on": not_in_future(on, today)})
    row = _open(slot)
    order_settle(by=by, slot=row, planned_on=max(on, row.due_on), today=today, answers=answers)
    return _written(row, ordered_on=on, ordered_by=by, order_basis=[one.value for one in basis])


@transaction.atomic
def slot_book(
    *,
    by: User,
    slot: ImagingSlot,
    spec: BookingSpec,
    now: datetime,
    answers: Iterable[Acknowledgement] = (),
) -> ImagingSlot:
    """The slot with its appointment; a new one replaces the old. Lateness still counts from its due date.
    Who takes an appointment refuses no more.

    Raises ValidationError for a moment that has passed or a place that is too long, Conflict and Refusal as
    above.
    """
    must(by, Permission.SCAN_ARRANGE)
    refuse({"booked_for": _past(spec.at, now), "place": _too_long(spec.place, LONGEST_PLACE)})
    row, planned_on = _open(slot), timezone.localdate(spec.at)
    order_settle(by=by, slot=row, planned_on=planned_on, today=timezone.localdate(now), answers=answers)
    place = spec.place.strip()
    row = _written(row, booked_for=spec.at, booked_place=place, booked_by=by, **NOT_REFUSED)
    _withdraw_notices(row)
    return row


@transaction.atomic
def slot_unbook(*, by: User, slot: ImagingSlot) -> ImagingSlot:
    """The slot without an appointment; without one it stays as it is. Raises Conflict as above."""
    must(by, Permission.SCAN_ARRANGE)
    return _written(_open(slot), booked_for=None, booked_place="", booked_by=None)


@transaction.atomic
def slot_refuse(*, by: User, slot: ImagingSlot, reason: RefusalReason, today: date) -> ImagingSlot:
    """The slot with why the patient refuses it or puts it off (IMG-13). Until it is given up it stays due.

    Raises Conflict as above.
    """
    must(by, Permission.SCAN_ARRANGE)
    return _written(_open(slot), refusal=reason.value, refused_on=today, refused_by=by)


@transaction.atomic
def slot_waive(*, by: User, slot: ImagingSlot, reason: str, now: datetime) -> ImagingSlot:
    """The slot, given up by an oncologist with a reason (IMG-10): no longer overdue, listed as given up.

    Raises ValidationError without a reason; Conflict when it is done, or given up already for another one.
    """
    must(by, Permission.SCAN_WAIVE)
    words = reason.strip()
    missing = None if words else _("Give the reason: without one the examination stays due (IMG-10).")
    refuse({"reason": missing or _too_long(words, LONGEST_REASON)})
    row = _held(slot)
    if row.waived_at is not None and (row.waived_by_id, row.waiver_reason) == (by.id, words):
        return row
    row = _written(_open(row), waived_at=now, waived_by=by, waiver_reason=words)
    _withdraw_notices(row)
    return row


@transaction.atomic
def slot_restore(*, by: User, slot: ImagingSlot) -> ImagingSlot:
    """The slot, due again: an oncologist takes the waiver back. The history keeps both."""
    must(by, Permission.SCAN_WAIVE)
    return _written(_held(slot), waived_at=None, waived_by=None, waiver_reason="")


def slots_ask(*, by: User, slots: Iterable[ImagingSlot], now: datetime) -> int:
    """Ask the responsible doctors about these slots, through the outbox; how many notices are new.

    The same slot is asked about once a day. A slot whose patient has no responsible doctor is left out.
    Each needs its patient loaded.
    """
    must(by, Permission.SCAN_ARRANGE)
    today = timezone.localdate(now)
    return reminders_write(
        _notice(slot, channel, today, now)
        for slot in slots
        if slot.patient.responsible_doctor_id is not None
        for channel in (Channel.INBOX, Channel.EMAIL)
    )


def _withdraw_notices(row: ImagingSlot) -> None:
    """What waits is not sent; its place in the outbox is free, should the slot ask for somebody again."""
    reminders_cancel([row.id])
    reminders_forget_cancelled(subject_ids=[row.id])


def _notice(slot: ImagingSlot, channel: Channel, today: date, now: datetime) -> ReminderRow:
    return ReminderRow(
        kind=ReminderKind.SCAN_ASKED,
        subject_id=slot.id,
        patient_id=slot.patient_id,
        department_id=slot.patient.department_id,
        due_on=today,
        audience=Audience.DOCTOR,
        channel=channel,
        planned_for=today,
        not_before=send_from(now),
        last_day=today + ASK_WINDOW,
        user_id=slot.patient.responsible_doctor_id,
    )


def _held(slot: ImagingSlot) -> ImagingSlot:
    row = ImagingSlot.objects.select_for_update(of=("self",)).get(pk=slot.pk)
    if row.withdrawn_at is not None:
        raise Conflict(_("This scan is no longer in the calendar. Reload the page to see it as it stands."))
    return row


def _open(slot: ImagingSlot) -> ImagingSlot:
    row = _held(slot)
    if row.study_id is not None or row.waived_at is not None:
        raise Conflict(_("This scan is done or waived already."))
    return row


def _written(row: ImagingSlot, **columns: Any) -> ImagingSlot:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    return row


def _past(at: datetime, now: datetime) -> object:
    return _("This moment has passed. Choose a later one.") if at <= now else None


def _too_long(words: str, most: int) -> object:
    text = _("Too long: at most %(most)s characters.")
    return text % {"most": most} if len(words.strip()) > most else None
