"""Section 4.10: reminders, overdue doses, interruptions; VOC-17."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelines.bone.agents import Agent
from guidelines.bone.interruptions import INTERRUPTIONS, HoldClass, InterruptionReason
from guidelines.bone.intervals import Months, next_due_on
from guidelines.bone.reminders import (
    OverdueTier,
    ReminderKind,
    cycle_header,
    days_late,
    interruption_finding,
    overdue_finding,
    overdue_tier,
    reason_shares,
    reminder_kind,
    reminder_on,
    reminder_send_on,
)
from guidelines.bone.states import DoseStatus
from tests.guidelines.shorthand import day, said

DUE = day("2025-02-28")


@pytest.mark.parametrize(
    ("due", "reminder"),
    [
        ("2025-02-28", "2025-02-25"),
        ("2024-02-29", "2024-02-26"),
        ("2026-01-17", "2026-01-14"),
        ("2026-02-02", "2026-01-30"),
    ],
)
def test_the_reminder_goes_out_three_days_before(due: str, reminder: str) -> None:
    assert reminder_on(day(due)) == day(reminder)


def test_an_approved_extension_is_reminded_of_three_days_before_too() -> None:
    due = next_due_on(day("2025-03-01"), Months(2))
    assert (due, reminder_on(due)) == (day("2025-05-01"), day("2025-04-28"))


def test_a_dose_planned_late_is_reminded_of_at_once() -> None:
    assert reminder_send_on(DUE, day("2025-02-27")) == day("2025-02-27")
    assert reminder_send_on(DUE, day("2025-01-31")) == day("2025-02-25")


TIERS = [
    ("2025-02-28", OverdueTier.NONE, 0),
    ("2025-03-01", OverdueTier.FIRST, 1),
    ("2025-03-28", OverdueTier.FIRST, 28),
    ("2025-03-29", OverdueTier.SECOND, 29),
    ("2025-02-01", OverdueTier.NONE, 0),
]


@pytest.mark.parametrize(("today", "tier", "late"), TIERS)
def test_overdue_has_two_tiers(today: str, tier: OverdueTier, late: int) -> None:
    assert overdue_tier(DUE, day(today)) is tier
    assert days_late(DUE, day(today)) == late


KINDS = [
    ("2025-02-24", DoseStatus.PLANNED, None),
    ("2025-02-25", DoseStatus.PLANNED, ReminderKind.BEFORE),
    ("2025-02-28", DoseStatus.PLANNED, ReminderKind.DUE),
    ("2025-03-01", DoseStatus.PLANNED, ReminderKind.OVERDUE_1),
    ("2025-03-29", DoseStatus.PLANNED, ReminderKind.OVERDUE_2),
    ("2025-02-25", DoseStatus.HELD, None),
    ("2025-02-25", DoseStatus.GIVEN, None),
    ("2025-02-25", DoseStatus.CANCELLED, None),
    ("2025-03-01", DoseStatus.SKIPPED, None),
]


@pytest.mark.parametrize(("today", "status", "kind"), KINDS)
def test_one_kind_of_reminder_fits_each_day(
    today: str, status: DoseStatus, kind: ReminderKind | None
) -> None:
    assert reminder_kind(DUE, day(today), status) is kind


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-60, 60))
def test_lateness_never_falls_as_days_pass(due: date, offset: int) -> None:
    today = due + timedelta(offset)
    assert overdue_tier(due, today) <= overdue_tier(due, today + timedelta(1))
    assert (overdue_tier(due, today) is OverdueTier.NONE) is (today <= due)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2025-02-28", None),
        ("2025-03-01", "REM-04 FLAG"),
        ("2025-03-28", "REM-04 FLAG"),
        ("2025-03-29", "REM-05 FLAG"),
    ],
)
def test_an_overdue_dose_is_flagged(today: str, expected: str | None) -> None:
    found = overdue_finding(Agent.DENOSUMAB, due_on=DUE, today=day(today), last_on=day("2025-01-31"))
    assert said(found) == expected


def test_the_flag_counts_the_days_since_the_last_dose() -> None:
    found = overdue_finding(Agent.DENOSUMAB, due_on=DUE, today=day("2025-03-01"), last_on=day("2025-01-31"))
    assert found is not None
    assert found.inputs["days_since"] == 29
    first = overdue_finding(Agent.DENOSUMAB, due_on=DUE, today=day("2025-03-01"), last_on=None)
    assert first is not None
    assert "未记录" in first.message.zh


@pytest.mark.parametrize(("agent", "rebound"), [(Agent.DENOSUMAB, True), (Agent.ZOLEDRONATE, False)])
def test_only_denosumab_overdue_by_four_weeks_prepares_the_watch(agent: Agent, rebound: bool) -> None:
    found = overdue_finding(agent, due_on=DUE, today=day("2025-03-29"), last_on=day("2025-01-31"))
    assert found is not None
    assert ("反弹观察" in found.message.zh) is rebound


VALID = "HYPOCALCAEMIA RENAL_IMPAIRMENT ONJ ONJ_SUSPECTED DENTAL_INVASIVE SEVERE_ADR INTOLERANCE PS_DECLINE"
NOT_VALID = (
    "FEAR_OF_ONJ SAFETY_WORRY DISEASE_STABLE PAIN_RELIEVED SRE_OCCURRED PAIN_WORSE NO_SYMPTOMS FORGOTTEN "
    "LOW_CONFIDENCE COST"
)
CLASSES = {
    HoldClass.VALID: VALID,
    HoldClass.NOT_VALID: NOT_VALID,
    HoldClass.BY_RULE: "ELECTIVE_EXTENSION",
    HoldClass.RECORD_ONLY: "PATIENT_REFUSED TRANSFERRED SUPPLY DIED OTHER",
}


@pytest.mark.parametrize(("hold_class", "codes"), CLASSES.items())
def test_reasons_are_classed_as_the_vocabulary_says(hold_class: HoldClass, codes: str) -> None:
    named = {reason.value for reason, facts in INTERRUPTIONS.items() if facts.hold_class is hold_class}
    assert named == set(codes.split())


@pytest.mark.parametrize("reason", list(InterruptionReason))
def test_each_reason_has_a_targeted_action_in_both_languages(reason: InterruptionReason) -> None:
    facts = INTERRUPTIONS[reason]
    assert facts.action.zh
    assert facts.action.en
    assert facts.valid_hold is (facts.hold_class is HoldClass.VALID)
    assert facts.bisphosphonate_only is (reason is InterruptionReason.RENAL_IMPAIRMENT)


@pytest.mark.parametrize(
    ("reason", "rule", "words"),
    [
        (InterruptionReason.FORGOTTEN, "REM-06", "重新约定日期"),
        (InterruptionReason.HYPOCALCAEMIA, "CAL-03", "先纠正低钙"),
        (InterruptionReason.FEAR_OF_ONJ, "ONJ-08", "因噎废食"),
    ],
)
def test_the_reason_decides_the_action(reason: InterruptionReason, rule: str, words: str) -> None:
    found = interruption_finding(reason)
    assert rule in INTERRUPTIONS[reason].rules
    assert words in found.message.zh


def test_an_overdue_dose_cannot_be_closed_without_a_reason() -> None:
    assert "请填写中断原因" in interruption_finding(None).message.zh


def test_the_header_shows_cycle_last_and_next_dose() -> None:
    given_on = [day("2025-03-01"), day("2025-02-01"), day("2025-01-04"), day("2024-12-07"), day("2024-11-09")]
    header = cycle_header(Agent.DENOSUMAB, given_on, day("2025-03-29"))
    assert (header.cycle, header.last_on, header.next_on) == (5, day("2025-03-01"), day("2025-03-29"))
    assert cycle_header(Agent.DENOSUMAB, [], None).last_on is None


def test_reasons_are_counted_with_their_share() -> None:
    march = [InterruptionReason.FORGOTTEN] * 6 + [InterruptionReason.COST] * 4
    commonest = reason_shares(march)[0]
    assert (commonest.reason, commonest.count, commonest.percent) == ("FORGOTTEN", 6, Decimal("60.0"))
    assert reason_shares([]) == ()
