"""Section 4.9: rebound after denosumab."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.agents import Agent
from guidelines.bone.rebound import (
    WatchPhase,
    ctx_dates,
    ctx_finding,
    ctx_tasks,
    plan_needed,
    rebound_suspected,
    rebound_watch,
    stop_form_note,
    watch_finding,
)
from tests.guidelines.shorthand import day, mg, said

DENOSUMAB, ZOLEDRONATE = Agent.DENOSUMAB, Agent.ZOLEDRONATE
LAST = day("2025-03-01")


@pytest.mark.parametrize(
    ("agent", "today", "stopped", "expected"),
    [
        (DENOSUMAB, "2025-04-30", False, None),
        (DENOSUMAB, "2025-05-01", False, "REB-01 TASK"),
        (DENOSUMAB, "2025-03-10", True, "REB-01 TASK"),
        (ZOLEDRONATE, "2025-05-01", True, None),
    ],
)
def test_the_watch_opens_two_months_after_the_last_dose_or_with_the_stop(
    agent: Agent, today: str, stopped: bool, expected: str | None
) -> None:
    assert said(watch_finding(agent, last_on=LAST, today=day(today), stopped=stopped)) == expected


@pytest.mark.parametrize(
    ("today", "phase"),
    [
        ("2025-04-30", WatchPhase.NOT_OPEN),
        ("2025-05-01", WatchPhase.HIGH_ALERT),
        ("2025-07-01", WatchPhase.HIGH_ALERT),
        ("2025-07-02", WatchPhase.FRACTURE_WATCH),
        ("2026-03-01", WatchPhase.FRACTURE_WATCH),
        ("2026-03-02", WatchPhase.ENDED),
    ],
)
def test_the_windows_of_the_watch(today: str, phase: WatchPhase) -> None:
    assert rebound_watch(LAST).phase(day(today)) is phase


def test_ctx_is_taken_on_five_days() -> None:
    expected = ("2025-04-30", "2025-05-30", "2025-06-29", "2025-08-28", "2026-03-01")
    assert ctx_dates(LAST, LAST) == tuple(day(text) for text in expected)
    assert [task.due_on for task in ctx_tasks(LAST, LAST)] == [day(text) for text in expected]


def test_ctx_days_already_past_become_one_today() -> None:
    opened = day("2025-06-10")
    assert ctx_dates(LAST, opened)[:2] == (opened, day("2025-06-29"))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 500))
def test_no_ctx_day_lies_before_the_opening_of_the_watch(last: date, later: int) -> None:
    opened = date.fromordinal(last.toordinal() + later)
    dates = ctx_dates(last, opened)
    assert dates == tuple(sorted(set(dates)))
    assert all(day >= opened for day in dates)


@pytest.mark.parametrize(
    ("ctx", "on_treatment", "upper", "expected"),
    [
        ("0.55", "0.10", "0.60", False),
        ("0.60", "0.10", "0.60", False),
        ("0.61", "0.10", "0.60", True),
        ("0.61", "0.70", "0.60", False),
        ("0.61", None, "0.60", True),
        ("0.61", "0.10", None, None),
    ],
)
def test_rebound_is_suspected_above_both_values(
    ctx: str, on_treatment: str | None, upper: str | None, expected: bool | None
) -> None:
    assert rebound_suspected(Decimal(ctx), on_treatment=mg(on_treatment), upper=mg(upper)) is expected


def test_a_suspected_rebound_is_flagged_with_calcium_first() -> None:
    flag = ctx_finding(Decimal("0.61"), on_treatment=Decimal("0.10"), upper=Decimal("0.60"))
    assert said(flag) == "REB-04 FLAG"
    assert flag is not None
    assert "先查血钙" in flag.message.zh
    assert ctx_finding(Decimal("0.55"), on_treatment=Decimal("0.10"), upper=Decimal("0.60")) is None


@pytest.mark.parametrize(
    ("agent", "expected"),
    [(DENOSUMAB, "REB-07 INFO"), (ZOLEDRONATE, "REB-06 INFO"), (Agent.NARLUMOSBART, None)],
)
def test_the_stop_form_tells_whether_the_drug_rebounds(agent: Agent, expected: str | None) -> None:
    assert said(stop_form_note(agent)) == expected


@pytest.mark.parametrize(
    ("agent", "last", "next_on", "plan", "expected"),
    [
        (DENOSUMAB, LAST, None, False, "BMA-24 STOP"),
        (DENOSUMAB, LAST, "2025-04-30", False, None),
        (DENOSUMAB, LAST, "2025-05-01", False, "BMA-24 STOP"),
        (DENOSUMAB, LAST, "2025-05-01", True, None),
        (DENOSUMAB, None, None, False, None),
        (ZOLEDRONATE, LAST, None, False, None),
    ],
)
def test_a_plan_is_needed_before_denosumab_is_left(
    agent: Agent, last: date | None, next_on: str | None, plan: bool, expected: str | None
) -> None:
    following = None if next_on is None else day(next_on)
    assert said(plan_needed(agent, last_on=last, next_on=following, plan_open=plan)) == expected
