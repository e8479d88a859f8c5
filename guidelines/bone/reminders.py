"""When to remind, when a dose is overdue, and what overdue asks for (REM-01 to REM-10)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from guidelines.bone.agents import Agent
from guidelines.bone.interruptions import INTERRUPTIONS, InterruptionReason
from guidelines.bone.intervals import add_days
from guidelines.bone.states import AWAITED_DOSES, DoseStatus
from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text


class ReminderKind(Term):
    """One message per dose and kind (REM-01)."""

    BEFORE = "BEFORE", "注射前提醒", "Before the dose"
    DUE = "DUE", "今日注射", "Due today"
    OVERDUE_1 = "OVERDUE_1", "逾期随访", "Overdue, follow-up call"
    OVERDUE_2 = "OVERDUE_2", "逾期升级", "Overdue, escalated"


class OverdueTier(IntEnum):
    """How late a dose is: NONE, FIRST (nurse calls), SECOND (oncologist decides)."""

    NONE = 0
    FIRST = 1
    SECOND = 2


def reminder_on(due_on: date, limits: Limits = DEFAULT_LIMITS) -> date:
    """Return the day of the reminder before a dose, three days ahead by default (REM-01, REM-09)."""
    return add_days(due_on, -limits.reminder_lead_days)


def reminder_send_on(due_on: date, planned_on: date, limits: Limits = DEFAULT_LIMITS) -> date:
    """Return the day the reminder really goes out: at once when its day has passed at planning (REM-02)."""
    return max(reminder_on(due_on, limits), planned_on)


def days_late(due_on: date, today: date) -> int:
    """Return the days since the due date, 0 up to and on the day itself."""
    return max((today - due_on).days, 0)


def overdue_tier(due_on: date, today: date, limits: Limits = DEFAULT_LIMITS) -> OverdueTier:
    """Return NONE up to the due date, FIRST from the day after (REM-04), SECOND beyond 28 days (REM-05)."""
    late = days_late(due_on, today)
    if late == 0:
        return OverdueTier.NONE
    return OverdueTier.SECOND if late > limits.overdue_tier2_days else OverdueTier.FIRST


_OVERDUE_KINDS = {OverdueTier.FIRST: ReminderKind.OVERDUE_1, OverdueTier.SECOND: ReminderKind.OVERDUE_2}


def reminder_kind(
    due_on: date, today: date, status: DoseStatus, limits: Limits = DEFAULT_LIMITS
) -> ReminderKind | None:
    """Return the reminder that fits today; None too early, or for a dose nobody waits for (REM-03)."""
    if status not in AWAITED_DOSES or today < reminder_on(due_on, limits):
        return None
    if today < due_on:
        return ReminderKind.BEFORE
    return _OVERDUE_KINDS.get(overdue_tier(due_on, today, limits), ReminderKind.DUE)


REM_04 = Rule(
    "REM-04",
    Severity.FLAG,
    Text(
        "{agent}应于 {due_on} 用药，已逾期 {days_late} 天（距上次用药 {days_since} 天）。"
        "请护士电话随访并填写中断原因。",
        "{agent} was due on {due_on} and is {days_late} days late ({days_since} days since the last dose). "
        "The nurse calls and records the reason.",
    ),
    "WP §29",
    Grade.UNGRADED,
)
REM_05 = Rule(
    "REM-05",
    Severity.FLAG,
    Text(
        "{agent}应于 {due_on} 用药，已逾期 {days_late} 天（超过 {tier2_days} 天），须由肿瘤科医生处理。"
        "{then}",
        "{agent} was due on {due_on} and is {days_late} days late (more than {tier2_days}): the oncologist "
        "decides. {then}",
    ),
    "WP §29; P AMB-32",
    Grade.UNGRADED,
)
_REBOUND = Text("请准备反弹观察计划。", "Prepare the rebound watch.")
_NOTHING = Text("", "")


def overdue_finding(
    agent: Agent, *, due_on: date, today: date, last_on: date | None, limits: Limits = DEFAULT_LIMITS
) -> Finding | None:
    """Return the overdue flag of a dose that is not given, tier 2 by REM-05, tier 1 by REM-04, else None.

    `last_on` None means that no dose was given before.
    """
    tier = overdue_tier(due_on, today, limits)
    late = days_late(due_on, today)
    if tier is OverdueTier.NONE:
        return None
    if tier is OverdueTier.SECOND:
        then = _REBOUND if agent is Agent.DENOSUMAB else _NOTHING
        return REM_05.finding(
            agent=agent, due_on=due_on, days_late=late, tier2_days=limits.overdue_tier2_days, then=then
        )
    since = None if last_on is None else (today - last_on).days
    return REM_04.finding(agent=agent, due_on=due_on, days_late=late, days_since=since)


REM_06 = Rule(
    "REM-06",
    Severity.TASK,
    Text("中断原因：{reason}（{hold_class}）。{action}", "Reason: {reason} ({hold_class}). {action}"),
    "WP §29",
    Grade.UNGRADED,
)
REM_06_OPEN = Rule(
    "REM-06",
    Severity.TASK,
    Text("请填写中断原因后再关闭逾期任务。", "Record the reason before the overdue task can be closed."),
    "WP §29",
    Grade.UNGRADED,
)


def interruption_finding(reason: InterruptionReason | None) -> Finding:
    """Return the targeted action for an interruption, or the demand for a reason without one (REM-06)."""
    if reason is None:
        return REM_06_OPEN.finding()
    facts = INTERRUPTIONS[reason]
    return REM_06.finding(reason=reason, hold_class=facts.hold_class, action=facts.action, rules=facts.rules)


@dataclass(frozen=True, slots=True)
class CycleHeader:
    """What the patient's header shows of the drug (REM-08); None dates are not recorded."""

    agent: Agent
    cycle: int
    last_on: date | None
    next_on: date | None


def cycle_header(agent: Agent, given_on: Iterable[date], next_on: date | None) -> CycleHeader:
    """Return cycle number, last and next dose (REM-08); cycle 0 when no dose was given yet."""
    doses = sorted(given_on)
    return CycleHeader(agent, len(doses), doses[-1] if doses else None, next_on)


@dataclass(frozen=True, slots=True)
class ReasonShare:
    """How often a reason was given; `percent` has one decimal."""

    reason: InterruptionReason
    count: int
    percent: Decimal


def reason_shares(reasons: Iterable[InterruptionReason]) -> tuple[ReasonShare, ...]:
    """Return the share of each reason among these interruptions, commonest first (REM-10)."""
    counted = Counter(reasons)
    total = counted.total()
    return tuple(
        ReasonShare(reason, count, (Decimal(100 * count) / total).quantize(Decimal("0.1")))
        for reason, count in counted.most_common()
    )
