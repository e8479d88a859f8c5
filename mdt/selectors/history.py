"""The answers a decision was given, one after the other: a correction does not wipe out what it corrects."""

from collections.abc import Iterator
from typing import Any

from mdt.models import Decision


def changes_of(decision: Decision) -> list[Any]:
    """The states of the decision that changed its answer, the oldest first; one query.

    Each has the columns of the decision as they were, and `pgh_created_at`.
    """
    events: Any = decision.events  # type: ignore[attr-defined]  # the reverse name that pghistory gives
    return list(_turns(events.select_related("answered_by").order_by("pgh_id")))


def _turns(rows: Any) -> Iterator[Any]:
    before: tuple[Any, ...] = ("", "", "", None, None)
    for row in rows:
        now = (row.outcome, row.outcome_reason, row.outcome_text, row.done_on, row.answered_by_id)
        if now != before:
            yield row
        before = now
