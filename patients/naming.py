"""What a row of the record is, for whoever holds nothing but its id: kind, day, value, and its pages.

Findings and data flags point to rows of every room. Each room names its own (settings.RECORD_ROWS); this
room imports none of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet, Value
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from accounts.permissions import Permission
from patients.lines.base import Line
from patients.sheets.base import Sheet


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row in words. It is read at `url`, corrected by `permission` at `correct_url`; empty: nowhere."""

    kind: str
    line: Line
    url: str
    correct_url: str = ""
    permission: Permission | None = None

    @property
    def said(self) -> str:
        """`影像检查 2026-09-09 CT 胸腹`."""
        day = self.line.on.isoformat() if self.line.on else ""
        return " ".join(part for part in (str(self.kind), day, self.line.what) if part)


@dataclass(frozen=True, slots=True)
class Naming:
    """One kind of row a room names; `only` narrows a table two kinds share, `loads` is what a line reads."""

    model: type[Model]
    kind: "str | Promise"
    line: Callable[[Any], Line]
    url: Callable[[Any], str]
    correct: Callable[[Any], str] = lambda _row: ""
    permission: Permission | None = None
    only: Mapping[str, str] = field(default_factory=dict)
    loads: tuple[str, ...] = ()

    def rows(self, ids: Collection[UUID]) -> QuerySet[Any]:
        """The rows of this kind among these."""
        return self.model._default_manager.filter(pk__in=ids, **self.only)

    def name(self, row: Any) -> NamedRow:
        """The row in words."""
        return NamedRow(str(self.kind), self.line(row), self.url(row), self.correct(row), self.permission)


def naming_of(sheet: Sheet[Any, Any]) -> Naming:
    """The rows of a sheet have pages of their own."""
    return Naming(
        model=sheet.kind.model,
        kind=sheet.title,
        line=sheet.line,
        url=sheet.page,
        correct=lambda row: sheet.row_address("correct", row),
        permission=sheet.kind.permission,
        only=sheet.only,
    )


def rows_named(ids: Collection[UUID]) -> dict[UUID, NamedRow]:
    """Every row that is known by its id.

    One query finds the tables, and one reads the rows of each table that has any; none without ids. An id
    that no room knows is left out.
    """
    if not ids:
        return {}
    kinds = _kinds()
    found: dict[int, list[UUID]] = {}
    for place, pk in _places(kinds, ids):
        found.setdefault(place, []).append(pk)
    return {row.pk: kinds[place].name(row) for place, row in _rows(kinds, found)}


def _kinds() -> list[Naming]:
    return [kind for path in settings.RECORD_ROWS for kind in import_string(path)]


def _places(kinds: list[Naming], ids: Collection[UUID]) -> Iterable[tuple[int, UUID]]:
    first, *others = (
        kind.rows(ids).order_by().annotate(place=Value(place)).values_list("place", "pk")
        for place, kind in enumerate(kinds)
    )
    found: Iterable[tuple[int, UUID]] = first.union(*others, all=True)
    return found


def _rows(kinds: list[Naming], found: Mapping[int, list[UUID]]) -> Iterable[tuple[int, Any]]:
    for place, ids in found.items():
        yield from ((place, row) for row in kinds[place].rows(ids).select_related(*kinds[place].loads))
