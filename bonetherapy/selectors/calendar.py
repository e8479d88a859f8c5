"""A month of doses: how many are due each day, how many of them late, with the public holidays of China."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from accounts.models import User
from bonetherapy.enums import DoseState
from bonetherapy.models import Dose
from bonetherapy.selectors.scope import doses_within
from guidelines.holidays import DayKind, day_kind

DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: its kind, and how many doses are planned and overdue on it.

    Doses beyond the next one of a course are projections: they are counted apart.
    """

    date: date
    in_month: bool
    is_today: bool
    kind: DayKind
    planned: int = 0
    projected: int = 0
    overdue: int = 0


def month(*, user: User, first_on: date, today: date) -> list[list[CalendarDay]]:
    """The weeks, Monday first, that hold the month beginning on `first_on`; one query."""
    days = _days(first_on)
    numbers = _numbers(user, days[0], days[-1], today)
    cells = [_day(day, first_on, today, numbers.get(day, {})) for day in days]
    return [cells[start : start + DAYS_OF_WEEK] for start in range(0, len(cells), DAYS_OF_WEEK)]


def next_month(first_on: date, step: int = 1) -> date:
    """The first day of the month `step` months on; Python's calendar ends where it ends."""
    index = min(max(first_on.year * 12 + first_on.month - 1 + step, 12), 9999 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def _days(first_on: date) -> list[date]:
    start = first_on - timedelta(days=first_on.weekday())
    last_on = next_month(first_on) - timedelta(days=1)
    length = (last_on - start).days + DAYS_OF_WEEK - last_on.weekday()
    return [start + timedelta(days=number) for number in range(length)]


def _numbers(user: User, first_on: date, last_on: date, today: date) -> Mapping[date, Mapping[str, int]]:
    earlier = Dose.objects.filter(
        course=OuterRef("course"), state=DoseState.PLANNED, number__lt=OuterRef("number")
    )
    late = Q(due_on__lt=today, planned_on__lt=today)
    rows = (
        # An appointment never lies before the due date, so the index by due date holds the range.
        doses_within(user)
        .filter(due_on__lte=last_on, planned_on__range=(first_on, last_on))
        .annotate(is_projection=Exists(earlier))
        .order_by()
        .values("planned_on")
        .annotate(
            overdue=Count("id", filter=late & Q(is_projection=False)),
            planned=Count("id", filter=Q(is_projection=False) & ~late),
            projected=Count("id", filter=Q(is_projection=True)),
        )
    )
    return {row["planned_on"]: row for row in rows}


def _day(day: date, first_on: date, today: date, numbers: Mapping[str, int]) -> CalendarDay:
    return CalendarDay(
        date=day,
        in_month=(day.year, day.month) == (first_on.year, first_on.month),
        is_today=day == today,
        kind=day_kind(day),
        planned=numbers.get("planned", 0),
        projected=numbers.get("projected", 0) if day >= today else 0,
        overdue=numbers.get("overdue", 0),
    )
