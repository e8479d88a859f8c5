"""Access of another hospital's people to one patient for a referral, and its end.

One row per person and patient: it bears the reason that reaches furthest, and a day that lies further out
stays.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, can
from patients.enums import AccessReason
from patients.models import CareTeamMember, Patient
from patients.services.writing import locked, must


@transaction.atomic
def referral_access_grant(*, by: User, patient: Patient, users: Collection[User], until: date) -> int:
    """Let these people see this patient to the end of `until`; how many rows were written. Twice is once.

    Accounts that see no patients at all are left out.
    """
    must(by, Permission.CASE_REFER)
    row = locked(patient.id)
    standing = CareTeamMember.objects.filter(patient=row, user__in=users)
    known = set(standing.values_list("user_id", flat=True))
    longer = standing.filter(until__lt=until).update(reason=AccessReason.REFERRAL, until=until)
    new = [
        CareTeamMember(patient=row, user=user, reason=AccessReason.REFERRAL, until=until, granted_by=by)
        for user in users
        if user.id not in known and can(user, Permission.PATIENT_VIEW)
    ]
    CareTeamMember.objects.bulk_create(new)
    return longer + len(new)


@transaction.atomic
def referral_access_end(*, patient: Patient, user_ids: Collection[UUID]) -> int:
    """Take back what a referral gave these people; how many lost it. Other reasons stay."""
    locked(patient.id)
    rows = CareTeamMember.objects.filter(patient=patient, user_id__in=user_ids, reason=AccessReason.REFERRAL)
    return rows.delete()[0]
