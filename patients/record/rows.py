"""The rows a patient's record is made of: whoever needs a table of them shares one reading of it."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
# The rows of some patients from one table, with what a room reads beside them.
Query = Callable[[Collection[UUID]], "QuerySet[M]"]


class RecordRows:
    """The rows of these patients' records. A table is read when it is first asked for, and only then.

    Made for one answer (a page, an assessment) and given from hand to hand; it ends with the answer, and what
    is written after a table was read is not in it.
    """

    def __init__(
        self, patient_ids: Collection[UUID], at_hand: Mapping[object, tuple[Model, ...]] | None = None
    ) -> None:
        """`at_hand`: rows the caller has read already, by the model or the query that asks for them."""
        self.patient_ids = patient_ids
        self._read: dict[object, tuple[Any, ...]] = dict(at_hand or {})

    def all(self, model: type[M]) -> tuple[M, ...]:
        """Every row of a table in the order in which they were written down, those that were voided too."""
        rows = model._default_manager.filter(patient_id__in=self.patient_ids)
        return self._once(model, rows.order_by("created_at"))

    def valid(self, model: type[M]) -> list[M]:
        """The rows that count."""
        return [row for row in self.all(model) if row.voided_at is None]  # type: ignore[attr-defined]  # see Recorded

    def newest(self, model: type[M], day: str) -> list[M]:
        """The rows that count, the newest by their column `day` first, undated ones last."""
        found = reversed(self.valid(model))
        return sorted(found, key=lambda row: getattr(row, day) or date.min, reverse=True)

    def asked(self, query: "Query[M]") -> tuple[M, ...]:
        """The same for a table that a room reads in its own way and order."""
        return self._once(query, query(self.patient_ids))

    def _once(self, key: object, rows: "QuerySet[M]") -> tuple[M, ...]:
        if key not in self._read:
            self._read[key] = tuple(rows)
        return self._read[key]
