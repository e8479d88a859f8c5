"""Who may open the addresses of patients."""

from typing import Any
from uuid import uuid4

from accounts.models import User
from accounts.permissions import Permission
from patients.enums import ContactKind
from patients.models import Contact
from patients.sheets.base import Sheet
from patients.sheets.events import BIOPSY, EVENT, EVENT_FREE, TREATMENT
from patients.sheets.observations import PROBLEM, WEIGHT
from patients.sheets.scores import MIRELS, SINS
from patients.sheets.status import DISTRESS, ECOG, PAIN, SYMPTOM
from tests.access import Kwargs, Row, Stage, Table, of_zhang
from tests.cast import calcium, patient
from tests.patients.emergencies import emergency
from tests.record import one_of

FORM = ("GET", "POST")


def of_a_lab(stage: Stage) -> dict[str, Any]:
    """A calcium of 张桂兰."""
    return of_zhang(stage) | {"lab_id": calcium(stage.zhang, stage.people.nurse_li).id}


def of_a_contact(stage: Stage) -> dict[str, Any]:
    """The husband of 张桂兰."""
    row = Contact.objects.create(patient=stage.zhang, kind=ContactKind.SPOUSE, phone="13800138000")
    return of_zhang(stage) | {"contact_id": row.id}


def of_a_pair(stage: Stage) -> dict[str, Any]:
    """张桂兰, registered twice in her department."""
    return of_zhang(stage) | {"other_id": patient(stage.people.oncology_1, number=str(uuid4())[:30]).id}


def of_a_person(stage: Stage) -> dict[str, Any]:
    """A person whose access to 张桂兰 is taken back."""
    return of_zhang(stage) | {"user_id": stage.people.panel_member_lin.id}


def of_an_emergency(stage: Stage) -> dict[str, Any]:
    """Doctor Zhao of the other department opens 张桂兰."""
    return {"opened_id": emergency(stage.zhang, stage.people.doctor_zhao).id}


def in_her_hospital(stage: Stage, user: User) -> bool:
    """Whoever works in the hospital of 张桂兰 may open her in an emergency."""
    return user.hospital_id == stage.zhang.hospital_id


def in_her_department(stage: Stage, user: User) -> bool:
    """Those who may judge that somebody opened her."""
    return user.department_id == stage.zhang.department_id


def of_a_row(sheet: Sheet[Any, Any]) -> Kwargs:
    """A row of a sheet of 张桂兰."""

    def written(stage: Stage) -> dict[str, Any]:
        row = one_of(sheet, stage.zhang, by=stage.people.doctor_wang)
        return of_zhang(stage) | {"row_id": row.id}

    return written


def sheet_rows(sheet: Sheet[Any, Any]) -> Table:
    """The five addresses of a sheet: everybody who sees the patient reads, its permission writes."""
    name, row, may = f"{sheet.room}:{sheet.name}", of_a_row(sheet), sheet.kind.permission
    return {
        f"{name}_list": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
        f"{name}_add": Row(may, methods=FORM, kwargs=of_zhang),
        f"{name}_record": Row(Permission.PATIENT_VIEW, kwargs=row),
        f"{name}_correct": Row(may, methods=FORM, kwargs=row),
        f"{name}_void": Row(may, methods=FORM, kwargs=row),
    }


ROWS: Table = {
    "patients:timeline": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
    **sheet_rows(WEIGHT),
    **sheet_rows(PROBLEM),
    **sheet_rows(PAIN),
    **sheet_rows(ECOG),
    **sheet_rows(SYMPTOM),
    **sheet_rows(DISTRESS),
    **sheet_rows(EVENT),
    **sheet_rows(EVENT_FREE),
    **sheet_rows(BIOPSY),
    **sheet_rows(TREATMENT),
    **sheet_rows(MIRELS),
    **sheet_rows(SINS),
    "patients:symptom_over": Row(Permission.OBSERVATION_RECORD, methods=FORM, kwargs=of_a_row(SYMPTOM)),
    "patients:problem_over": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_a_row(PROBLEM)),
    "patients:treatment_over": Row(Permission.OBSERVATION_RECORD, methods=FORM, kwargs=of_a_row(TREATMENT)),
    "patients:list": Row(Permission.PATIENT_VIEW),
    "patients:search": Row(Permission.PATIENT_VIEW, methods=FORM),
    "patients:duplicates": Row(Permission.PATIENT_MERGE),
    "patients:register": Row(Permission.PATIENT_EDIT, methods=FORM),
    "patients:detail": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
    "patients:edit": Row(Permission.PATIENT_EDIT, methods=FORM, kwargs=of_zhang),
    "patients:move": Row(Permission.PATIENT_EDIT, methods=FORM, kwargs=of_zhang),
    "patients:void": Row(Permission.PATIENT_MERGE, methods=FORM, kwargs=of_zhang),
    "patients:merge": Row(Permission.PATIENT_MERGE, methods=FORM, kwargs=of_a_pair),
    "patients:reveal": Row(Permission.IDENTIFIER_REVEAL, methods=("POST",), kwargs=of_zhang),
    "patients:access": Row(Permission.TRAIL_VIEW, kwargs=of_zhang),
    "patients:care_team": Row(Permission.PATIENT_MERGE, methods=FORM, kwargs=of_zhang),
    "patients:emergency_search": Row(Permission.EMERGENCY_OPEN, methods=FORM),
    "patients:emergency_open": Row(
        Permission.EMERGENCY_OPEN, methods=FORM, kwargs=of_zhang, reaches=in_her_hospital
    ),
    "patients:emergencies": Row(Permission.EMERGENCY_REVIEW),
    "patients:emergency_review": Row(
        Permission.EMERGENCY_REVIEW, methods=FORM, kwargs=of_an_emergency, reaches=in_her_department
    ),
    "patients:care_team_revoke": Row(Permission.PATIENT_MERGE, methods=("POST",), kwargs=of_a_person),
    "patients:diagnosis": Row(Permission.PATIENT_EDIT, methods=FORM, kwargs=of_zhang),
    "patients:metastasis": Row(Permission.DIAGNOSIS_CONFIRM, methods=FORM, kwargs=of_zhang),
    "patients:labs": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
    "patients:lab_add": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_zhang),
    "patients:lab_correct": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_a_lab),
    "patients:lab_void": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_a_lab),
    "patients:contact_add": Row(Permission.PATIENT_EDIT, methods=FORM, kwargs=of_zhang),
    "patients:contact_edit": Row(Permission.PATIENT_EDIT, methods=FORM, kwargs=of_a_contact),
}
