"""What pages need to know of a kind of row: its words, its form, its line. Rooms above bring their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import F, QuerySet
from django.urls import reverse

from guidelines.findings import Finding
from patients.forms.records import RecordForm
from patients.lines.base import Line
from patients.models import Patient
from patients.models.recorded import Recorded
from patients.record.rows import RecordRows
from patients.services.recording import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

S = TypeVar("S")
M = TypeVar("M", bound=Recorded)


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a row: its word, where it leads, its icon."""

    word: str
    url: str
    icon: str


def _no_actions(_of: Any) -> tuple[Action, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Sheet(Generic[S, M]):
    """One kind of row. `name` and `room` make its addresses: `patients:pain_add`.

    `day` is the column of its day. `only` narrows a table two sheets share. `judged` says what the rules make
    of a form that was filled in, before it is saved; None: nothing is computed. `ends` is the column of its
    last day, where such a row goes on until somebody says that it is over. `more` are the room's own actions
    on a valid row; `ways` stand beside the form of a new one: other ways to it, and help. `beside` reads with
    the rows what their line says besides their own columns.
    """

    name: str
    room: str
    kind: Kind[S, M]
    form: type[RecordForm[S]]
    title: "_StrPromise"
    new: "_StrPromise"
    day: str
    line: Callable[[M], Line]
    icon: str
    only: Mapping[str, str] = field(default_factory=dict)
    ends: str = ""
    judged: Callable[[Mapping[str, Any]], Finding | None] | None = None
    beside: "Callable[[QuerySet[M]], QuerySet[M]] | None" = None
    more: Callable[[M], tuple[Action, ...]] = _no_actions
    ways: Callable[[Patient], tuple[Action, ...]] = _no_actions

    def rows(self, patient: Patient) -> "QuerySet[M]":
        """The rows that count, the newest first, undated ones last."""
        return self.everything(patient).filter(voided_at=None)

    def newest(self, rows: RecordRows) -> "list[M]":
        """The same of one patient, from rows that may have been read for something else already."""
        return [row for row in rows.newest(self.kind.model, self.day) if self._is_mine(row)]

    def _is_mine(self, row: "M") -> bool:
        return all(getattr(row, column) == value for column, value in self.only.items())

    def everything(self, patient: Patient) -> "QuerySet[M]":
        """The same with those that were corrected or voided."""
        rows = self.kind.model._default_manager.filter(patient=patient, **self.only)
        rows = self.beside(rows) if self.beside else rows
        return rows.order_by(F(self.day).desc(nulls_last=True), "-created_at")

    def page(self, row: Any) -> str:
        """The address of the row's own page."""
        return self.row_address("record", row)

    def row_address(self, action: str, row: Any) -> str:
        """The address of an action on a row: record, correct, void, over."""
        return self.address(action, row.patient_id, row.id)

    def goes_on(self, row: Any) -> bool:
        """True for a valid row that somebody may end."""
        return bool(self.ends) and row.voided_at is None and getattr(row, self.ends) is None

    def address(self, action: str, *ids: Any) -> str:
        """The address of an action: list and add of a patient; record, correct and void of a row."""
        return reverse(f"{self.room}:{self.name}_{action}", args=ids)
