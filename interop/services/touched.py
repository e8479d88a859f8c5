"""What stands on an imported patient: which rows, and how often each was written.

Everything the import wrote is noted when it is done; what is there later beside it, or was written once more,
somebody built on the import.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model, Q
from pghistory.models import Event

from interop.models import ImportedLine
from patients.models import Patient
from patients.services.relations import references

Written = dict[str, int]


def written_rows(patient: Patient) -> Written:
    """Each row about the patient, and the patient, by name: how often it was written."""
    return {f"{model._meta.label}:{row.pk}": _writes(row) for model, row in _rows(patient)}


def touched_since(line: ImportedLine) -> list[str]:
    """What is new or was changed since the import: the kinds of rows, by the label of their model."""
    made: Mapping[str, int] = line.made
    found = dict.fromkeys(
        model._meta.label
        for model, row in _rows(line.patient)
        if made.get(f"{model._meta.label}:{row.pk}") != _writes(row)
    )
    return list(found)


def _rows(patient: Patient) -> Iterator[tuple[type[Model], Any]]:
    """Without the rows that follow from others by rule, and without the note of the import itself."""
    yield Patient, patient
    for column in references():
        model: type[Model] = column.model
        if model is ImportedLine or model._meta.app_label == "pghistory":
            continue
        rows = model._base_manager.filter(**{column.name: patient})
        for row in rows.exclude(getattr(model, "DERIVED", Q(pk__in=[]))):
            yield model, row


def _writes(row: Any) -> int:
    """How often the history saw this row; 0 for a table without history."""
    events = getattr(row, "events", None)
    is_history = events is not None and issubclass(events.model, Event)
    return events.count() if is_history else 0  # type: ignore[union-attr]
