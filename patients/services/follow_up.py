"""Which follow-up schedule a doctor chose, and since when the disease is back (VOC-04, IMG-01)."""

from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from guidelines.imaging.category import FollowUpCategory
from patients.models import Diagnosis, Patient
from patients.services.writing import happened, locked, must, refuse


@transaction.atomic
def follow_up_save(
    *, by: User, patient: Patient, category: FollowUpCategory | None, recurred_on: date | None, today: date
) -> Diagnosis:
    """The diagnosis with exactly this category and day; None: the rules derive the category again.

    Only oncologists choose (AMB-14). Raises ValidationError for an impossible day.
    """
    must(by, Permission.DIAGNOSIS_CONFIRM)
    row = locked(patient.id)
    refuse({"recurred_on": happened(recurred_on, row, today)})
    diagnosis = Diagnosis.objects.filter(patient=row).first() or Diagnosis(patient=row)
    diagnosis.follow_up_category, diagnosis.recurred_on = category or "", recurred_on
    diagnosis.save()
    return diagnosis
