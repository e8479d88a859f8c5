"""Who may open the addresses of this room."""

from typing import Any

from accounts import clock
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.models import AdverseEvent, Course, DentalRecord, Dose, SupplementOrder, WardSheet
from bonetherapy.services.ward_sheets import sheet_take
from bonetherapy.sheets import REASONS, REPORTED
from tests.access import Row, Stage, Table, of_zhang
from tests.bonetherapy.pages.morning import open_course
from tests.cast import TODAY
from tests.patients.access import sheet_rows

FORM = ("GET", "POST")


def of_a_dose(stage: Stage) -> dict[str, Any]:
    """An open dose of 张桂兰, the same one each time: she has one course."""
    doses = stage.zhang.doses.order_by("number")
    dose = doses.first() or open_course(stage.zhang, stage.people.doctor_wang, "DENOSUMAB", TODAY)
    return {"dose_id": dose.id}


def of_a_course(stage: Stage) -> dict[str, Any]:
    """The running course of 张桂兰."""
    of_a_dose(stage)
    return {"course_id": Course.objects.get(patient=stage.zhang).id}


def of_a_held_course(stage: Stage) -> dict[str, Any]:
    """The same course, on hold."""
    found = of_a_course(stage)
    Course.objects.filter(pk=found["course_id"]).update(
        state="HELD", hold_reason="HYPOCALCAEMIA", held_on=TODAY, hold_review_on=TODAY
    )
    return found


def of_a_stopped_course(stage: Stage) -> dict[str, Any]:
    """The same course, stopped."""
    found = of_a_course(stage)
    Course.objects.filter(pk=found["course_id"]).update(
        state="STOPPED", stop_reason="INTOLERANCE", stopped_on=TODAY
    )
    return found


def of_a_tooth(stage: Stage) -> dict[str, Any]:
    """An extraction of 张桂兰."""
    row = DentalRecord.objects.create(
        patient=stage.zhang, item="EXTRACTION", on=TODAY, recorded_by=stage.people.nurse_li
    )
    return {"record_id": row.id}


def of_a_supplement(stage: Stage) -> dict[str, Any]:
    """A supplement of 张桂兰."""
    row = SupplementOrder.objects.create(
        patient=stage.zhang, started_on=TODAY, recorded_by=stage.people.nurse_li
    )
    return {"order_id": row.id}


def of_an_event(stage: Stage) -> dict[str, Any]:
    """A fever of 张桂兰."""
    row = AdverseEvent.objects.create(
        patient=stage.zhang,
        course_id=of_a_course(stage)["course_id"],
        code="FEVER",
        severity="MILD",
        onset_on=TODAY,
        recorded_by=stage.people.nurse_li,
    )
    return {"event_id": row.id}


def of_a_row(stage: Stage) -> dict[str, Any]:
    """The extraction, as the sheet of dental records names it."""
    return {"patient_id": stage.zhang.id, "row_id": of_a_tooth(stage)["record_id"]}


def of_a_supplement_row(stage: Stage) -> dict[str, Any]:
    """The supplement, as its sheet names it."""
    return {"patient_id": stage.zhang.id, "row_id": of_a_supplement(stage)["order_id"]}


def of_an_event_row(stage: Stage) -> dict[str, Any]:
    """The fever, as the sheet of adverse events names it."""
    return {"patient_id": stage.zhang.id, "row_id": of_an_event(stage)["event_id"]}


def of_a_sheet(stage: Stage) -> dict[str, Any]:
    """A sheet of nurse Li with the dose of 张桂兰."""
    dose = Dose.objects.select_related("course").get(pk=of_a_dose(stage)["dose_id"])
    sheet = WardSheet.objects.first() or sheet_take(by=stage.people.nurse_li, doses=[dose], now=clock.now())
    return {"sheet_id": sheet.pk}


def took_the_sheet(stage: Stage, user: User) -> bool:
    """A sheet is shown to who took it."""
    return user.pk == stage.people.nurse_li.pk


