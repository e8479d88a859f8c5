"""Imports of old cases: those of the user's hospital, and one with its rows."""

import json
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from interop.enums import LineState
from interop.models import ImportBatch, ImportedLine

SHOWN = 30


def batches_of(user: User) -> QuerySet[ImportBatch]:
    """The imports of the user's hospital, the last one first; none for somebody without a hospital."""
    rows = ImportBatch.objects.filter(Q(hospital_id=user.hospital_id))
    return rows.select_related("hospital", "uploaded_by", "approved_by", "undone_by").order_by("-uploaded_at")


def batches_listed(user: User) -> QuerySet[ImportBatch]:
    """The last of them, with `kept`: the rows an undo had to leave."""
    kept = Count("lines", filter=Q(lines__state=LineState.KEPT))
    return batches_of(user).annotate(kept=kept)[:SHOWN]


def rows_waiting(batch: ImportBatch) -> list[dict[str, Any]]:
    """The good rows of a table that is not approved yet, as they stand in it."""
    return list(json.loads(batch.waiting or "[]"))


def lines_of_batch(batch: ImportBatch) -> QuerySet[ImportedLine]:
    """The rows that were imported, in the order of the table."""
    return batch.lines.select_related("patient__department").order_by("place")
