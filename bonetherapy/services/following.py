"""Open doses follow their patient to another department; what was said about them follows by itself."""

from bonetherapy.enums import DoseState
from bonetherapy.models import Dose
from patients.models import Patient

OPEN = (DoseState.PLANNED, DoseState.HELD)


def doses_follow_patient(*, patient: Patient, merged_from: Patient | None = None) -> None:
    """Put the patient's open doses into the patient's department (settings.PATIENT_FOLLOWERS).

    `merged_from` names the double whose rows now belong to `patient`; they are moved by then. Days stay,
    so no reminder is made anew: worklist moves those that wait, unread notices and calls.
    """
    rows = Dose.objects.filter(patient=patient, state__in=OPEN).exclude(department_id=patient.department_id)
    rows.update(department_id=patient.department_id)
