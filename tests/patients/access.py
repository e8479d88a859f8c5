"""Who may open the addresses of patients."""

from typing import Any
from uuid import uuid4

from accounts.permissions import Permission
from guidelines.bone.sre import SreType
from guidelines.record.complaints import Symptom as SymptomCode
from patients.enums import ContactKind, ProblemCode, RiskScale, TreatmentKind
from patients.models import Contact, Problem
from patients.services.recording import record_add
from patients.sheets.base import Sheet
from patients.sheets.events import EVENT, TREATMENT
from patients.sheets.scores import MIRELS, SINS
from patients.sheets.status import ECOG, PAIN, SYMPTOM
from patients.specs.events import SkeletalEventSpec, TreatmentSpec
from patients.specs.status import EcogSpec, PainSpec, RiskScoreSpec, SymptomSpec
from tests.access import Kwargs, Row, Stage, Table, of_zhang
from tests.cast import TODAY, calcium, patient

FORM = ("GET", "POST")


def of_a_lab(stage: Stage) -> dict[str, Any]:
    """A calcium of 张桂兰."""
    return of_zhang(stage) | {"lab_id": calcium(stage.zhang, stage.people.nurse_li).id}


def of_a_problem(stage: Stage) -> dict[str, Any]:
    """A problem of 张桂兰."""
    row = Problem.objects.create(
        patient=stage.zhang, code=ProblemCode.CKD, noted_on=TODAY, recorded_by=stage.people.nurse_li
    )
    return of_zhang(stage) | {"problem_id": row.id}


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


def of_a_row(sheet: Sheet[Any, Any], spec: Any) -> Kwargs:
    """A row of a sheet of 张桂兰."""

    def written(stage: Stage) -> dict[str, Any]:
        doctor = stage.people.doctor_wang
        row = record_add(kind=sheet.kind, by=doctor, patient=stage.zhang, spec=spec, today=TODAY)
        return of_zhang(stage) | {"row_id": row.id}

    return written


def sheet_rows(sheet: Sheet[Any, Any], spec: Any) -> Table:
    """The five addresses of a sheet: everybody who sees the patient reads, its permission writes."""
    name, row, may = f"{sheet.room}:{sheet.name}", of_a_row(sheet, spec), sheet.kind.permission
    return {
        f"{name}_list": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
        f"{name}_add": Row(may, methods=FORM, kwargs=of_zhang),
        f"{name}_record": Row(Permission.PATIENT_VIEW, kwargs=row),
        f"{name}_correct": Row(may, methods=FORM, kwargs=row),
        f"{name}_void": Row(may, methods=FORM, kwargs=row),
    }


PAIN_NOW = PainSpec(measured_on=TODAY, nrs=3)
ECOG_NOW = EcogSpec(measured_on=TODAY, score=1)
WEAK_LEGS = SymptomSpec(code=SymptomCode.LEG_WEAKNESS, noted_on=TODAY)
FRACTURE = SkeletalEventSpec(type=SreType.PATH_FRACTURE, occurred_on=TODAY, site="T8")
OSIMERTINIB = TreatmentSpec(kind=TreatmentKind.SYSTEMIC, drugs=("奥希替尼",), started_on=TODAY)
MIRELS_8 = RiskScoreSpec(scale=RiskScale.MIRELS, scored_on=TODAY, site="股骨近端", total=8)
SINS_8 = RiskScoreSpec(scale=RiskScale.SINS, scored_on=TODAY, site="T8", total=8)

ROWS: Table = {
    "patients:timeline": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
    **sheet_rows(PAIN, PAIN_NOW),
    **sheet_rows(ECOG, ECOG_NOW),
    **sheet_rows(SYMPTOM, WEAK_LEGS),
    **sheet_rows(EVENT, FRACTURE),
    **sheet_rows(TREATMENT, OSIMERTINIB),
    **sheet_rows(MIRELS, MIRELS_8),
    **sheet_rows(SINS, SINS_8),
    "patients:symptom_over": Row(
        Permission.OBSERVATION_RECORD, methods=FORM, kwargs=of_a_row(SYMPTOM, WEAK_LEGS)
    ),
    "patients:treatment_over": Row(
        Permission.OBSERVATION_RECORD, methods=FORM, kwargs=of_a_row(TREATMENT, OSIMERTINIB)
    ),
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
    "patients:care_team_revoke": Row(Permission.PATIENT_MERGE, methods=("POST",), kwargs=of_a_person),
    "patients:diagnosis": Row(Permission.PATIENT_EDIT, methods=FORM, kwargs=of_zhang),
    "patients:metastasis": Row(Permission.DIAGNOSIS_CONFIRM, methods=FORM, kwargs=of_zhang),
    "patients:weight": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_zhang),
    "patients:labs": Row(Permission.PATIENT_VIEW, kwargs=of_zhang),
    "patients:lab_add": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_zhang),
    "patients:lab_correct": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_a_lab),
    "patients:lab_void": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_a_lab),
    "patients:problem_add": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_zhang),
    "patients:problem_resolve": Row(Permission.LAB_RECORD, methods=FORM, kwargs=of_a_problem),
    "patients:contact_add": Row(Permission.PATIENT_EDIT, methods=FORM, kwargs=of_zhang),
    "patients:contact_edit": Row(Permission.PATIENT_EDIT, methods=FORM, kwargs=of_a_contact),
}
