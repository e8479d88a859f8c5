"""Whether the rules can be asked about every record: for administrators, of one hospital, without names."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from patients.models import Patient
from worklist.models import FactChange, Reassessment

SHOWN = 50


@dataclass(frozen=True, slots=True)
class AssessmentHealth:
    """Those that failed, newest first, and how many wait for the next sweep."""

    failed: list[Reassessment]
    waiting: int


def assessment_health(*, user: User, today: date) -> AssessmentHealth:
    """Of the user's hospital."""
    rows = Reassessment.objects.filter(
        Exists(Patient.objects.filter(pk=OuterRef("patient_id"), hospital=user.hospital))
    )
    marked = Exists(FactChange.objects.filter(patient_id=OuterRef("patient_id")))
    failed = rows.filter(failures__gt=0).order_by("-failed_at")[:SHOWN]
    return AssessmentHealth(list(failed), rows.filter(Q(marked) | Q(reassess_on__lte=today)).count())
