"""Who may open the addresses of the multidisciplinary team."""

from mdt.sheets import SHEETS
from tests.access import Table
from tests.mdt import access_boards, access_cases, access_live
from tests.mdt.following.access import ROWS as FOLLOWING
from tests.mdt.minutes import access as access_minutes
from tests.patients.access import sheet_rows

ROWS: Table = {name: row for sheet in SHEETS for name, row in sheet_rows(sheet).items()}
ROWS |= access_boards.ROWS | access_cases.ROWS | access_live.ROWS | access_minutes.ROWS | FOLLOWING
