"""The outbox of boards after a restore: see worklist.services.restoring."""

from datetime import datetime

from mdt.models import MeetingMail
from mdt.services.mails import meeting_reminders_write
from worklist.services.restoring import waiting_fail


def mails_stop(now: datetime) -> int:
    """Write the reminders that should exist by `now`, then fail what may have gone out already; how many."""
    meeting_reminders_write(now)
    return waiting_fail(MeetingMail.objects.all(), now)
