"""Which doses belong to a user's worklist: those of the place, and of patients of the user's care teams."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import Department, User
from bonetherapy.enums import DoseState
from bonetherapy.models import Dose
from patients.selectors.access import WHOLE_HOSPITAL

# A voided patient has no doses: patients.services refuses to void one who has, and a merge moves them.
AWAITED = Q(state=DoseState.PLANNED)


def awaited_doses() -> QuerySet[Dose]:
    """Planned doses."""
    return Dose.objects.filter(AWAITED)


def doses_within(user: User, team_patients: Collection[UUID] = ()) -> QuerySet[Dose]:
    """Awaited doses of the user's department (hospital, for who works for all of it) and of these patients.

    Ids, not a subquery, for the patients: else PostgreSQL reads every planned dose there is instead of one
    range of `dose_ward_list`.
    """
    return awaited_doses().filter(_reach(user, team_patients))


def held_within(user: User, team_patients: Collection[UUID] = ()) -> QuerySet[Dose]:
    """Doses that wait because their course is on hold, of the same place and patients."""
    return Dose.objects.filter(_reach(user, team_patients), state=DoseState.HELD)


def _reach(user: User, team_patients: Collection[UUID]) -> Q:
    place = _place(user)
    return place | Q(patient_id__in=team_patients) if team_patients else place


def _place(user: User) -> Q:
    if user.role in WHOLE_HOSPITAL and user.hospital_id:
        places = Department.objects.filter(hospital_id=user.hospital_id)
        return Q(department__in=list(places.values_list("id", flat=True)))
    return Q(pk__in=[]) if user.department_id is None else Q(department_id=user.department_id)
