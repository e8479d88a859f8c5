"""Which row counts now for one that may have been corrected since."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from patients.models.recorded import Recorded

M = TypeVar("M", bound=Recorded)


def standing(rows: Iterable[M]) -> dict[UUID, M]:
    """The valid row for the id of every row of a chain of corrections; what was voided for good has none."""
    known = {row.id: row for row in rows}
    followers = {_corrected(row): row for row in known.values()}
    found: dict[UUID, M] = {}
    for row_id, row in known.items():
        newest = row
        while newest.id in followers:
            newest = followers[newest.id]
        if newest.voided_at is None:
            found[row_id] = newest
    return found


def _corrected(row: Any) -> UUID | None:
    corrected: UUID | None = row.corrects_id
    return corrected
