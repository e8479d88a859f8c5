"""Who may open the addresses of the multidisciplinary team."""

from mdt.sheets import CONFERENCE
from mdt.specs import ConferenceSpec
from tests.access import Table
from tests.cast import TODAY
from tests.patients.access import sheet_rows

ROWS: Table = sheet_rows(CONFERENCE, ConferenceSpec(held_on=TODAY, conclusion="继续"))
