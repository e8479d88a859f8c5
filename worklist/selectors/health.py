"""Whether messages get through: for the nurse one sentence, for operators every channel."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from worklist import quiet
from worklist.enums import Channel, ReminderState
from worklist.models import Reminder
from worklist.selectors.outbox import reminders_of_hospital

TOO_OLD = timedelta(minutes=30)
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Health:
    """The e-mails of one day in one department. `last_at` None: nothing was sent today."""

    delivered: int
    failed: int
    is_stuck: bool
    last_at: datetime | None

    @property
    def sent(self) -> int:
        """How many were tried."""
        return self.delivered + self.failed

    @property
    def is_good(self) -> bool:
        """True when nothing failed and nothing waits too long."""
        return not self.failed and not self.is_stuck


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """One channel of a hospital. `oldest` None: nothing waits; `last_success` None: nothing in 30 days."""

    channel: Channel
    last_success: datetime | None
    oldest: datetime | None
    waiting: int
    failed: int
    is_stuck: bool


def health(*, user: User, now: datetime) -> Health:
    """How today's e-mail of the user's department went: 今日已发送 9 条，送达 7 条，失败 2 条."""
    if user.department_id is None:
        return Health(0, 0, is_stuck=False, last_at=None)
    mails = Reminder.objects.filter(department_id=user.department_id, channel=Channel.EMAIL)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    sent = mails.filter(sent_at__gte=midnight, state=ReminderState.SENT)
    good = sent.aggregate(number=Count("id"), last=Max("sent_at"))
    failed = mails.filter(
        state__in=[ReminderState.FAILED, ReminderState.MISSED], claimed_at__gte=midnight
    ).count()
    return Health(good["number"], failed, _oldest_is_stuck(mails, now), good["last"])


def channel_health(*, user: User, now: datetime) -> list[ChannelHealth]:
    """Every channel of the user's hospital; no figure counts what was sent in earlier years."""
    return [
        _channel(channel, reminders_of_hospital(user).filter(channel=channel), now) for channel in Channel
    ]


def _channel(channel: Channel, rows: QuerySet[Reminder], now: datetime) -> ChannelHealth:
    sent = rows.filter(state=ReminderState.SENT, sent_at__gte=now - RECENT)
    waiting = rows.filter(_due(now)).aggregate(oldest=Min("not_before"), number=Count("id"))
    return ChannelHealth(
        channel=channel,
        last_success=sent.aggregate(last=Max("sent_at"))["last"],
        oldest=waiting["oldest"],
        waiting=waiting["number"],
        failed=rows.filter(state=ReminderState.FAILED).count(),
        is_stuck=is_stuck(waiting["oldest"], now),
    )


def _oldest_is_stuck(rows: QuerySet[Reminder], now: datetime) -> bool:
    return is_stuck(rows.filter(_due(now)).aggregate(oldest=Min("not_before"))["oldest"], now)


def _due(now: datetime) -> Q:
    return Q(state__in=[ReminderState.PENDING, ReminderState.CLAIMED], not_before__lte=now)


def is_stuck(oldest: datetime | None, now: datetime) -> bool:
    """True when something is waiting for half an hour although the day's sending began half an hour ago."""
    if oldest is None or not quiet.is_open(now):
        return False
    opened = quiet.opening(timezone.localdate(now))
    return now - max(oldest, opened) > TOO_OLD
