"""The four users of the house, signed in, each with the pages of their day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Model
from django.urls import reverse

from accounts.enums import Discipline, Role
from accounts.models import Department, User
from accounts.sessions.store import SessionStore
from bonetherapy.models import Dose
from patients.models import Patient

BACKEND = "accounts.backends.HouseBackend"
# Twenty nurses, fifteen doctors, ten radiologists, five coordinators of fifty.
SHARES = ((Role.NURSE, 0.4), (Role.ONCOLOGIST, 0.3), (Role.RADIOLOGIST, 0.2), (Role.COORDINATOR, 0.1))
LISTS = {
    Role.NURSE: ("bonetherapy:day", "bonetherapy:calendar", "worklist:calls", "worklist:inbox"),
    Role.ONCOLOGIST: ("worklist:tasks", "case:prereads", "patients:list"),
    Role.RADIOLOGIST: ("imaging:board", "imaging:my_reviews", "patients:list"),
    Role.COORDINATOR: ("case:board", "following:board", "imaging:board", "worklist:tasks"),
}


@dataclass(frozen=True, slots=True)
class PageOf:
    """One address, and the name its figures go under."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody signed in."""

    session: str
    pages: tuple[PageOf, ...]


def visitors(number: int, today: date) -> list[Visitor]:
    """So many, of different departments."""
    departments = list(Department.objects.order_by("id")[:number])
    roles = [role for role, share in SHARES for _ in range(round(share * number))]
    return [_visitor(role, departments[at % len(departments)], at, today) for at, role in enumerate(roles)]


def _visitor(role: Role, department: Department, at: int, today: date) -> Visitor:
    user = _user(role, department, at)
    return Visitor(_signed_in(user), (*_lists(role), *_of_patients(role, department, today)))


def _user(role: Role, department: Department, at: int) -> User:
    facts: dict[str, Any] = {
        "name": f"{role} {at}",
        "role": role,
        "hospital": department.hospital,
        "department": department,
        "discipline": Discipline.RADIOLOGY if role == Role.RADIOLOGIST else Discipline.MED_ONC,
    }
    return User.objects.get_or_create(username=f"load-{role.lower()}-{at}", defaults=facts)[0]


def _signed_in(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _lists(role: Role) -> list[PageOf]:
    return [PageOf(name, reverse(name)) for name in LISTS[role]]


def _of_patients(role: Role, department: Department, today: date) -> list[PageOf]:
    """Three patients of the department, and for a nurse three doses of today."""
    patients = Patient.objects.filter(department=department).order_by("id")[:3]
    found = [_to("patients:detail", row) for row in patients]
    if role == Role.NURSE:
        doses = Dose.objects.filter(department=department, state="PLANNED", planned_on=today)[:3]
        found += [_to("bonetherapy:dose_give", dose) for dose in doses]
    return found


def _to(name: str, row: Model) -> PageOf:
    return PageOf(name, reverse(name, args=[row.pk]))
