"""Blood: calcium, the kidney, bone markers, as they stood on the day of the meeting (MDT-06)."""

from collections.abc import Iterable

from guidelines.labs import Analyte
from guidelines.mdt.record import RecordItem
from guidelines.terms import Text
from mdt.minutes.record_lines import Known
from mdt.minutes.words import dated, joined, same
from patients.models import LabResult
from patients.selectors.page import LabRow, clearance_of, lab_rows, newest_weights
from patients.selectors.whole import OpenRecord

CALCIUM = (Analyte.CORRECTED_CALCIUM, Analyte.CALCIUM, Analyte.IONISED_CALCIUM)
MARKERS = (Analyte.ALP, Analyte.BALP, Analyte.PINP, Analyte.CTX, Analyte.NTX)


def lab_lines(record: OpenRecord) -> Known:
    """The last results of each test."""
    last = {row.analyte: row for row in lab_rows(_results(record)) if row.is_last}
    return {
        RecordItem.CALCIUM: _of(last, CALCIUM),
        RecordItem.CREATININE_CLEARANCE: _of(last, (Analyte.CRCL,)) or _clearance(record, last.values()),
        RecordItem.MARKERS: _of(last, MARKERS),
    }


def _results(record: OpenRecord) -> list[LabResult]:
    rows = [row for row in record.rows.valid(LabResult) if row.sampled_on <= record.today]
    return sorted(rows, key=lambda row: (row.sampled_on, row.created_at), reverse=True)


def _of(last: dict[Analyte, LabRow], analytes: Iterable[Analyte]) -> Text | None:
    return joined(_one(last[analyte]) for analyte in analytes if analyte in last)


def _one(row: LabRow) -> Text:
    amount = f"{row.value} {row.lab.unit}"
    words = Text(f"{row.analyte.zh} {amount}", f"{row.analyte.en} {amount}")
    return dated(words, row.lab.sampled_on)


def _clearance(record: OpenRecord, last: Iterable[LabRow]) -> Text | None:
    """Computed from the last creatinine (STD-01); None without a creatinine or without a weight."""
    weights = [row for row in newest_weights(record.rows) if row.measured_on <= record.today]
    found = clearance_of(record.patient, last, next(iter(weights), None), record.today)
    if found is None or found.ml_min is None:
        return None
    return dated(same(f"{found.ml_min} mL/min"), found.sampled_on)
