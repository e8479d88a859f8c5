"""Reading users and places."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import Department, User, Ward


def colleagues(user: User) -> QuerySet[User]:
    """Active staff of the user's hospital, by name."""
    return User.objects.filter(Q(hospital_id=user.hospital_id), is_active=True).order_by("name")


def doctors(user: User) -> QuerySet[User]:
    """Oncologists of the user's hospital."""
    return colleagues(user).filter(role=Role.ONCOLOGIST)


def departments(user: User) -> QuerySet[Department]:
    """Active departments of the user's hospital."""
    return Department.objects.filter(Q(hospital_id=user.hospital_id), is_active=True)


def wards(user: User) -> QuerySet[Ward]:
    """Active wards of the user's department, or of the whole hospital for a user without one."""
    rows = Ward.objects.filter(Q(department__hospital_id=user.hospital_id), is_active=True)
    return rows.filter(department_id=user.department_id) if user.department_id else rows
