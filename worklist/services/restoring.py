"""After a restore nobody knows what went out since the backup: it is listed for people, not sent again."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from worklist.channels.protocol import channels
from worklist.enums import ReminderState
from worklist.models import Reminder
from worklist.services.planning import reminders_plan

REASON = "restored from a backup: may have gone out already"
WAITING = (ReminderState.PENDING, ReminderState.CLAIMED)


@transaction.atomic
def reminders_stop(now: datetime) -> int:
    """Write what should exist by `now`, then fail what would leave the house; how many.

    Failed messages to families are on the call list, those to staff in the outbox, to be sent again there.
    Notices of the inbox show themselves in this very database: there are none elsewhere, so they go on.
    """
    reminders_plan(now)
    outside = [channel.code for channel in channels() if not channel.is_in_house]
    return waiting_fail(Reminder.objects.filter(channel__in=outside), now)


def waiting_fail(rows: QuerySet, now: datetime) -> int:  # type: ignore[type-arg]  # any outbox
    """Fail the rows of an outbox whose time has come; those of later days leave as planned."""
    due = rows.filter(state__in=WAITING, not_before__lte=now)
    return due.update(state=ReminderState.FAILED, claimed_at=now, error=REASON)
