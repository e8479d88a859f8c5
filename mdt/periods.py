"""The weeks, months and quarters a board is looked at by."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guidelines.values import add_months

ONE_DAY = timedelta(days=1)


class Span(TextChoices):
    """How long a period is."""

    WEEK = "week", _("Week")
    MONTH = "month", pgettext_lazy("period", "Month")
    QUARTER = "quarter", _("Quarter")


MONTHS = {Span.MONTH: 1, Span.QUARTER: 3}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first_on` to `last_on`, both included."""

    span: Span
    first_on: date
    last_on: date

    @classmethod
    def around(cls, span: Span, day: date) -> "Period":
        """The calendar week (from Monday), month or quarter that holds a day."""
        if span is Span.WEEK:
            first = day - timedelta(days=day.weekday())
            return cls(span, first, first + timedelta(days=6))
        months = MONTHS[span]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        return cls(span, first, add_months(first, months) - ONE_DAY)

    @property
    def day_before(self) -> date:
        """A day of the period before."""
        return self.first_on - ONE_DAY

    @property
    def day_after(self) -> date:
        """A day of the next period."""
        return self.last_on + ONE_DAY

    def moments(self) -> tuple[datetime, datetime]:
        """Midnight at its beginning, and midnight after it, by the clock of the hospital."""
        return _midnight(self.first_on), _midnight(self.day_after)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
