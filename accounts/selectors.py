"""Reading users and places."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from accounts.enums import Role
from accounts.models import Department, TrailEntry, User, Ward


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


def trail_of(user: User, *, since: date, until: date, patient: UUID | None) -> QuerySet[TrailEntry]:
    """What the people of the user's hospital did on these days; of everybody for a user of no hospital."""
    begin, end = (make_aware(datetime.combine(day, time.min)) for day in (since, until + timedelta(days=1)))
    rows = TrailEntry.objects.filter(at__gte=begin, at__lt=end)
    if user.hospital_id and not user.is_superuser:
        rows = rows.filter(user_id__in=User.objects.filter(hospital_id=user.hospital_id).values("id"))
    return rows.filter(Q(patient_id=patient)) if patient else rows
