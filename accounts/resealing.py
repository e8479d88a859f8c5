"""A new key for what is sealed in rows: every identifier under the newest key, every blind index made anew.

Columns are found in the models, history included. Rows go in batches by id, each batch its own transaction; a
row that is right already is left alone, so a run that was stopped goes on where it stood. The trail alone
keeps what it holds: it is never rewritten.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from accounts.crypto import Undecryptable, blind_index, decrypt, is_newest
from accounts.fields import EncryptedField

RAW, INDEX = "raw_", "_index"


@dataclass(frozen=True, slots=True)
class Resealed:
    """What became of one batch; `lost` are ids of rows no key of FIELD_KEYS opens."""

    table: str
    seen: int
    changed: int
    lost: tuple[str, ...] = ()


def sealed_tables() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every table with sealed columns, and their names."""
    for model in apps.get_models():
        names = [field.name for field in model._meta.local_fields if isinstance(field, EncryptedField)]
        if names and not model._meta.proxy:
            yield model, names


def closed_tables() -> list[str]:
    """Tables with a value no key opens; one of each column is tried, not all."""
    return [
        model._meta.db_table
        for model, names in sealed_tables()
        if not all(_opens(model, name) for name in names)
    ]


def _opens(model: type[models.Model], name: str) -> bool:
    try:
        model._base_manager.filter(**{f"{name}__gt": ""}).values_list(name, flat=True).first()
    except Undecryptable:
        return False
    return True


def reseal(model: type[models.Model], names: list[str], *, batch: int) -> Generator[Resealed]:
    """Go through a table, telling of each batch once it is committed."""
    last: Any = None
    while rows := _next(model, names, last, batch):
        with transaction.atomic(), pgtrigger.ignore():
            done = _resealed(model, names, rows)
        yield done
        last = rows[-1]


def _next(model: type[models.Model], names: list[str], last: Any, batch: int) -> list[Any]:
    rows = model._base_manager.order_by("pk")
    rows = rows if last is None else rows.filter(pk__gt=last)
    return list(rows.values_list("pk", flat=True)[:batch])


def _resealed(model: type[models.Model], names: list[str], ids: list[Any]) -> Resealed:
    indexes = [f"{name}{INDEX}" for name in names if _has(model, f"{name}{INDEX}")]
    raw = {f"{RAW}{name}": Cast(name, models.TextField()) for name in names}
    rows = model._base_manager.select_for_update().filter(pk__in=ids).annotate(**raw)
    changed, lost = 0, []
    for row in rows.values("pk", *raw, *indexes):
        try:
            new = _new_values(row, names)
        except Undecryptable:
            lost.append(str(row["pk"]))
            continue
        if new:
            changed += model._base_manager.filter(pk=row["pk"]).update(**new)
    return Resealed(model._meta.db_table, len(ids), changed, tuple(lost))


def _new_values(row: dict[str, Any], names: list[str]) -> dict[str, str]:
    """What has to be written into the row; nothing when it is right already. Raises Undecryptable."""
    new: dict[str, str] = {}
    for name in names:
        stored = row[f"{RAW}{name}"]
        if not stored:
            continue
        plain = decrypt(stored)
        if not is_newest(stored):
            new[name] = plain
        index = f"{name}{INDEX}"
        if index in row and row[index] != blind_index(plain):
            new[index] = blind_index(plain)
    return new


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.local_fields)
