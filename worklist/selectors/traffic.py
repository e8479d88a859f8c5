"""Whether messages of the whole house get through, in figures without a name: for whoever runs it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet

from worklist.enums import Channel, ReminderState
from worklist.models import Reminder
from worklist.selectors.health import is_stuck

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Traffic:
    """One way messages leave. `oldest` None: nothing waits; `failed` counts those of the last 24 hours."""

    way: str
    oldest: datetime | None
    waiting: int
    failed: int
    is_stuck: bool


def reminder_traffic(now: datetime) -> Iterable[Traffic]:
    """Every channel of reminders; what somebody has read about is settled and does not count as failed."""
    for channel in Channel:
        rows = Reminder.objects.filter(channel=channel)
        yield traffic_of(channel.value, rows, rows.filter(read_at=None), now)


def traffic_of(way: str, rows: QuerySet, unsettled: QuerySet, now: datetime) -> Traffic:  # type: ignore[type-arg]  # any outbox
    """What waits in an outbox and what failed in it; both tables of messages have the same columns for this.

    Waiting rows are found by their own small index, claimed ones return to it within ten minutes.
    """
    due = rows.filter(state=ReminderState.PENDING, not_before__lte=now)
    waiting = due.order_by().aggregate(oldest=Min("not_before"), number=Count("pk"))
    failed = unsettled.filter(state=ReminderState.FAILED, claimed_at__gte=now - DAY).count()
    return Traffic(way, waiting["oldest"], waiting["number"], failed, is_stuck(waiting["oldest"], now))
