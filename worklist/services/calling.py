"""Attempts to reach people, and what an attempt settles."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from patients.models import Patient
from patients.services.writing import locked
from worklist.enums import CallOutcome, ReminderState, TaskKind
from worklist.models import ContactLog, Reminder
from worklist.services.todo import tasks_close_by_fact
from worklist.services.wording import too_far
from worklist.specs import CallSpec

SETTLING = frozenset({CallOutcome.REACHED, CallOutcome.IN_PERSON})
DOUBLE_SUBMIT = timedelta(minutes=1)


@transaction.atomic
def contact_attempt_log(*, by: User, patient: Patient, spec: CallSpec, now: datetime) -> ContactLog:
    """Write down an attempt; the same one within a minute is the same row.

    Reaching somebody takes the patient's failed messages off the call list and closes CALL tasks.
    Raises ValidationError for a contact of another patient, a date in the past or too far ahead, or a note
    that is too long.
    """
    _check(patient, spec, now)
    locked(patient.id)  # a double submit waits here and finds the first
    again = _same(by, patient, spec).filter(at__gt=now - DOUBLE_SUBMIT).first()
    if again is not None:
        return again
    row = ContactLog.objects.create(
        patient=patient,
        contact=spec.contact,
        subject_id=spec.subject_id,
        outcome=spec.outcome,
        note=spec.note.strip(),
        next_try_on=spec.next_try_on,
        at=now,
        by=by,
    )
    if spec.outcome in SETTLING:
        _settle(by, patient, row, now)
    return row


def _settle(by: User, patient: Patient, row: ContactLog, now: datetime) -> None:
    trouble = Reminder.objects.filter(
        patient=patient, state__in=[ReminderState.FAILED, ReminderState.MISSED], read_at=None
    )
    trouble.update(read_at=now, read_by=by)
    evidence = f"{row.outcome} {timezone.localtime(now):%Y-%m-%d %H:%M}"
    tasks_close_by_fact(patient=patient, kinds=[TaskKind.CALL], evidence=evidence, now=now, by=by)


def _check(patient: Patient, spec: CallSpec, now: datetime) -> None:
    problems: dict[str, str] = {}
    today = timezone.localdate(now)
    if spec.contact is not None and spec.contact.patient_id != patient.id:
        problems["contact"] = _("This contact belongs to somebody else. Choose one of the list.")
    if spec.next_try_on is not None and spec.next_try_on < today:
        problems["next_try_on"] = _("This date has passed. Choose today or later.")
    elif spec.next_try_on is not None and (problem := too_far(spec.next_try_on, today)):
        problems["next_try_on"] = problem
    if len(spec.note.strip()) > 300:
        problems["note"] = _("Too long: at most 300 characters.")
    if problems:
        raise ValidationError(problems)


def _same(by: User, patient: Patient, spec: CallSpec) -> QuerySet[ContactLog]:
    return ContactLog.objects.filter(
        by=by,
        patient=patient,
        subject_id=spec.subject_id,
        contact=spec.contact,
        outcome=spec.outcome,
        note=spec.note.strip(),
    )
