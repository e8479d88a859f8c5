"""The sheets of this room in the order of the page; `ASIDE` are those that stand beside the record."""

from typing import Any

from patients.sheets.base import Sheet
from patients.sheets.events import BIOPSY, EVENT, EVENT_FREE, TREATMENT
from patients.sheets.observations import PROBLEM, WEIGHT
from patients.sheets.scores import MIRELS, SINS
from patients.sheets.status import DISTRESS, ECOG, PAIN, SYMPTOM

SHEETS: tuple[Sheet[Any, Any], ...] = (
    PAIN, ECOG, SYMPTOM, DISTRESS, EVENT, EVENT_FREE, BIOPSY, TREATMENT, MIRELS, SINS,
)  # fmt: skip
ASIDE: tuple[Sheet[Any, Any], ...] = (WEIGHT, PROBLEM)