ROWS: Table = {
    **sheet_rows(REPORTED),
    **sheet_rows(REASONS),
    "bonetherapy:supplement_list": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
    "bonetherapy:supplement_record": Row(Permission.PATIENT_VIEW, kwargs=of_a_supplement_row),
    "bonetherapy:supplement_correct": Row(
        Permission.SUPPLEMENT_RECORD, methods=FORM, kwargs=of_a_supplement_row
    ),
    "bonetherapy:supplement_void": Row(
        Permission.SUPPLEMENT_RECORD, methods=FORM, kwargs=of_a_supplement_row
    ),
    "bonetherapy:adverse_event_list": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
    "bonetherapy:adverse_event_record": Row(Permission.PATIENT_VIEW, kwargs=of_an_event_row),
    "bonetherapy:adverse_event_correct": Row(
        Permission.ADVERSE_EVENT_RECORD, methods=FORM, kwargs=of_an_event_row
    ),
    "bonetherapy:adverse_event_void": Row(
        Permission.ADVERSE_EVENT_RECORD, methods=FORM, kwargs=of_an_event_row
    ),
    "bonetherapy:dental_list": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
    "bonetherapy:dental_record": Row(Permission.PATIENT_VIEW, kwargs=of_a_row),
    "bonetherapy:dental_correct": Row(Permission.DENTAL_RECORD, methods=FORM, kwargs=of_a_row),
    "bonetherapy:dental_void": Row(Permission.DENTAL_RECORD, methods=FORM, kwargs=of_a_row),
    "bonetherapy:day": Row(Permission.WORKLIST_VIEW),
    "bonetherapy:day_side": Row(Permission.CONTACT_LOG),
    "bonetherapy:ward_print": Row(Permission.WORKLIST_VIEW),
    "bonetherapy:ward_sheets": Row(Permission.DOSE_RECORD, methods=FORM),
    "bonetherapy:ward_sheet_take": Row(Permission.DOSE_RECORD, methods=("POST",)),
    "bonetherapy:ward_sheet": Row(Permission.DOSE_RECORD, kwargs=of_a_sheet, reaches=took_the_sheet),
    "bonetherapy:calendar": Row(Permission.WORKLIST_VIEW),
    "bonetherapy:dose_give": Row(Permission.DOSE_RECORD, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_undo": Row(Permission.DOSE_RECORD, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_correct": Row(Permission.COURSE_PRESCRIBE, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_void": Row(Permission.COURSE_PRESCRIBE, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_slip": Row(Permission.DOSE_RECORD, kwargs=of_a_dose),
    "bonetherapy:dose_not_given": Row(Permission.DOSE_RECORD, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_rebook": Row(Permission.DOSE_RECORD, methods=FORM, kwargs=of_a_dose),
    "bonetherapy:dose_request": Row(Permission.DOSE_RECORD, methods=("POST",), kwargs=of_a_dose),
    "bonetherapy:course_start": Row(Permission.COURSE_PRESCRIBE, methods=FORM, kwargs=of_zhang),
    "bonetherapy:course": Row(Permission.PATIENT_VIEW, kwargs=of_a_course),
    "bonetherapy:course_hold": Row(Permission.COURSE_HOLD, methods=FORM, kwargs=of_a_course),
    "bonetherapy:course_resume": Row(Permission.COURSE_PRESCRIBE, methods=FORM, kwargs=of_a_held_course),
    "bonetherapy:course_interval": Row(Permission.COURSE_PRESCRIBE, methods=FORM, kwargs=of_a_course),
    "bonetherapy:course_switch": Row(Permission.COURSE_PRESCRIBE, methods=FORM, kwargs=of_a_course),
    "bonetherapy:course_stop": Row(Permission.COURSE_PRESCRIBE, methods=FORM, kwargs=of_a_course),
    "bonetherapy:course_unstop": Row(Permission.COURSE_PRESCRIBE, methods=FORM, kwargs=of_a_stopped_course),
    "bonetherapy:dental_add": Row(Permission.DENTAL_RECORD, methods=FORM, kwargs=of_zhang),
    "bonetherapy:dental_clear": Row(Permission.DENTAL_RECORD, methods=FORM, kwargs=of_a_tooth),
    "bonetherapy:dental_cancel": Row(Permission.DENTAL_RECORD, methods=FORM, kwargs=of_a_tooth),
    "bonetherapy:supplement_add": Row(Permission.SUPPLEMENT_RECORD, methods=FORM, kwargs=of_zhang),
    "bonetherapy:supplement_confirm": Row(Permission.SUPPLEMENT_RECORD, methods=FORM, kwargs=of_a_supplement),
    "bonetherapy:supplement_stop": Row(Permission.SUPPLEMENT_RECORD, methods=FORM, kwargs=of_a_supplement),
    "bonetherapy:adverse_event_add": Row(Permission.ADVERSE_EVENT_RECORD, methods=FORM, kwargs=of_zhang),
    "bonetherapy:adverse_event_resolve": Row(
        Permission.ADVERSE_EVENT_RECORD, methods=FORM, kwargs=of_an_event
    ),
}
