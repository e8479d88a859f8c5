"""Who is sending what: claims, their lease, and what becomes of a claimed row."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from worklist.enums import ReminderState
from worklist.models import Reminder

LEASE = timedelta(
    minutes=10
)  # longer than worklist.tasks.SENDING_SECONDS: an expired claim has no sender left
MAX_ATTEMPTS = 5
POSTPONED = timedelta(minutes=5)
BACKOFF_MINUTES = (1, 5, 15, 60)

# The CTE is read once; as a plain subquery the planner may run it again and claim more than the limit.
CLAIM = """
WITH due AS MATERIALIZED (
    SELECT id FROM worklist_reminder
    WHERE state = 'PENDING' AND not_before <= %(now)s AND channel = %(channel)s
    ORDER BY not_before, id
    LIMIT %(limit)s
    FOR UPDATE SKIP LOCKED
)
UPDATE worklist_reminder SET state = 'CLAIMED', claimed_at = %(now)s
FROM due WHERE worklist_reminder.id = due.id
RETURNING worklist_reminder.id
"""


def claim(*, channel: str, now: datetime, limit: int) -> list[Reminder]:
    """Up to `limit` rows, ours until `now` + LEASE, oldest first; rows another worker holds are skipped."""
    rows = Reminder.objects.raw(CLAIM, {"now": now, "channel": channel, "limit": limit})
    ids = [row.id for row in rows]
    related = Reminder.objects.select_related("patient", "department", "user", "contact")
    return list(related.filter(id__in=ids).order_by("not_before", "id"))


def begin(reminder: Reminder) -> bool:
    """Count the attempt just before sending; False when the claim was cancelled or returned in the meantime.

    Counting first means that a row which kills its worker is tried five times, not for ever.
    """
    mine = Reminder.objects.filter(
        id=reminder.id, state=ReminderState.CLAIMED, claimed_at=reminder.claimed_at
    )
    return mine.update(attempts=F("attempts") + 1) == 1


def uncount(reminder: Reminder) -> None:
    """Take the attempt back: the gateway was away, the message is not to blame."""
    Reminder.objects.filter(id=reminder.id, attempts__gt=0).update(attempts=F("attempts") - 1)


def mark_shown(*, ids: Collection[UUID], now: datetime) -> int:
    """These notices are in the inbox from now on."""
    return _claimed(ids).update(state=ReminderState.SENT, sent_at=now, error="")


def mark_sent(*, reminder: Reminder, receipt: str, now: datetime) -> None:
    """The message went out. Also a row that was cancelled during sending says so: it is the truth."""
    row = Reminder.objects.filter(id=reminder.id)
    row.update(state=ReminderState.SENT, sent_at=now, receipt=receipt[:200], error="")


def mark_failed(*, reminder: Reminder, error: str) -> None:
    """No further attempt: the row is for a person now."""
    _claimed([reminder.id]).update(state=ReminderState.FAILED, error=error[:200])


def mark_later(*, reminder: Reminder, error: str, now: datetime) -> ReminderState:
    """Back to waiting with a growing pause, or FAILED after five attempts; the new state."""
    attempt = reminder.attempts + 1
    if attempt >= MAX_ATTEMPTS:
        mark_failed(reminder=reminder, error=error)
        return ReminderState.FAILED
    pause = timedelta(minutes=BACKOFF_MINUTES[attempt - 1])
    _claimed([reminder.id]).update(state=ReminderState.PENDING, not_before=now + pause, error=error[:200])
    return ReminderState.PENDING


def mark_cancelled(*, ids: Collection[UUID], reason: str) -> int:
    """Nobody wants these messages any more."""
    return _claimed(ids).update(state=ReminderState.CANCELLED, error=reason[:200])


def give_back(*, ids: Collection[UUID]) -> int:
    """Claims returned unsent, as if never made."""
    return _claimed(ids).update(state=ReminderState.PENDING)


def postpone(*, ids: Collection[UUID], now: datetime) -> int:
    """Nobody could say whether these are still wanted: neither sent nor lost, asked again a little later."""
    return _claimed(ids).update(state=ReminderState.PENDING, not_before=now + POSTPONED, error="not judged")


def stale_claims_release(now: datetime) -> int:
    """Return claims whose worker died: waiting again, or FAILED when the row has used its attempts."""
    stale = Reminder.objects.filter(state=ReminderState.CLAIMED, claimed_at__lt=now - LEASE)
    worn = stale.filter(attempts__gte=MAX_ATTEMPTS).update(state=ReminderState.FAILED, error="worker lost")
    return worn + stale.update(state=ReminderState.PENDING, error="worker lost")


def _claimed(ids: Collection[UUID]) -> QuerySet[Reminder]:
    return Reminder.objects.filter(id__in=ids, state=ReminderState.CLAIMED)
