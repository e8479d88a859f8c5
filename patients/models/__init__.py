"""Tables of this room."""

from patients.models.access import CareTeamMember
from patients.models.contacts import Contact
from patients.models.diagnosis import BoneMetastasis, Diagnosis, DriverResult
from patients.models.emergency import EmergencyAccess
from patients.models.events import (
    Biopsy,
    EventFreeStatement,
    PrimarySize,
    ReportedResult,
    SkeletalEvent,
    Treatment,
)
from patients.models.limits import LimitsVersion
from patients.models.observations import BodyWeight, LabResult, Problem
from patients.models.overrides import Override
from patients.models.pathway import PathwayStep, RiskReview
from patients.models.patients import Patient
from patients.models.status import BodyHeight, DistressScreen, EcogScore, PainScore, RiskScore, Symptom

__all__ = [
    "Biopsy",
    "BodyHeight",
    "BodyWeight",
    "BoneMetastasis",
    "CareTeamMember",
    "Contact",
    "Diagnosis",
    "DistressScreen",
    "DriverResult",
    "EcogScore",
    "EmergencyAccess",
    "EventFreeStatement",
    "LabResult",
    "LimitsVersion",
    "Override",
    "PainScore",
    "PathwayStep",
    "Patient",
    "PrimarySize",
    "Problem",
    "ReportedResult",
    "RiskReview",
    "RiskScore",
    "SkeletalEvent",
    "Symptom",
    "Treatment",
]
