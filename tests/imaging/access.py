"""Who may open the addresses of imaging."""

from typing import Any

from accounts.permissions import Permission
from imaging.models import ImagingSlot
from imaging.sheets import SHEETS
from tests.access import Row, Stage, Table, of_zhang
from tests.imaging.calendar import LATE, at, of_a_slot
from tests.patients.access import sheet_rows

P = Permission
FORM = ("GET", "POST")
POST = ("POST",)


def of_a_waived_slot(stage: Stage) -> dict[str, Any]:
    """The CT of 张桂兰, given up by her doctor."""
    found = of_a_slot(stage)
    ImagingSlot.objects.filter(pk=found["slot_id"]).update(
        waived_at=at(LATE), waived_by=stage.people.doctor_wang, waiver_reason="转院"
    )
    return found


ROWS: Table = {
    **{name: row for sheet in SHEETS for name, row in sheet_rows(sheet).items()},
    "imaging:register": Row(P.STUDY_REGISTER, methods=FORM, kwargs=of_zhang),
    "imaging:board": Row(P.SCAN_VIEW),
    "imaging:export": Row(P.SCAN_EXPORT),
    "imaging:ask": Row(P.SCAN_ARRANGE, methods=POST),
    "imaging:slot": Row(P.SCAN_VIEW, kwargs=of_a_slot),
    "imaging:slot_order": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_book": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_unbook": Row(P.SCAN_ARRANGE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_waive": Row(P.SCAN_WAIVE, methods=POST, kwargs=of_a_slot),
    "imaging:slot_restore": Row(P.SCAN_WAIVE, methods=POST, kwargs=of_a_waived_slot),
}
