"""The rows of this room as others name them (settings.RECORD_ROWS)."""

from imaging.sheets import SHEETS
from patients.naming import Naming, naming_of

ROWS: tuple[Naming, ...] = tuple(naming_of(sheet) for sheet in SHEETS)
