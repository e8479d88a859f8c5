"""The sheets of this room in the order of the page; `ASIDE` are those that stand beside the record."""

from typing import Any

from patients.sheets.base import Sheet
from patients.sheets.events import BIOPSY, EVENT, TREATMENT
from patients.sheets.observations import PROBLEM, WEIGHT
from patients.sheets.scores import MIRELS, SINS
from patients.sheets.status import ECOG, PAIN, SYMPTOM

SHEETS: tuple[Sheet[Any, Any], ...] = (PAIN, ECOG, SYMPTOM, EVENT, BIOPSY, TREATMENT, MIRELS, SINS)
ASIDE: tuple[Sheet[Any, Any], ...] = (WEIGHT, PROBLEM)
