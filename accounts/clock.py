"""The hospital's clock. Only views, tasks and commands read it; everything below gets `today=` or `now=`."""

from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

APART = timedelta(seconds=60)


class ClockDisagrees(Exception):
    """This machine and the database differ by more than a minute: one of them would send on the wrong day."""


def now() -> datetime:
    """This moment, aware."""
    return timezone.now()


def today() -> date:
    """The calendar date in the hospital (Asia/Shanghai)."""
    return timezone.localdate()


def apart(moment: datetime) -> timedelta:
    """How far `moment`, this machine's now, is from the database's; never less than zero."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        told = cursor.fetchone()
    return abs(moment - told[0]) if told else timedelta.max


def agree() -> None:
    """Raises ClockDisagrees unless this machine's clock is the database's."""
    if apart(now()) > APART:
        raise ClockDisagrees
