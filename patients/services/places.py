"""Where a patient is: department, ward, bed. Everything that is due follows in the same transaction."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from patients.models import Patient
from patients.selectors.access import OWN_DEPARTMENT
from patients.services.writing import for_a_time_only, locked, must, refuse
from patients.specs.people import PlaceSpec

Follower = Callable[..., object]


@transaction.atomic
def patient_move(*, by: User, patient: Patient, spec: PlaceSpec, doctor: User | None = None) -> Patient:
    """The patient at the new place; what other rooms keep per department has followed.

    `doctor` is responsible there. None: the one before, who in another department is so no longer.
    Raises ValidationError for a place outside the patient's hospital, a doctor of another department, and
    somebody who sees the patient for a time only.
    """
    must(by, Permission.PATIENT_EDIT)
    row = locked(patient.id)
    guest = {"__all__": for_a_time_only(by, row)}
    refuse(guest | _place_problems(row.hospital_id, spec) | _doctor_problem(spec, doctor))
    moved = row.department_id != spec.department.id
    row.department, row.ward, row.bed = spec.department, spec.ward, spec.bed.strip()
    if doctor or moved:
        row.responsible_doctor = doctor or _who_comes_along(row)
    row.save(update_fields=["department", "ward", "bed", "responsible_doctor"])
    if moved:
        followers_tell(patient=row)
    return row


def followers_tell(*, patient: Patient, merged_from: Patient | None = None) -> None:
    """Calls every function of settings.PATIENT_FOLLOWERS: the rooms above move what they keep."""
    followers: list[Follower] = [import_string(path) for path in settings.PATIENT_FOLLOWERS]
    for follow in followers:
        follow(patient=patient, merged_from=merged_from)


def place_problems(by: User, spec: PlaceSpec, *, responsible: User | None = None) -> dict[str, object]:
    """Problems with where `by` wants to register: own hospital, and own department for those bound to one."""
    problems = _place_problems(by.hospital_id, spec)
    if by.role in OWN_DEPARTMENT and spec.department.id != by.department_id:
        problems["department"] = _("You can register patients in your own department only.")
    if responsible and responsible.hospital_id != spec.department.hospital_id:
        problems["responsible_doctor"] = _("This doctor does not work in the patient's hospital.")
    return problems


def _who_comes_along(row: Patient) -> User | None:
    """The doctor so far, when that is one of the department where the patient is now."""
    before = row.responsible_doctor
    return before if before and before.department_id == row.department_id else None


def _doctor_problem(spec: PlaceSpec, doctor: User | None) -> dict[str, object]:
    elsewhere = doctor is not None and doctor.department_id != spec.department.id
    return {"responsible_doctor": _("This doctor works in another department.") if elsewhere else None}


def _place_problems(hospital_id: object, spec: PlaceSpec) -> dict[str, object]:
    longest = Patient.bed.field.max_length or 0
    return {
        "department": _("This department belongs to another hospital.")
        if spec.department.hospital_id != hospital_id
        else None,
        "ward": _("This ward belongs to another department.")
        if spec.ward and spec.ward.department_id != spec.department.id
        else None,
        "bed": _bed_problem(spec, longest),
    }


def _bed_problem(spec: PlaceSpec, longest: int) -> object:
    if len(spec.bed.strip()) > longest:
        return _("At most %(n)s characters.") % {"n": longest}
    return None
