"""Patients of others in an emergency: finding one for certain, who is told, and what waits for a review."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.crypto import blind_index
from accounts.enums import Rank, Role
from accounts.models import Department, User
from accounts.permissions import Permission, can
from patients import names
from patients.models import Contact, EmergencyAccess, Patient
from patients.selectors.search import identifier_in, number_of

MOST_FOUND = 5


def emergency_door(user: User) -> QuerySet[Patient]:
    """Patients the user may open in an emergency: of the own hospital. Other hospitals refer."""
    if not can(user, Permission.EMERGENCY_OPEN) or user.hospital_id is None:
        return Patient.objects.none()
    rows = Patient.objects.filter(hospital_id=user.hospital_id, voided_at=None)
    return rows.select_related("department", "hospital", "responsible_doctor")


def emergency_found(user: User, *, typed: str, born: date | None) -> list[Patient]:
    """At most five patients who are certainly meant.

    A whole hospital number, identity card or phone number, or a whole name with the date of birth: a list to
    look around in is not given.
    """
    text = names.tidy(typed)
    if not names.folded(text):
        return []
    exact = Q(hospital_number=number_of(text)) | _identifier(identifier_in(text))
    if born is not None:
        exact |= Q(name=text, birth_date=born)
    return list(emergency_door(user).filter(exact).order_by("hospital_number", "id")[:MOST_FOUND])


def lead_of(department: Department, *, but: User) -> User | None:
    """Who is told for the department: its lead, else its oncologist of the highest rank; never `but`."""
    if department.lead and department.lead.is_active and department.lead != but:
        return department.lead
    doctors = User.objects.filter(department=department, role=Role.ONCOLOGIST, is_active=True)
    ranks = {rank: place for place, rank in enumerate(Rank.values)}
    others = doctors.exclude(pk=but.pk)
    return min(others, key=lambda doctor: (ranks.get(doctor.rank, len(ranks)), doctor.name), default=None)


def emergencies_of(user: User) -> QuerySet[EmergencyAccess]:
    """Openings the user may judge: those of others, of patients of the own department.

    Where the department has a lead: the lead and the patient's responsible doctor only.
    """
    if not can(user, Permission.EMERGENCY_REVIEW) or user.department_id is None:
        return EmergencyAccess.objects.none()
    mine = Q(patient__department__lead=None) | Q(patient__department__lead=user)
    rows = EmergencyAccess.objects.filter(
        mine | Q(patient__responsible_doctor=user),
        patient__department_id=user.department_id,
        patient__voided_at=None,
    )
    return rows.exclude(user=user).select_related("patient", "user", "user__department", "reviewed_by")


def emergencies_waiting(user: User) -> int:
    """How many of them nobody has judged yet."""
    return emergencies_of(user).filter(reviewed_at=None).order_by().count()


def _identifier(number: str) -> Q:
    if not number:
        return Q(pk__in=[])
    sealed = blind_index(number)
    holders = Contact.objects.filter(phone_index=sealed).order_by().values("patient_id")
    return Q(national_id_index=sealed) | Q(id__in=holders)
