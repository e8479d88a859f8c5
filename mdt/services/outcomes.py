"""A person says what became of a decision; saying it again corrects it, and the history keeps both."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from guidelines.mdt.followthrough import DecisionOutcome
from mdt.enums import CaseState, NotDoneReason
from mdt.models import Decision
from mdt.specs.following import OutcomeSpec
from patients.services.writing import must, not_in_future, refuse
from worklist.enums import TaskKind
from worklist.services import tasks_close_by_fact

NEEDS_A_REASON = frozenset({DecisionOutcome.NOT_IMPLEMENTED, DecisionOutcome.CHANGED})
DONE = frozenset({DecisionOutcome.IMPLEMENTED, DecisionOutcome.PARTIAL})
LONGEST_TEXT = 300


@transaction.atomic
def outcome_answer(
    *, by: User, decision: Decision, spec: OutcomeSpec, today: date, now: datetime
) -> Decision:
    """The decision with its outcome (MDT-08). The same answer twice is one.

    Raises ValidationError without the reason that "not" and "changed" need and for a day to come, Conflict
    for a decision that was struck out or whose case is not concluded.
    """
    must(by, Permission.OUTCOME_RECORD)
    refuse(_problems(spec, today))
    row = decision_held(decision)
    columns = _columns(by, spec)
    if all(getattr(row, name) == value for name, value in columns.items()):
        return row
    written(row, answered_at=now, **columns)
    _settle_task(by, row, now)
    return row


def decision_held(decision: Decision) -> Decision:
    """The decision, held until the transaction ends. Raises Conflict when there is nothing to follow."""
    rows = Decision.objects.select_for_update(of=("self",)).select_related("case__patient", "owner")
    row = rows.get(pk=decision.pk)
    if row.voided_at is not None or row.case.state != CaseState.CLOSED:
        raise Conflict(_("This decision is void, or its case is not concluded."))
    return row


def written(row: Decision, **columns: Any) -> Decision:
    """The decision with these columns."""
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    return row


def _columns(by: User, spec: OutcomeSpec) -> dict[str, Any]:
    return {
        "outcome": spec.outcome.value,
        "outcome_reason": spec.reason or "",
        "outcome_text": spec.text.strip(),
        "done_on": spec.done_on if spec.outcome in DONE else None,
        "answered_by": by,
    }


def _problems(spec: OutcomeSpec, today: date) -> dict[str, object]:
    return {
        "reason": _reason_problem(spec),
        "text": _text_problem(spec),
        "done_on": not_in_future(spec.done_on, today),
    }


def _reason_problem(spec: OutcomeSpec) -> object:
    if spec.outcome in NEEDS_A_REASON and spec.reason is None:
        return _("Choose the reason.")
    if spec.outcome is DecisionOutcome.IMPLEMENTED and spec.reason is not None:
        return _("What was done needs no reason.")
    return None


def _text_problem(spec: OutcomeSpec) -> object:
    words = spec.text.strip()
    if spec.reason == NotDoneReason.OTHER and not words:
        return _("Please say which reason.")
    return _("At most %(n)s characters.") % {"n": LONGEST_TEXT} if len(words) > LONGEST_TEXT else None


def _settle_task(by: User, row: Decision, now: datetime) -> None:
    """The task it became asks for nothing any more."""
    tasks_close_by_fact(
        patient=row.case.patient,
        kinds=[TaskKind.BOARD_DECISION],
        evidence=DecisionOutcome(row.outcome).zh,
        now=now,
        by=by,
        subject_id=row.id,
    )
