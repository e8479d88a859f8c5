"""What every writer of this room shares: the locked row, and bad input said per field."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission, can
from patients.models import Patient
from patients.selectors.access import sees_for_good

OLDEST_YEARS = 130


def locked(patient_id: UUID) -> Patient:
    """The patient's row, held until the transaction ends; raises Conflict when it was voided meanwhile.

    Without the key: rows that only point to the patient may be written by others at the same time.
    """
    patient = Patient.objects.select_for_update(of=("self",), no_key=True).get(pk=patient_id)
    if patient.voided_at is not None:
        raise Conflict(_("This patient's record is void."))
    return patient


def must(by: User, permission: Permission) -> None:
    """Raises PermissionDenied when the user's role does not have the permission."""
    if not can(by, permission):
        raise PermissionDenied


def refuse(problems: Mapping[str, object]) -> None:
    """Raises ValidationError with the fields whose problem is not None."""
    found = {name: problem for name, problem in problems.items() if problem}
    if found:
        raise ValidationError(found)


def for_a_time_only(by: User, patient: Patient) -> object:
    """What is wrong when a guest, or somebody in an emergency, does what outlasts it; else None."""
    if sees_for_good(by, patient):
        return None
    return _(
        "You see this patient for a limited time only. Ask somebody of the patient's department to do this."
    )


def not_in_future(day: date | None, today: date) -> object:
    """What is wrong with a date that says when something happened; None when nothing is."""
    if day is not None and day > today:
        return _("This date lies in the future. Accepted: today or earlier.")
    return None


def not_before_birth(day: date | None, patient: Patient) -> object:
    """What is wrong with a date before the patient was born; None when nothing is."""
    if day is not None and day < patient.birth_date:
        return _("This date is before the patient's birth.")
    return None


def happened(day: date | None, patient: Patient, today: date) -> object:
    """What is wrong with the date of something seen in this patient; None when nothing is."""
    return not_in_future(day, today) or not_before_birth(day, patient)


def without_reason(reason: str) -> object:
    """What is wrong with an empty or endless reason; None when nothing is."""
    longest = Patient.void_reason.field.max_length or 0
    if not reason.strip():
        return _("Please give a reason.")
    return _("At most %(n)s characters.") % {"n": longest} if len(reason.strip()) > longest else None
