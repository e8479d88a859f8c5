"""Quiet hours: no message wakes anybody. Hours of the hospital: REMINDER_HOUR to QUIET_FROM_HOUR."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def send_from(now: datetime) -> datetime:
    """The first moment from `now` on at which a message may go out: now, or the next REMINDER_HOUR."""
    local = timezone.localtime(now)
    if is_open(now):
        return now
    is_morning = local.hour < settings.REMINDER_HOUR
    return opening(local.date() if is_morning else local.date() + timedelta(days=1))


def is_open(now: datetime) -> bool:
    """True between REMINDER_HOUR and QUIET_FROM_HOUR."""
    return bool(settings.REMINDER_HOUR <= timezone.localtime(now).hour < settings.QUIET_FROM_HOUR)


def opening(day: date) -> datetime:
    """REMINDER_HOUR of a day in the hospital."""
    return timezone.make_aware(datetime.combine(day, time(settings.REMINDER_HOUR)))
