"""Sections 4.1 (BMA-07, 08), 4.3 (extension) and 4.10 (REM-07, REM-09): dates of doses."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.agents import Agent
from guidelines.bone.intervals import (
    BMA_19,
    Extension,
    ExtensionNeed,
    Interval,
    IntervalLabel,
    Months,
    add_days,
    early_dose,
    extension_check,
    interval_label,
    next_due_on,
    plan_dates,
)
from guidelines.values import add_months
from tests.guidelines.shorthand import day, said


@pytest.mark.parametrize(
    ("given_on", "interval", "due"),
    [
        ("2025-01-31", 28, "2025-02-28"),
        ("2024-02-01", 28, "2024-02-29"),
        ("2025-12-20", 28, "2026-01-17"),
        ("2025-03-01", 28, "2025-03-29"),
        ("2025-03-10", 28, "2025-04-07"),
        ("2025-03-01", Months(2), "2025-05-01"),
        ("2024-12-31", Months(2), "2025-02-28"),
    ],
)
def test_the_next_dose_counts_from_the_day_it_was_really_given(
    given_on: str, interval: Interval, due: str
) -> None:
    assert next_due_on(day(given_on), interval) == day(due)


def test_six_doses_of_denosumab_are_planned_four_weeks_apart() -> None:
    planned = plan_dates(day("2026-01-05"), 28, 6)
    expected = ("2026-01-05", "2026-02-02", "2026-03-02", "2026-03-30", "2026-04-27", "2026-05-25")
    assert planned == tuple(day(text) for text in expected)


def test_monthly_plans_do_not_drift_after_february() -> None:
    planned = plan_dates(day("2024-12-31"), Months(1), 4)
    assert planned == (day("2024-12-31"), day("2025-01-31"), day("2025-02-28"), day("2025-03-31"))


HOSPITAL_DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(HOSPITAL_DAYS, st.integers(1, 120), st.integers(0, 24))
def test_planned_dates_rise_by_the_interval(first: date, interval: int, count: int) -> None:
    planned = plan_dates(first, interval, count)
    assert len(planned) == count
    assert all((later - earlier).days == interval for earlier, later in pairwise(planned))


@given(HOSPITAL_DAYS, st.integers(1, 6), st.integers(0, 24))
def test_monthly_dates_rise_and_stay_on_their_anchor(first: date, months: int, count: int) -> None:
    planned = plan_dates(first, Months(months), count)
    assert all(day == add_months(first, n * months) for n, day in enumerate(planned))
    assert all(earlier < later for earlier, later in pairwise(planned))


@given(HOSPITAL_DAYS, st.integers(0, 400))
def test_a_late_dose_re_anchors_the_next_one_and_is_never_compressed(due: date, late: int) -> None:
    given_on = due + timedelta(late)
    assert (next_due_on(given_on, 28) - given_on).days == 28


def test_days_beyond_the_calendar_stop_at_its_ends() -> None:
    assert add_days(date.max, 28) == date.max
    assert add_days(date.min, -3) == date.min


@pytest.mark.parametrize(
    ("days", "label"),
    [
        (26, IntervalLabel.EARLY),
        (27, IntervalLabel.ON_TIME),
        (28, IntervalLabel.ON_TIME),
        (30, IntervalLabel.ON_TIME),
        (31, IntervalLabel.LATE),
    ],
)
def test_an_interval_is_early_on_time_or_late(days: int, label: IntervalLabel) -> None:
    assert interval_label(days) is label


@pytest.mark.parametrize(("days", "label"), [(26, "EARLY"), (28, "ON_TIME"), (58, "ON_TIME"), (59, "LATE")])
def test_an_approved_extension_moves_only_the_late_end(days: int, label: str) -> None:
    assert interval_label(days, approved_days=56) == label


def test_an_early_dose_asks_for_a_reason() -> None:
    assert said(early_dose(day("2025-03-01"), day("2025-03-27"))) == "BMA-19b WARN"
    assert early_dose(day("2025-03-01"), day("2025-03-28")) is None


EXTENSIONS = [
    (Agent.DENOSUMAB, "2025-03-29", False, []),
    (Agent.DENOSUMAB, "2025-03-30", False, ["BMA-17 WARN"]),
    (Agent.DENOSUMAB, "2025-06-01", False, ["BMA-17 WARN"]),
    (Agent.DENOSUMAB, "2025-06-02", False, ["BMA-18 STOP", "BMA-17 WARN"]),
    (Agent.DENOSUMAB, "2025-06-02", True, ["BMA-18 STOP", "BMA-17 WARN"]),
    (Agent.ZOLEDRONATE, "2025-06-02", False, ["BMA-18 STOP", "BMA-17 WARN"]),
    (Agent.ZOLEDRONATE, "2025-06-02", True, ["BMA-17 WARN"]),
    (Agent.OTHER_BP, "2025-12-01", False, []),
]


@pytest.mark.parametrize(("agent", "planned_on", "mdt", "expected"), EXTENSIONS)
def test_a_longer_interval_is_warned_of_and_refused_beyond_three_months(
    agent: Agent, planned_on: str, mdt: bool, expected: list[str]
) -> None:
    wish = Extension(agent=agent, last_on=day("2025-03-01"), planned_on=day(planned_on), mdt_agreed=mdt)
    assert [said(finding) for finding in extension_check(wish)] == expected


def test_the_warning_names_what_is_still_missing() -> None:
    met = frozenset(ExtensionNeed) - {ExtensionNeed.REVIEW}
    wish = Extension(agent=Agent.DENOSUMAB, last_on=day("2025-03-01"), planned_on=day("2025-04-26"), met=met)
    assert "尚缺：MDT 复核日期" in extension_check(wish)[0].message.zh


def test_a_complete_wish_lacks_nothing() -> None:
    wish = Extension(
        agent=Agent.DENOSUMAB,
        last_on=day("2025-03-01"),
        planned_on=day("2025-04-26"),
        met=frozenset(ExtensionNeed),
    )
    assert "尚缺：无" in extension_check(wish)[0].message.zh


def test_the_form_shows_the_evidence_before_the_reason() -> None:
    assert "uNTx/Cr" in BMA_19.finding().message.zh
