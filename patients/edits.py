"""Which addresses of this room change a row that is there, and why the others write over nobody."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.meanwhile.watches import Watch, of_patient, row
from patients.api.kinds import KINDS
from patients.api.records import Facts
from patients.models import (
    BoneMetastasis,
    CareTeamMember,
    Contact,
    Diagnosis,
    LabResult,
    Patient,
    Problem,
    Symptom,
    Treatment,
)
from patients.sheets.all import ASIDE, SHEETS
from patients.sheets.base import Sheet

NEW = "writes a new row"
ASKS = "writes nothing"


def of_sheets(sheets: Iterable[Sheet[Any, Any]]) -> dict[str, Watch]:
    """Correcting and voiding a row, on pages."""
    acts = ("correct", "void")
    return {f"{one.room}:{one.name}_{act}": row(one.kind.model, "row_id") for one in sheets for act in acts}


def of_kinds(kinds: Iterable[Facts]) -> dict[str, Watch]:
    """Correcting and voiding a row, in the API."""
    acts = ("correct", "void")
    return {f"api-{one.slug}-{act}": row(one.kind.model, "row_id") for one in kinds for act in acts}


def new_rows(sheets: Iterable[Sheet[Any, Any]], kinds: Iterable[Facts]) -> dict[str, str]:
    """Where rows of these kinds are added."""
    pages = {f"{one.room}:{one.name}_add": NEW for one in sheets}
    return pages | {f"api-{one.plural}": NEW for one in kinds}


_ONE = row(Patient, "patient_id")
_LAB = row(LabResult, "lab_id")
EDITS: Mapping[str, Watch] = {
    **of_sheets((*SHEETS, *ASIDE)),
    **of_kinds(KINDS),
    "patients:edit": _ONE,
    "patients:move": _ONE,
    "patients:void": _ONE,
    "patients:merge": _ONE,
    "patients:care_team_revoke": Watch(CareTeamMember, {"patient_id": "patient_id", "user_id": "user_id"}),
    "patients:diagnosis": of_patient(Diagnosis),
    "patients:metastasis": of_patient(BoneMetastasis),
    "patients:lab_correct": _LAB,
    "patients:lab_void": _LAB,
    "patients:symptom_over": row(Symptom, "row_id"),
    "patients:problem_over": row(Problem, "row_id"),
    "patients:treatment_over": row(Treatment, "row_id"),
    "patients:contact_edit": row(Contact, "contact_id"),
    "api-patient": _ONE,
    "api-patient-void": _ONE,
    "api-diagnosis": of_patient(Diagnosis),
    "api-follow-up": of_patient(Diagnosis),
    "api-metastasis": of_patient(BoneMetastasis),
    "api-lab-correct": _LAB,
    "api-lab-void": _LAB,
    "api-contact": row(Contact, "contact_id"),
    "api-symptom-end": row(Symptom, "row_id"),
    "api-problem-end": row(Problem, "row_id"),
    "api-treatment-stop": row(Treatment, "row_id"),
}
_VERDICT = "judged by whoever comes first; nobody judges a second time"
ADDS: Mapping[str, str] = {
    "patients:emergency_search": ASKS,
    "patients:emergency_open": NEW,
    "patients:emergency_review": _VERDICT,
    "api-emergency-search": ASKS,
    "api-emergency": NEW,
    "api-emergency-review": _VERDICT,
    **new_rows((*SHEETS, *ASIDE), KINDS),
    "patients:register": NEW,
    "patients:search": ASKS,
    "patients:reveal": ASKS,
    "patients:care_team": NEW,
    "patients:lab_add": NEW,
    "patients:contact_add": NEW,
    "api-patients": NEW,
    "api-patient-search": ASKS,
    "api-labs": NEW,
    "api-contacts": NEW,
    "api-calculate-clearance": ASKS,
    "api-calculate-calcium": ASKS,
    "api-calculate-mirels": ASKS,
    "api-calculate-sins": ASKS,
    "api-calculate-nrs": ASKS,
    "api-calculate-ecog": ASKS,
}
WORDS: Mapping[str, Any] = {
    "responsible_doctor": _("responsible doctor"),
    "user": _("person"),
    "t": "T",
    "n": "N",
    "m": "M",
    "pdl1_tps_percent": "PD-L1 TPS, %",
    "pdl1_cps": "PD-L1 CPS",
    "score": "ECOG",
    "nrs": "NRS",
}
