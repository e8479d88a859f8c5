"""The history of one row, read from the events that database triggers wrote."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from pghistory.models import Events

from accounts.meanwhile.values import word

LIMIT = 200
LABELS = {"insert": _("Created"), "update": _("Changed")}


@dataclass(frozen=True, slots=True)
class Step:
    """One field before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One write: when, by whom (a person, a task, or unknown when it came from the database console)."""

    at: datetime
    label: Any
    by: str
    steps: tuple[Step, ...]


def changes_of(row: Model) -> list[Change]:
    """The newest 200 changes of the row; an untracked model has none."""
    events = Events.objects.tracks(row).order_by("-pgh_created_at", "-pgh_id")[:LIMIT]
    return [_change(row, event) for event in events]


def _change(row: Model, event: Any) -> Change:
    label = LABELS.get(event.pgh_label, event.pgh_label)
    return Change(event.pgh_created_at, label, _by(event), tuple(_steps(row, event.pgh_diff or {})))


def _by(event: Any) -> str:
    context = event.pgh_context or {}
    return str(context.get("user_name") or context.get("task") or "")


def _steps(row: Model, diff: dict[str, list[Any]]) -> Iterator[Step]:
    for name, (before, after) in diff.items():
        try:
            field: Any = row._meta.get_field(name.removesuffix("_id"))
        except FieldDoesNotExist:  # a column of an older version
            yield Step(name, word(None, before), word(None, after))
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _parts(before, after)
        else:
            yield Step(str(field.verbose_name), word(field, before), word(field, after))


def _parts(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Step]:
    """What changed inside a column that holds many values by name."""
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield Step(name, word(None, before.get(name)), word(None, after.get(name)))
