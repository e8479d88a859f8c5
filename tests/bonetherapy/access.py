"""Who may open the addresses of this room."""

from typing import Any

from accounts.permissions import Permission
from tests.access import Row, Stage, Table
from tests.bonetherapy.pages.morning import open_course
from tests.cast import TODAY

FORM = ("GET", "POST")


def of_a_dose(stage: Stage) -> dict[str, Any]:
    """An open dose of 张桂兰, the same one each time: she has one course."""
    doses = stage.zhang.doses.order_by("number")
    dose = doses.first() or open_course(stage.zhang, stage.people.doctor_wang, "DENOSUMAB", TODAY)
    return {"dose_id": dose.id}


ROWS: Table = {
    "bonetherapy:day": Row(Permission.WORKLIST_VIEW),
    "bonetherapy:day_side": Row(Permission.CONTACT_LOG),
    "bonetherapy:ward_print": Row(Permission.WORKLIST_VIEW),
    "bonetherapy:calendar": Row(Permission.WORKLIST_VIEW),
    "bonetherapy:dose_give": Row(Permission.DOSE_RECORD, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_undo": Row(Permission.DOSE_RECORD, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_slip": Row(Permission.DOSE_RECORD, kwargs=of_a_dose),
    "bonetherapy:dose_not_given": Row(Permission.DOSE_RECORD, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_rebook": Row(Permission.DOSE_RECORD, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_request": Row(Permission.DOSE_RECORD, methods=("POST",), kwargs=of_a_dose),
}
