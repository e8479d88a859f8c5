"""What the cases of a period decided, and what has become of it so far (MDT-07, MDT-08, QI-27)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from guidelines.mdt.decisions import DecisionType
from guidelines.mdt.followthrough import DecisionOutcome
from guidelines.mdt.meetings import implemented_rate
from guidelines.rates import Rate
from mdt.enums import NotDoneReason
from mdt.models import Dissent
from mdt.selectors.followed import followed

AGES = (30, 60, 90)  # days since the meeting, each the last of its group
Counts = Mapping[Any, int]


@dataclass(frozen=True, slots=True)
class DecisionFigures:
    """`implemented`: of the decisions that were due by today; those without an answer are unknown in it.

    `open_ages`: those without an answer by days since the meeting, up to 30, 60, 90 and more.
    """

    count: int
    types: Counts
    implemented: Rate
    outcomes: Counts
    reasons: Counts
    unanswered: int
    open_ages: tuple[int, ...]
    dissents: int
    dissent_cases: int


def decision_figures(case_ids: Collection[UUID], today: date) -> DecisionFigures:
    """What is said of the decisions of these cases; two queries."""
    rows = list(followed().filter(case_id__in=case_ids).select_related(None).order_by("case_id", "number"))
    due = [row for row in rows if row.outcome or (row.due_on is not None and row.due_on <= today)]
    waiting = [row for row in rows if not row.outcome]
    outcomes, reasons = _counts(rows, "outcome"), _counts(rows, "outcome_reason")
    objecting = list(Dissent.objects.filter(case_id__in=case_ids).values_list("case_id", flat=True))
    return DecisionFigures(
        count=len(rows),
        types=_in_order(DecisionType, _counts(rows, "type")),
        implemented=implemented_rate(DecisionOutcome(row.outcome) if row.outcome else None for row in due),
        outcomes={outcome: outcomes[outcome] for outcome in DecisionOutcome},
        reasons=_in_order(NotDoneReason, reasons),
        unanswered=len(waiting),
        open_ages=_ages([(today - row.decided_on).days for row in waiting]),
        dissents=len(objecting),
        dissent_cases=len(set(objecting)),
    )


def _counts(rows: Sequence[Any], field: str) -> Counter[str]:
    return Counter(str(getattr(row, field)) for row in rows if getattr(row, field))


def _in_order(kinds: Any, counts: Counter[str]) -> dict[Any, int]:
    """Those that occur, in the order of the vocabulary."""
    return {kind: counts[kind.value] for kind in kinds if counts[kind.value]}


def _ages(days: Sequence[int]) -> tuple[int, ...]:
    groups = Counter(sum(age > most for most in AGES) for age in days)
    return tuple(groups[group] for group in range(len(AGES) + 1))
