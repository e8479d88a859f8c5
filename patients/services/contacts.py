"""Whom to reach: phone numbers in one spelling, sealed, and found only by their exact value."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.crypto import blind_index
from accounts.models import User
from accounts.permissions import Permission
from patients import identifiers, names
from patients.models import Contact, Patient
from patients.services.writing import locked, must, refuse
from patients.specs.contacts import ContactSpec

LAST_RANK = 9


@transaction.atomic
def contact_save(*, by: User, patient: Patient, spec: ContactSpec, contact: Contact | None = None) -> Contact:
    """The contact, new or changed. `wants_messages` False is the opt-out and holds from the next message on.

    Raises ValidationError for a number nobody can dial, an address nobody can write to, or neither of them.
    """
    must(by, Permission.PATIENT_EDIT)
    row = contact or Contact(patient=locked(patient.id))
    phone = row.phone if spec.phone is None else identifiers.tidy_phone(spec.phone)
    email = row.email if spec.email is None else spec.email.strip()
    refuse(_problems(spec, phone, email))
    row.kind, row.name, row.rank = spec.kind, names.tidy(spec.name), spec.rank
    row.phone, row.phone_index, row.email = phone, blind_index(phone), email
    row.wants_messages = spec.wants_messages
    row.save()
    return row


def _problems(spec: ContactSpec, phone: str, email: str) -> dict[str, object]:
    return {
        "phone": _phone_problem(phone, email),
        "email": _email_problem(email),
        "wants_messages": _("Messages go by e-mail: please enter an address.")
        if spec.wants_messages and not email
        else None,
        "rank": None if 1 <= spec.rank <= LAST_RANK else _("Accepted: 1 to %(n)s.") % {"n": LAST_RANK},
    }


def _phone_problem(phone: str, email: str) -> object:
    if not phone and not email:
        return _("Please enter a phone number or an e-mail address.")
    if phone and not identifiers.is_phone(phone):
        return _(
            "This is not a phone number. Accepted: a mobile number of 11 digits, a land line with its area"
            " code, or +country code."
        )
    return None


def _email_problem(email: str) -> object:
    try:
        validate_email(email or "nobody@hospital.invalid")
    except ValidationError:
        return _("This is not an e-mail address. Accepted: name@place.cn")
    return None
