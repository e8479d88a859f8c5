"""Filters in an address. What cannot be read filters nothing: a bookmark never becomes an error page."""

from datetime import date, datetime
from typing import Any

from django import forms

from bonetherapy.selectors.day import DayFilters, Show
from guidelines.bone.agents import Agent

MOST_PAGES = 1000


class DayFiltersForm(forms.Form):
    """Ward, doctor, drug, counter, day and page of the day's list."""

    ward = forms.UUIDField(required=False)
    doctor = forms.UUIDField(required=False)
    agent = forms.ChoiceField(required=False, choices=[(agent.value, agent.value) for agent in Agent])
    show = forms.ChoiceField(required=False, choices=[(show.value, show.value) for show in Show if show])
    on = forms.DateField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)

    def filters(self) -> DayFilters:
        """The filters that could be read."""
        self.is_valid()
        data = self.cleaned_data
        return DayFilters(
            ward=data.get("ward"),
            doctor=data.get("doctor"),
            agent=data.get("agent") or "",
            show=Show(data.get("show") or ""),
            on=data.get("on"),
            page=data.get("page") or 1,
        )


class MonthForm(forms.Form):
    """A month as 2026-11."""

    month = forms.CharField(required=False, max_length=7)

    def first_on(self, today: date) -> date:
        """The first day of the month asked for, or of this month."""
        self.is_valid()
        return _month_of(self.cleaned_data.get("month", "")) or today.replace(day=1)


def _month_of(text: Any) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m").replace(day=1).date()  # noqa: DTZ007 - a month has no time zone
    except (TypeError, ValueError):
        return None
