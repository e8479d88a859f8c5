"""What becomes of a decision: outcome, overdue, referral upwards (MDT-07, MDT-08, MDT-12)."""

from collections.abc import Iterable
from datetime import date

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.mdt.decisions import DecisionType
from guidelines.terms import Term, Text


class DecisionOutcome(Term):
    """What became of a decision (MDT-08)."""

    IMPLEMENTED = "IMPLEMENTED", "已落实", "Implemented"
    PARTIAL = "PARTIAL", "部分落实", "Partly implemented"
    NOT_IMPLEMENTED = "NOT", "未落实", "Not implemented"
    CHANGED = "CHANGED", "已变更", "Changed"


def decision_outcome(
    *, due_on: date, done_on: date | None, reviewed_on: date, changed_because: str = ""
) -> DecisionOutcome | None:
    """Return what became of a decision, seen on the day of the next visit (MDT-08).

    Done by its date IMPLEMENTED, later PARTIAL, replaced for a stated reason CHANGED; None while there is
    still time. What was done after the day of review is not seen.
    """
    if changed_because.strip():
        return DecisionOutcome.CHANGED
    if done_on is not None and done_on <= reviewed_on:
        return DecisionOutcome.IMPLEMENTED if done_on <= due_on else DecisionOutcome.PARTIAL
    return DecisionOutcome.NOT_IMPLEMENTED if reviewed_on > due_on else None


MDT_07 = Rule(
    "MDT-07",
    Severity.FLAG,
    Text(
        "“{decision}”应于 {due_on} 前完成，已过 {days_late} 天：请负责人和协调员落实并评价效果。",
        "“{decision}” was to be done by {due_on}, {days_late} days ago: owner and coordinator act and "
        "evaluate.",
    ),
    "WP §31",
    Grade.UNGRADED,
)


def overdue_decision(
    decision: DecisionType, *, due_on: date, today: date, outcome: DecisionOutcome | None
) -> Finding | None:
    """Return the flag of a decision whose day has passed with no outcome on record (MDT-07), else None."""
    late = (today - due_on).days
    if outcome is not None or late <= 0:
        return None
    return MDT_07.finding(key=decision.value, due_on=due_on, decision=decision, days_late=late)


MDT_12 = Rule(
    "MDT-12",
    Severity.TASK,
    Text(
        "本院 MDT 后仍不能确定是否骨转移：建议提交区域中心会诊。",
        "Still indeterminate after the local MDT: offer referral to the regional centre.",
    ),
    "WP §30, §32; P",
    Grade.UNGRADED,
)
_SETTLES_DIAGNOSIS = frozenset({DecisionType.DIAGNOSTIC_WORKUP, DecisionType.BIOPSY, DecisionType.REFER_UP})


def referral_offer(*, indeterminate: bool, decisions: Iterable[DecisionType]) -> Finding | None:
    """Return the task to refer up when the meeting left the diagnosis open (MDT-12).

    None when it decided a biopsy, more tests or the referral itself: then somebody is already at it.
    """
    if not indeterminate or _SETTLES_DIAGNOSIS & frozenset(decisions):
        return None
    return MDT_12.finding(decision=DecisionType.REFER_UP)
