"""The only door to patients: who may see whom. Deny by default."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts import clock
from accounts.enums import Role
from accounts.models import User
from patients.models import CareTeamMember, Patient

WHOLE_HOSPITAL = frozenset({Role.COORDINATOR, Role.RADIOLOGIST})
OWN_DEPARTMENT = frozenset({Role.ONCOLOGIST, Role.NURSE})


def visible_to(user: User) -> QuerySet[Patient]:
    """Patients the user may see, without voided ones.

    Oncologists and nurses: their department. Coordinators and radiologists: their hospital. Every clinical
    role: patients whose care team names them, until the day stated. Administrators and auditors: nobody.
    """
    return Patient.objects.filter(_place(user) | Q(id__in=care_team_patients(user)), voided_at=None)


def care_team_patients(user: User) -> QuerySet[CareTeamMember, Any]:
    """Ids of patients whose care team names the user today."""
    if user.role in {Role.ADMINISTRATOR, Role.AUDITOR}:
        return CareTeamMember.objects.none().values("patient_id")
    return (
        CareTeamMember.objects.filter(user=user)
        .filter(Q(until=None) | Q(until__gte=clock.today()))
        .values("patient_id")
    )


def _place(user: User) -> Q:
    if user.role in WHOLE_HOSPITAL and user.hospital_id:
        return Q(hospital_id=user.hospital_id)
    if user.role in OWN_DEPARTMENT and user.department_id:
        return Q(department_id=user.department_id)
    return Q(pk__in=[])
