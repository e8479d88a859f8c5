"""Who may open the addresses of the multidisciplinary team."""

from mdt.sheets import SHEETS
from tests.access import Table
from tests.mdt.following.access import ROWS as FOLLOWING
from tests.patients.access import sheet_rows

ROWS: Table = {name: row for sheet in SHEETS for name, row in sheet_rows(sheet).items()}
ROWS |= FOLLOWING
