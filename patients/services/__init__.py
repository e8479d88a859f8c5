"""The only writers of this room's tables."""

from patients.services.care_team import care_team_grant, care_team_revoke
from patients.services.contacts import contact_save
from patients.services.emergency import emergency_open, emergency_review
from patients.services.merging import patients_merge
from patients.services.observations import lab_add, lab_correct, lab_void, problem_resolve
from patients.services.overrides import findings_settle
from patients.services.pathway import step_void
from patients.services.places import patient_move
from patients.services.registration import patient_edit, patient_register
from patients.services.tumour import bone_metastasis_save, diagnosis_save
from patients.services.voiding import patient_void

__all__ = [
    "bone_metastasis_save",
    "care_team_grant",
    "care_team_revoke",
    "contact_save",
    "diagnosis_save",
    "emergency_open",
    "emergency_review",
    "findings_settle",
    "lab_add",
    "lab_correct",
    "lab_void",
    "patient_edit",
    "patient_move",
    "patient_register",
    "patient_void",
    "patients_merge",
    "problem_resolve",
    "step_void",
]
