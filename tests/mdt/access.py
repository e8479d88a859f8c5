"""Who may open the addresses of the multidisciplinary team."""

from mdt.sheets import CONFERENCE
from tests.access import Table
from tests.patients.access import sheet_rows

ROWS: Table = sheet_rows(CONFERENCE)
