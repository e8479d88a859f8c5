"""The sheets of this room in the order of the page."""

from typing import Any

from patients.sheets.base import Sheet
from patients.sheets.events import BIOPSY, EVENT, TREATMENT
from patients.sheets.scores import MIRELS, SINS
from patients.sheets.status import ECOG, PAIN, SYMPTOM

SHEETS: tuple[Sheet[Any, Any], ...] = (PAIN, ECOG, SYMPTOM, EVENT, BIOPSY, TREATMENT, MIRELS, SINS)
