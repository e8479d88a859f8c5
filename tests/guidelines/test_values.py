"""Conventions of section 0.5: months, rounding, age."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.values import add_months, age_years, floor_1
from tests.guidelines.shorthand import day


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        ("2024-11-30", 3, "2025-02-28"),
        ("2024-11-30", 6, "2025-05-30"),
        ("2024-11-30", 9, "2025-08-30"),
        ("2024-11-30", 12, "2025-11-30"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2024-12-31", 2, "2025-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-01-15", 0, "2025-01-15"),
    ],
)
def test_months_are_calendar_months_clipped_to_the_end(anchor: str, months: int, expected: str) -> None:
    assert add_months(day(anchor), months) == day(expected)


def test_months_beyond_the_calendar_stop_at_its_ends() -> None:
    assert add_months(date.max, 1) == date.max
    assert add_months(date.min, -1) == date.min


@given(st.dates(), st.integers(-200, 200))
def test_adding_months_lands_in_the_month_asked_for_on_the_same_day_or_its_last(
    anchor: date, months: int
) -> None:
    result = add_months(anchor, months)
    asked = anchor.year * 12 + anchor.month + months
    if result in (date.min, date.max):
        return
    assert result.year * 12 + result.month == asked
    clipped = result.day < anchor.day
    assert result.day == anchor.day or (clipped and (result + timedelta(1)).day == 1)


@given(st.dates(), st.integers(0, 100), st.integers(0, 100))
def test_more_months_are_never_earlier(anchor: date, fewer: int, extra: int) -> None:
    assert add_months(anchor, fewer) <= add_months(anchor, fewer + extra)


@pytest.mark.parametrize(
    ("value", "floored"), [("60.04", "60.0"), ("29.96", "29.9"), ("49.583", "49.5"), ("60", "60.0")]
)
def test_numbers_are_floored_never_rounded_up(value: str, floored: str) -> None:
    assert floor_1(Decimal(value)) == Decimal(floored)


@given(st.decimals(0, 1000, places=4))
def test_flooring_loses_less_than_a_tenth_and_never_gains(value: Decimal) -> None:
    assert 0 <= value - floor_1(value) < Decimal("0.1")


@pytest.mark.parametrize(
    ("birth", "on", "age"),
    [
        ("1960-03-02", "2025-03-01", 64),
        ("1960-03-01", "2025-03-01", 65),
        ("1960-02-29", "2025-02-28", 64),
        ("1960-02-29", "2025-03-01", 65),
        ("1960-12-31", "2026-01-01", 65),
    ],
)
def test_age_counts_completed_years(birth: str, on: str, age: int) -> None:
    assert age_years(day(birth), day(on)) == age
