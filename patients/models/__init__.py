"""Tables of this room."""

from patients.models.access import CareTeamMember
from patients.models.contacts import Contact
from patients.models.diagnosis import BoneMetastasis, Diagnosis, DriverResult
from patients.models.observations import BodyWeight, LabResult, Problem
from patients.models.overrides import Override
from patients.models.patients import Patient

__all__ = [
    "BodyWeight",
    "BoneMetastasis",
    "CareTeamMember",
    "Contact",
    "Diagnosis",
    "DriverResult",
    "LabResult",
    "Override",
    "Patient",
    "Problem",
]
