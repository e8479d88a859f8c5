"""Laboratory results as reported, with or without a number."""

from dataclasses import dataclass
from decimal import Decimal

from guidelines.labs import Analyte, Band
from guidelines.record.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult(Entry):
    """One result in the unit of the report.

    `analyte` None = not one the rules know; `name` is always what the report calls it. `value` None with a
    `flag` is a report in words: it can raise caution and never removes it.
    """

    analyte: Analyte | None = None
    name: str = ""
    value: Decimal | None = None
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    flag: Band | None = None
    text: str = ""
