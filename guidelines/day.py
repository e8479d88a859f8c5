"""The day of an assessment, which remembers what it was asked.

A rule never compares dates itself: it asks the day. Whenever the answer will be another one on a later day,
that day is remembered. So after an assessment `next_change_on` is right by construction: no rule can forget
to say when it would answer differently.
"""

from datetime import date

from guidelines.bone.intervals import add_days
from guidelines.values import age_years


class Day:
    """Today, and the earliest later day on which an answer given here would change."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.next_change_on: date | None = None

    def reached(self, day: date) -> bool:
        """Return whether `day` is today or gone."""
        if day <= self.today:
            return True
        if self.next_change_on is None or day < self.next_change_on:
            self.next_change_on = day
        return False

    def past(self, day: date) -> bool:
        """Return whether `day` is gone; on the day itself it is not. The last day of Python never goes."""
        return day < date.max and self.reached(add_days(day, 1))

    def within(self, day: date, days: int) -> bool:
        """Return whether `day` is at most `days` ago: a result 14 days old is within 14, on day 15 it is not.

        A later day is within too.
        """
        return not self.past(add_days(day, days))

    def older_than(self, born_on: date, years: int) -> bool:
        """Return whether somebody has completed more than `years` years of age."""
        return self.age(born_on) > years

    def age(self, born_on: date) -> int:
        """Return the completed years of age today, 0 before birth; the next birthday is remembered."""
        years = max(age_years(born_on, self.today), 0)
        self.reached(_birthday(born_on, years + 1))
        return years

    def turns(self, *days: date) -> None:
        """Remember days on which the answer of a rule changes that was handed today as a plain date."""
        for day in days:
            self.reached(day)


def _birthday(born_on: date, years: int) -> date:
    """Return the day somebody completes `years` years; born on 29 February this is 1 March."""
    year = born_on.year + years
    if year > date.max.year:
        return date.max
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
