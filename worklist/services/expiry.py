"""Reminders that no longer make sense: past their last day, or about something that is settled."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.enums import Role
from worklist.enums import ReminderState, TaskKind, TaskState
from worklist.models import Reminder, Task

WAITING = (ReminderState.PENDING, ReminderState.CLAIMED)
OVER = (ReminderState.SENT, ReminderState.FAILED, ReminderState.MISSED)
CHUNK = 500


def reminders_expire(now: datetime) -> int:
    """Turn waiting rows past their last day into MISSED, with one CALL task per subject for the nurses."""
    today, missed = timezone.localdate(now), 0
    while turned := _miss(_overripe(today, now), now, today):
        missed += turned
    return missed


def reminders_cancel(subject_ids: Collection[UUID]) -> int:
    """Nobody needs these any more (given, held, stopped, moved): waiting rows are cancelled; their number.

    Notices leave the bell, failed and missed rows the call list, and the CALL tasks about the subjects are
    closed. Call it in the transaction of the change.
    """
    rows = Reminder.objects.filter(subject_id__in=subject_ids)
    rows.filter(state__in=OVER, read_at=None).update(read_at=Now())
    calls = Task.objects.filter(subject_id__in=subject_ids, kind=TaskKind.CALL, state=TaskState.OPEN)
    calls.update(state=TaskState.CANCELLED, closed_at=Now())
    return rows.filter(state__in=WAITING).update(state=ReminderState.CANCELLED, error="settled")


def _overripe(today: date, now: datetime) -> list[UUID]:
    rows = Reminder.objects.filter(state=ReminderState.PENDING, not_before__lte=now, last_day__lt=today)
    return list(rows.order_by("not_before").values_list("id", flat=True)[:CHUNK])


@transaction.atomic
def _miss(ids: list[UUID], now: datetime, today: date) -> int:
    rows = Reminder.objects.filter(id__in=ids, state=ReminderState.PENDING)
    locked = list(rows.select_for_update(skip_locked=True))
    missed = Reminder.objects.filter(id__in=[row.id for row in locked])
    missed.update(state=ReminderState.MISSED, claimed_at=now)
    Task.objects.bulk_create([_call(row, today) for row in locked], ignore_conflicts=True)
    return len(locked)


def _call(row: Reminder, today: date) -> Task:
    return Task(
        key=f"call:{row.subject_id}:{row.due_on}",
        kind=TaskKind.CALL,
        patient_id=row.patient_id,
        department_id=row.department_id,
        subject_id=row.subject_id,
        rule_id="REM-01",
        role=Role.NURSE,
        due_on=today,
    )
