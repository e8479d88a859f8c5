"""A month of injections with the public holidays of China; a day leads to its list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.templatetags.words import say
from bonetherapy.forms.filters import MonthForm
from bonetherapy.selectors import calendar
from bonetherapy.selectors.calendar import CalendarDay
from guidelines.holidays import DayType


@requires(Permission.WORKLIST_VIEW)
def month(request: SignedInRequest) -> HttpResponse:
    """How many injections are planned on each day of a month."""
    today = clock.today()
    first_on = MonthForm(request.GET).first_on(today)
    weeks = calendar.month(user=request.user, first_on=first_on, today=today)
    page = {
        "weeks": [[_cell(day) for day in week] for week in weeks],
        "month_name": month_name(first_on),
        "previous": calendar.next_month(first_on, -1),
        "next": calendar.next_month(first_on),
        "calendar_unknown": any(day.kind.type is DayType.UNKNOWN for week in weeks for day in week),
    }
    return render(request, "bonetherapy/calendar.html", page)


def month_name(first_on: date) -> str:
    """`2026 年 11 月`."""
    return pgettext("month", "%(year)d-%(month)02d") % {"year": first_on.year, "month": first_on.month}


@dataclass(frozen=True, slots=True)
class Item:
    """A line in a day: how many doses of one kind; a narrow screen shows the number alone."""

    state: str
    amount: int
    label: str
    url: str


def _cell(day: CalendarDay) -> dict[str, Any]:
    url = f"{reverse('bonetherapy:day')}?on={day.date:%Y-%m-%d}"
    return {
        "date": day.date,
        "in_month": day.in_month,
        "is_today": day.is_today,
        "holiday": say(day.kind.label) if day.kind.type is DayType.HOLIDAY else "",
        "is_workday": day.kind.type is DayType.MAKEUP_WORKDAY,
        "url": url,
        "items": [Item(state, amount, label, url) for state, amount, label in _items(day)],
        "more": 0,
    }


def _items(day: CalendarDay) -> list[tuple[str, int, str]]:
    lines = [
        ("overdue", day.overdue, ngettext("%(n)d overdue", "%(n)d overdue", day.overdue)),
        ("due_soon", day.planned, ngettext("%(n)d injection", "%(n)d injections", day.planned)),
        ("planned", day.projected, gettext("%(n)d later")),
    ]
    return [(state, number, words % {"n": number}) for state, number, words in lines if number]
