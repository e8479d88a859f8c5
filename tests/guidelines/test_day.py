"""The day answers, and knows when it would answer otherwise."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.day import Day
from tests.guidelines.shorthand import day

TODAY = day("2026-03-10")
Question = Callable[[Day], object]


@pytest.mark.parametrize(
    ("question", "answer", "next_change_on"),
    [
        (lambda today: today.reached(day("2026-03-11")), False, "2026-03-11"),
        (lambda today: today.reached(TODAY), True, None),
        (lambda today: today.past(TODAY), False, "2026-03-11"),
        (lambda today: today.past(day("2026-03-09")), True, None),
        (lambda today: today.within(day("2026-02-24"), 14), True, "2026-03-11"),
        (lambda today: today.within(day("2026-02-23"), 14), False, None),
        (lambda today: today.age(day("1960-03-11")), 65, "2026-03-11"),
        (lambda today: today.older_than(day("1960-03-10"), 65), True, "2027-03-10"),
        (lambda today: today.age(day("1960-02-29")), 66, "2027-03-01"),
        (lambda today: today.age(day("2030-01-01")), 0, "2031-01-01"),
    ],
)
def test_the_day_answers_and_remembers_when_it_would_change(
    question: Question, answer: object, next_change_on: str | None
) -> None:
    today = Day(TODAY)
    assert question(today) == answer
    assert today.next_change_on == (None if next_change_on is None else day(next_change_on))


def test_the_nearest_change_counts() -> None:
    today = Day(TODAY)
    today.turns(day("2026-06-01"), day("2026-04-01"), day("2026-05-01"), day("2020-01-01"))
    assert today.next_change_on == day("2026-04-01")


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    today = Day(TODAY)
    assert not today.past(date.max)
    assert today.within(date.max, 14)
    assert today.age(date.max) == 0


DATES = st.dates(min_value=date(1930, 1, 1), max_value=date(2040, 1, 1))


@given(asked=DATES, start=DATES, days=st.integers(0, 400), ahead=st.integers(0, 800))
def test_no_answer_changes_before_the_remembered_day(asked: date, start: date, days: int, ahead: int) -> None:
    def answers(today: Day) -> tuple[object, ...]:
        return today.reached(asked), today.past(asked), today.within(asked, days), today.age(asked)

    now, later = Day(start), Day(start + timedelta(days=ahead))
    before, after = answers(now), answers(later)
    if now.next_change_on is None or later.today < now.next_change_on:
        assert before == after
