"""The examinations of a patient's calendar as the last assessment left them."""

from patients.models import Patient
from worklist.kept import KeptSlot, kept_slots
from worklist.models import Reassessment


def slots_of(patient: Patient) -> tuple[KeptSlot, ...]:
    """Those that are not done; empty for a patient who was never assessed. One query."""
    notes = Reassessment.objects.filter(patient_id=patient.id).values_list("slots", flat=True).first()
    return kept_slots(notes or [])
