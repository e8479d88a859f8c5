"""Dates and numbers as the rule catalogue counts them (conventions, section 0.5)."""

import calendar
from datetime import date
from decimal import ROUND_FLOOR, Decimal

ONE_DECIMAL = Decimal("0.1")


def add_months(day: date, months: int) -> date:
    """Return `day` plus calendar months, clipped to the end of a shorter month.

    2024-11-30 + 3 months is 2025-02-28. Always add from the anchor, never from the slot before,
    or the clipped day would drift. Days beyond the calendar of Python become its first or last day.
    """
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    last_day = calendar.monthrange(year, month_index + 1)[1]
    return date(year, month_index + 1, min(day.day, last_day))


def floor_1(value: Decimal) -> Decimal:
    """Return `value` floored to one decimal: 49.99 becomes 49.9, so that no bin is reached by rounding up."""
    return value.quantize(ONE_DECIMAL, rounding=ROUND_FLOOR)


def age_years(birth: date, on: date) -> int:
    """Return completed years on the day `on`; somebody born on 29 February turns a year older on 1 March."""
    birthday_to_come = (on.month, on.day) < (birth.month, birth.day)
    return on.year - birth.year - birthday_to_come
