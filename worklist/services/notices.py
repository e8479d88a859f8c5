"""What people do with reminders: open, read, send again."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.errors import Conflict
from accounts.models import User
from worklist.enums import Channel, ReminderState
from worklist.models import Reminder


def reminder_read(*, by: User, reminder: Reminder, now: datetime) -> None:
    """The user opened it: the notice is read, also when it was the e-mail that was opened."""
    twins = Reminder.objects.filter(
        subject_id=reminder.subject_id,
        kind=reminder.kind,
        due_on=reminder.due_on,
        audience=reminder.audience,
        channel=Channel.INBOX,
        state=ReminderState.SENT,
        read_at=None,
    )
    twins.update(read_at=now, read_by=by)


def inbox_read_all(*, by: User, notices: QuerySet[Reminder], now: datetime) -> int:
    """All these notices are read; how many were not."""
    unread = notices.filter(read_at=None).order_by()
    return unread.update(read_at=now, read_by=by)


def reminder_retry(*, by: User, reminder: Reminder, now: datetime) -> None:
    """Send a failed message once more, with fresh attempts.

    Raises Conflict when it is not FAILED any more or when its last day has passed: then only a call helps.
    """
    failed = Reminder.objects.filter(
        id=reminder.id, state=ReminderState.FAILED, last_day__gte=timezone.localdate(now)
    )
    again = failed.update(
        state=ReminderState.PENDING, attempts=0, not_before=now, claimed_at=None, error=f"retried by {by.id}"
    )
    if not again:
        raise Conflict
