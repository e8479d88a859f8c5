"""Open doses follow their patient to another department, and so do the reminders that wait for them."""

from bonetherapy.enums import DoseState
from bonetherapy.models import Dose
from bonetherapy.services.notices import reminders_renew_ids
from patients.models import Patient

OPEN = (DoseState.PLANNED, DoseState.HELD)


def doses_follow_patient(*, patient: Patient, merged_from: Patient | None = None) -> None:
    """Put the patient's open doses into the patient's department (settings.PATIENT_FOLLOWERS).

    `merged_from` names the double whose rows now belong to `patient`; they are moved by then.
    """
    rows = Dose.objects.filter(patient=patient, state__in=OPEN).exclude(department_id=patient.department_id)
    moved = list(rows.values_list("id", flat=True))
    Dose.objects.filter(id__in=moved).update(department_id=patient.department_id)
    reminders_renew_ids(moved)
