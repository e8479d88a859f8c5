"""Reading users and places."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from accounts.audit import SESSIONS
from accounts.enums import Role
from accounts.models import Department, TrailEntry, User, Ward

SHOWN = 20


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
    if not _sees_all(user):
        people = User.objects.filter(Q(hospital_id=user.hospital_id))
        rows = rows.filter(user_id__in=people.values("id"))
    return rows.filter(Q(patient_id=patient)) if patient else rows


@dataclass(frozen=True, slots=True)
class SignedOut:
    """Somebody's sessions, ended by somebody else."""

    at: datetime
    by: str
    whose: str
    sessions: int


def signed_out(user: User) -> list[SignedOut]:
    """Whose sessions administrators of the user's hospital ended last; of all for a user of no hospital."""
    staff = User.objects.filter(is_staff=True)  # few, so their lines are found by their index
    if not _sees_all(user):
        staff = staff.filter(Q(hospital_id=user.hospital_id))
    rows = TrailEntry.objects.filter(user_id__in=staff.values("id"), subject=SESSIONS)[:SHOWN]
    people = User.objects.filter(pk__in=[row.row_id for row in rows])
    names = {str(one.pk): one.name for one in people}
    return [
        SignedOut(row.at, row.user_name, names.get(row.row_id, row.row_id), row.before["sessions"])
        for row in rows
    ]


def _sees_all(user: User) -> bool:
    return user.is_superuser or not user.hospital_id
