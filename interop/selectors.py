"""Imports of old cases: those of the user's hospital, and one with its rows."""

import json
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from accounts.models import User
from interop.enums import LineState
from interop.models import ImportBatch, ImportedLine

SHOWN = 30


def batches_of(user: User) -> QuerySet[ImportBatch]:
    """The imports of the user's hospital, the last one first; none for somebody without a hospital.

    After an undo `taken_back` and `kept` count its rows.
    """
    rows = ImportBatch.objects.filter(Q(hospital_id=user.hospital_id))
    people = ("hospital", "uploaded_by", "approved_by", "undone_by")
    counted = {"kept": _lines(LineState.KEPT), "taken_back": _lines(LineState.UNDONE)}
    return rows.select_related(*people).annotate(**counted).order_by("-uploaded_at")


def _lines(state: LineState) -> Count:
    return Count("lines", filter=Q(lines__state=state))


def batches_listed(user: User) -> QuerySet[ImportBatch]:
    """The last of them."""
    return batches_of(user)[:SHOWN]


def rows_waiting(batch: ImportBatch) -> list[dict[str, Any]]:
    """The good rows of a table that is not approved yet, as they stand in it."""
    return list(json.loads(batch.waiting or "[]"))


def lines_of_batch(batch: ImportBatch) -> QuerySet[ImportedLine]:
    """The rows that were imported: those an undo had to leave first, then in the order of the table."""
    is_kept = Case(When(state=LineState.KEPT, then=0), default=1)
    return batch.lines.select_related("patient__department").order_by(is_kept, "place")
