"""Where a day stands, which months are named, how far a range reaches."""

from datetime import date, timedelta

import pytest

from design.chart.scale import AHEAD_DAYS, FARTHEST_AHEAD_DAYS, Scale, Window, months_before, ticks, window

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 20), 14, date(2025, 9, 20)),
        (date(2026, 1, 15), 3, date(2025, 10, 15)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
    ],
)
def test_months_back_end_on_a_day_that_exists(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_every_range_shows_the_next_dose() -> None:
    assert window(TODAY, 3, None).last == TODAY + timedelta(days=AHEAD_DAYS)


def test_what_is_planned_soon_is_reached_and_what_is_far_stretches_nothing() -> None:
    soon, far = TODAY + timedelta(days=FARTHEST_AHEAD_DAYS), TODAY + timedelta(days=200)
    assert window(TODAY, 3, None, [soon, far]).holds(soon)
    assert window(TODAY, 3, None, [far]) == window(TODAY, 3, None)


def test_all_begins_before_the_first_record_and_shows_half_a_year_at_least() -> None:
    assert window(TODAY, None, date(2020, 1, 8)).first == date(2020, 1, 1)
    assert window(TODAY, None, TODAY).first < TODAY - timedelta(days=180)


def test_a_day_outside_stands_at_the_edge() -> None:
    scale = Scale(Window(date(2026, 1, 1), date(2026, 12, 31), TODAY), 100, 500)
    assert scale.x(date(2025, 1, 1)) == 100
    assert scale.x(date(2027, 6, 1)) == 500


def test_every_month_has_a_line_and_the_first_and_each_january_say_the_year() -> None:
    found = ticks(Scale(window(TODAY, 14, None), 0, 1100))
    named = [tick.month for tick in found if tick.names_year]
    assert named == [date(2025, 10, 1), date(2026, 1, 1), date(2027, 1, 1)]
    assert all(tick.is_named for tick in found)


def test_on_little_room_fewer_months_are_named() -> None:
    found = ticks(Scale(window(TODAY, 14, None), 0, 350))
    assert len([tick for tick in found if tick.is_named]) < len(found)
