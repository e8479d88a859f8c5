"""A patient's whole record, put together from every room (settings.FACT_SOURCES).

It stands in the lowest room, so that a rule about something that is going to be written reads the same facts
as the assessment does; the rooms above are named by the settings, not imported.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from guidelines.assessment.chart import Chart
from guidelines.day import Day
from guidelines.reading.limits import HospitalLimits
from guidelines.record.record import Record, seen_on
from patients.facts import PatientFacts, facts_from
from patients.models import Patient
from patients.record.grouping import Ref
from patients.record.parts import people
from patients.record.rows import RecordRows
from patients.selectors.limits import hospital_limits

# A room's answer: by patient, the fields of Record it fills.
Source = Callable[[RecordRows, date, Ref], Mapping[UUID, Mapping[str, Any]]]


class OpenRecord:
    """One patient's record opened on a day, for one answer: whoever is given it reads nothing twice.

    `rows` are the tables as they stand; `facts` and `chart` what the rules read of them.
    """

    def __init__(self, patient: Patient, today: date) -> None:
        self.patient = patient
        self.today = today
        self.rows = RecordRows([patient.id], {people: (patient,)})

    @cached_property
    def facts(self) -> PatientFacts:
        """What the rules of the bone drugs and the calculators read."""
        return facts_from(self.rows, self.today)[self.patient.id]

    @cached_property
    def chart(self) -> Chart:
        """What the assessment reads, by the limits the patient's hospital has set for the day."""
        record = _records(self.rows, self.today, str)[self.patient.id]
        return Chart(record, Day(self.today), self.limits)

    @cached_property
    def limits(self) -> HospitalLimits:
        """What the patient's hospital has set for the day."""
        return hospital_limits(self.patient.hospital_id, self.today)


def chart_of(patient: Patient, on: date) -> Chart:
    """What the rules read of one patient on a day, as the assessment reads it."""
    return OpenRecord(patient, on).chart


def records_of(
    patient_ids: Collection[UUID], on: date, refs: Mapping[UUID, str] | None = None
) -> dict[UUID, Record]:
    """The record of each patient as it stood on `on`; the same number of queries for any number of patients.

    `refs` names rows by the place of a document they came from; any other row is named by its id. Raises
    TypeError when two rooms fill the same field: each fact has one home.
    """
    named = refs or {}
    return _records(RecordRows(patient_ids), on, lambda row: named.get(row, str(row)))


def _records(rows: RecordRows, on: date, ref: Ref) -> dict[UUID, Record]:
    fields: dict[UUID, dict[str, Any]] = {patient_id: {} for patient_id in rows.patient_ids}
    for path in settings.FACT_SOURCES:
        source: Source = import_string(path)
        for patient_id, parts in source(rows, on, ref).items():
            _fill(fields[patient_id], parts)
    return {patient_id: seen_on(Record(**parts), on) for patient_id, parts in fields.items()}


def _fill(known: dict[str, Any], parts: Mapping[str, Any]) -> None:
    if twice := known.keys() & parts.keys():
        raise TypeError(f"more than one room fills {', '.join(sorted(twice))}")
    known.update(parts)
