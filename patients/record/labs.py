"""Laboratory results of a record: measured ones, and what documents tell without a usable number."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from guidelines.labs import Analyte, Band
from guidelines.record.results import LabResult as Told
from patients.models import LabResult, ReportedResult
from patients.record.analytes import analyte_from_name
from patients.record.grouping import Ref
from patients.record.rows import RecordRows

FLAGS = {"L": Band.LOW, "H": Band.HIGH, "N": Band.NORMAL}


def lab_results(rows: RecordRows, ref: Ref) -> Mapping[UUID, tuple[Told, ...]]:
    """Every valid result by patient, in the order in which they were written down; two queries."""
    results = [(row.created_at, row.patient_id, _measured(row, ref)) for row in rows.valid(LabResult)]
    results += [(row.created_at, row.patient_id, _reported(row, ref)) for row in rows.valid(ReportedResult)]
    found: defaultdict[UUID, tuple[Told, ...]] = defaultdict(tuple)
    for _at, patient_id, result in sorted(results, key=lambda row: row[0]):
        found[patient_id] += (result,)
    return found


def _measured(row: LabResult, ref: Ref) -> Told:
    return Told(
        on=row.sampled_on,
        ref=ref(row.id),
        analyte=Analyte(row.analyte),
        name=row.analyte,
        value=row.value,
        unit=row.unit,
        low=row.ref_low,
        high=row.ref_high,
    )


def _reported(row: ReportedResult, ref: Ref) -> Told:
    return Told(
        on=row.sampled_on,
        ref=ref(row.id),
        analyte=analyte_from_name(row.analyte),
        name=row.analyte,
        value=row.value,
        unit=row.unit,
        flag=FLAGS.get(row.flag.strip().upper()),
        text=row.text or _range(row),
    )


def _range(row: ReportedResult) -> str:
    if row.value_low is None and row.value_high is None:
        return ""
    return f"{row.value_low}-{row.value_high} {row.unit}".strip()
