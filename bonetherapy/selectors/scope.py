"""Which doses belong to a user's worklist:

those of the department, and of patients whose care team names the user.
"""

from django.db.models import Q, QuerySet

from accounts.models import Department, User
from bonetherapy.enums import DoseState
from bonetherapy.models import Dose
from patients.selectors.access import WHOLE_HOSPITAL, care_team_patients

AWAITED = Q(state=DoseState.PLANNED, patient__voided_at=None)


def awaited_doses() -> QuerySet[Dose]:
    """Planned doses of patients who are not voided."""
    return Dose.objects.filter(AWAITED)


def ward_doses(user: User) -> QuerySet[Dose]:
    """Awaited doses of the user's department, or of the whole hospital for who works for all of it.

    One range of the index `dose_ward_list` by department and due date.
    """
    if user.role in WHOLE_HOSPITAL and user.hospital_id:
        places = Department.objects.filter(hospital_id=user.hospital_id)
        return awaited_doses().filter(department__in=places.values("id"))
    if user.department_id is None:
        return Dose.objects.none()
    return awaited_doses().filter(department_id=user.department_id)


def team_doses(user: User) -> QuerySet[Dose]:
    """Awaited doses of care-team patients from elsewhere: never the same row as in `ward_doses`."""
    rows = awaited_doses().filter(patient__in=care_team_patients(user))
    if user.role in WHOLE_HOSPITAL and user.hospital_id:
        return rows.exclude(department__hospital_id=user.hospital_id)
    return rows if user.department_id is None else rows.exclude(department_id=user.department_id)
