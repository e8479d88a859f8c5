"""Openings in an emergency, for tests."""

from typing import Any

from accounts import clock
from accounts.models import User
from patients.enums import EmergencyReason
from patients.models import EmergencyAccess, Patient
from patients.services import emergency_open
from patients.specs.emergency import EmergencySpec

WORDS = "截瘫加重，骨科会诊"
SPEC = EmergencySpec(reason_code=EmergencyReason.CONSULTATION, reason_text=WORDS)
TYPED = {"reason_code": "CONSULTATION", "reason_text": WORDS}


def emergency(patient: Patient, by: User, **more: Any) -> EmergencyAccess:
    """`by` opens the patient now."""
    opened = emergency_open(by=by, patient=patient, spec=SPEC, now=clock.now(), **more)
    assert opened is not None
    return opened
