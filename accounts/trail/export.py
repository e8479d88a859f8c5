"""The trail as a table: who, what, when, from where, which columns; never what stood in them."""

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import TrailEntry, User
from accounts.spreadsheet import as_text

HEAD = (
    "at", "user_id", "user", "role", "action", "subject", "row_id", "patient_id", "address", "request_id",
    "reason", "columns",
)  # fmt: skip
MARK = "\ufeff"  # spreadsheets take the file for UTF-8


class _Line:
    """A file of which `csv` is told to write and of which nothing is kept."""

    def write(self, line: str) -> str:
        return line


def lines(rows: QuerySet[TrailEntry], *, by: User, request_id: object, now: datetime) -> Iterator[str]:
    """CSV, the oldest entry first; the first line says who took it, when and in which request."""
    writer = csv.writer(_Line())
    mark = ("BoneBoard", by.name, by.username, timezone.localtime(now).isoformat(), request_id)
    yield MARK + str(writer.writerow([as_text(word) for word in mark]))
    yield str(writer.writerow(HEAD))
    for entry in rows.order_by("at", "id").iterator(chunk_size=2000):
        yield str(writer.writerow([as_text(cell) for cell in _cells(entry)]))


def _cells(entry: TrailEntry) -> tuple[Any, ...]:
    return (
        timezone.localtime(entry.at).isoformat(),
        entry.user_id,
        entry.user_name,
        entry.role,
        entry.action,
        entry.subject,
        entry.row_id,
        entry.patient_id,
        entry.address,
        entry.request_id,
        entry.reason,
        " ".join(entry.after or entry.before or ()),
    )
