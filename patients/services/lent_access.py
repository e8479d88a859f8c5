"""Access to one patient lent to people by name, to a board or for a referral, and its end.

One row per person and patient. Who is in the care team for another reason keeps that reason, but a referral
takes it over: it reaches furthest. The day is only ever moved out.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission, can
from patients.enums import AccessReason
from patients.models import CareTeamMember, Patient
from patients.selectors.access import sees_by_place
from patients.services.writing import locked


@transaction.atomic
def access_lend(
    *, by: User | None, patient: Patient, users: Collection[User], until: date, reason: AccessReason
) -> int:
    """Let these people see the patient to the end of `until`; how many rows were written. Twice is once.

    Left out are people who see the patient by their place, and accounts that see no patients at all. `by`
    None: a rule asked, then the person named is the one who sees.
    """
    row = locked(patient.id)
    outside = [user for user in users if can(user, Permission.PATIENT_VIEW) and not sees_by_place(user, row)]
    standing = CareTeamMember.objects.filter(patient=row, user__in=outside)
    known = set(standing.values_list("user_id", flat=True))
    taken_over = {"reason": reason} if reason == AccessReason.REFERRAL else {}
    longer = standing.filter(until__lt=until).update(until=until, **taken_over)
    new = [
        CareTeamMember(patient=row, user=user, reason=reason, until=until, granted_by=by or user)
        for user in outside
        if user.id not in known
    ]
    CareTeamMember.objects.bulk_create(new)
    return longer + len(new)


@transaction.atomic
def access_take_back(*, patient: Patient, user_ids: Collection[UUID], reason: AccessReason) -> int:
    """Take back what was lent to these people for this reason; how many lost it. Other reasons stay."""
    locked(patient.id)
    rows = CareTeamMember.objects.filter(patient=patient, user_id__in=user_ids, reason=reason)
    return rows.delete()[0]
