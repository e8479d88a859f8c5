"""Who outside the department may see a patient, and until when."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission, can
from patients.enums import AccessReason
from patients.models import CareTeamMember, Patient
from patients.services.writing import for_a_time_only, locked, must, refuse
from patients.specs.contacts import GrantSpec


@transaction.atomic
def care_team_grant(*, by: User, patient: Patient, spec: GrantSpec, today: date) -> CareTeamMember:
    """The person's access, new or changed. Raises ValidationError for a referral without an end to come.

    And for somebody who sees the patient for a time only: nobody prolongs that, not for others either.
    """
    must(by, Permission.PATIENT_MERGE)
    row = locked(patient.id)
    refuse(
        {
            "__all__": for_a_time_only(by, row),
            "user": _person_problem(spec.user),
            "until": _until_problem(spec, today),
        }
    )
    member, _made = CareTeamMember.objects.update_or_create(
        patient=row, user=spec.user, defaults={"reason": spec.reason, "until": spec.until, "granted_by": by}
    )
    return member


@transaction.atomic
def care_team_revoke(*, by: User, patient: Patient, user_id: UUID) -> bool:
    """True when the person had access and has none any more; the history keeps who had it."""
    must(by, Permission.PATIENT_MERGE)
    locked(patient.id)
    deleted, _tables = CareTeamMember.objects.filter(patient=patient, user_id=user_id).delete()
    return bool(deleted)


def _person_problem(user: User) -> object:
    if can(user, Permission.PATIENT_VIEW):
        return None
    return _("This account cannot see patients: it is inactive or has no clinical role.")


def _until_problem(spec: GrantSpec, today: date) -> object:
    if spec.until is None:
        return _("A referral needs its last day.") if spec.reason == AccessReason.REFERRAL else None
    return _("This day is past. Accepted: today or later.") if spec.until < today else None
