"""One patient opened in an emergency by the other department; its lead has not judged it yet."""

from datetime import datetime, timedelta

from accounts.models import User
from patients.enums import EmergencyReason
from patients.models import Patient
from patients.services.emergency import emergency_open
from patients.specs.emergency import EmergencySpec

OPENED, OPENER, AGO = "DH20260105", "doctor2", timedelta(hours=30)
SPEC = EmergencySpec(reason_code=EmergencyReason.CONSULTATION, reason_text="夜间急会诊：突发下肢无力（演示）")


def emergency_write(now: datetime) -> None:
    """The access was over some hours ago; who was told finds the notice and the review."""
    patient = Patient.objects.get(hospital_number=OPENED)
    emergency_open(by=User.objects.get(username=OPENER), patient=patient, spec=SPEC, now=now - AGO)
