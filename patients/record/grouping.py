"""Rows of many patients, sorted to their patients: what every reader of a record needs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

T = TypeVar("T")
Ref = Callable[[UUID], str]
Parts = Mapping[UUID, dict[str, Any]]


def by_patient(rows: Iterable[Any], read: Callable[[Any], T]) -> dict[UUID, tuple[T, ...]]:
    """What `read` makes of each row, by the row's patient, in the order of the rows."""
    found: defaultdict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[row.patient_id].append(read(row))
    return {patient_id: tuple(parts) for patient_id, parts in found.items()}


def together(patient_ids: Iterable[UUID], **parts: Mapping[UUID, Any]) -> Parts:
    """The fields of each patient's record; a field nobody filled is left out, so that its default stands."""
    return {
        patient_id: {name: values[patient_id] for name, values in parts.items() if patient_id in values}
        for patient_id in patient_ids
    }
