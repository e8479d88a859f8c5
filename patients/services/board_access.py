"""Access of a board's members to a patient whose case they discuss, and its end.

One row per person and patient: who is in the care team for another reason keeps that reason, and the day is
only ever moved out.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.permissions import Permission, can
from patients.enums import AccessReason
from patients.models import CareTeamMember, Patient
from patients.selectors.access import sees_by_place
from patients.services.writing import locked


@transaction.atomic
def board_access_grant(*, by: User | None, patient: Patient, users: Collection[User], until: date) -> int:
    """Let these people see the patient to the end of `until`; how many rows were written.

    Left out are people who see the patient by their place, and accounts that see no patients at all. `by`
    None: a rule asked, then the person named is the one who sees. Twice is once.
    """
    row = locked(patient.id)
    outside = [user for user in users if can(user, Permission.PATIENT_VIEW) and not sees_by_place(user, row)]
    standing = CareTeamMember.objects.filter(patient=row, user__in=outside)
    known = set(standing.values_list("user_id", flat=True))
    longer = standing.filter(Q(until__lt=until)).update(until=until)
    new = [
        CareTeamMember(patient=row, user=user, reason=AccessReason.BOARD, until=until, granted_by=by or user)
        for user in outside
        if user.id not in known
    ]
    CareTeamMember.objects.bulk_create(new)
    return longer + len(new)


@transaction.atomic
def board_access_end(*, patient: Patient, user_ids: Collection[UUID]) -> int:
    """Take back what a board gave these people; how many lost it. Other reasons stay."""
    locked(patient.id)
    rows = CareTeamMember.objects.filter(patient=patient, user_id__in=user_ids, reason=AccessReason.BOARD)
    return rows.delete()[0]
