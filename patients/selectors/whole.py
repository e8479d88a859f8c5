"""A patient's whole record, put together from every room (settings.FACT_SOURCES).

It stands in the lowest room, so that a rule about something that is going to be written reads the same facts
as the assessment does; the rooms above are named by the settings, not imported.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from guidelines.assessment.chart import Chart
from guidelines.day import Day
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS
from guidelines.record.record import Record, seen_on

Ref = Callable[[UUID], str]
# A room's answer: by patient, the fields of Record it fills.
Source = Callable[[Collection[UUID], date, Ref], Mapping[UUID, Mapping[str, Any]]]


def records_of(
    patient_ids: Collection[UUID], on: date, refs: Mapping[UUID, str] | None = None
) -> dict[UUID, Record]:
    """The record of each patient as it stood on `on`; the same number of queries for any number of patients.

    `refs` names rows by the place of a document they came from; any other row is named by its id. Raises
    TypeError when two rooms fill the same field: each fact has one home.
    """
    named = refs or {}
    fields: dict[UUID, dict[str, Any]] = {patient_id: {} for patient_id in patient_ids}
    for path in settings.FACT_SOURCES:
        source: Source = import_string(path)
        for patient_id, parts in source(patient_ids, on, lambda row: named.get(row, str(row))).items():
            _fill(fields[patient_id], parts)
    return {patient_id: seen_on(Record(**parts), on) for patient_id, parts in fields.items()}


def chart_of(patient_id: UUID, on: date) -> Chart:
    """What the rules read of one patient on a day, as the assessment reads it."""
    return Chart(records_of([patient_id], on)[patient_id], Day(on), DEFAULT_HOSPITAL_LIMITS)


def _fill(known: dict[str, Any], parts: Mapping[str, Any]) -> None:
    if twice := known.keys() & parts.keys():
        raise TypeError(f"more than one room fills {', '.join(sorted(twice))}")
    known.update(parts)
