"""The hospital's clock. Only views, tasks and commands read it; everything below gets `today=` or `now=`."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware."""
    return timezone.now()


def today() -> date:
    """The calendar date in the hospital (Asia/Shanghai)."""
    return timezone.localdate()
