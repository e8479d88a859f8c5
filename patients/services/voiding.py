"""Taking a wrong record out of every list, with a reason. Nothing is deleted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from patients.models import Patient
from patients.services.relations import rows_of_other_rooms
from patients.services.writing import locked, must, refuse, without_reason


@transaction.atomic
def patient_void(*, by: User, patient: Patient, reason: str, now: datetime) -> Patient:
    """The patient, void from now on; the hospital number is free again.

    Raises ValidationError without a reason, and while other rooms keep rows about the patient: a course whose
    patient disappears from the lists is a dose nobody gives. Such a record is merged into the right one
    instead.
    """
    must(by, Permission.PATIENT_MERGE)
    row = locked(patient.id)
    kept = rows_of_other_rooms(row)
    refuse(
        {
            "reason": without_reason(reason),
            "__all__": _("Other records hang on this patient (%(what)s). Merge it into the right patient.")
            % {"what": ", ".join(kept)}
            if kept
            else None,
        }
    )
    return mark_void(row=row, by=by, reason=reason, now=now)


def mark_void(
    *, row: Patient, by: User, reason: str, now: datetime, merged_into: Patient | None = None
) -> Patient:
    """Writes who voided the locked row, when, why, and into whom it was merged."""
    row.voided_at, row.voided_by, row.void_reason = now, by, reason.strip()
    row.merged_into = merged_into
    row.save(update_fields=["voided_at", "voided_by", "void_reason", "merged_into"])
    return row
