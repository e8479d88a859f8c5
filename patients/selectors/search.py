"""One box for everything: characters, pinyin, initials, hospital number, and whole identity or phone numbers.

Prefixes and exact hashes, each with an index behind it; always inside what the user may see.
"""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.crypto import blind_index
from accounts.models import User
from patients import identifiers, names
from patients.enums import MetastasisStatus
from patients.models import Contact, Patient
from patients.selectors.access import visible_listed, visible_to, visible_where

LONGEST_TERM = 60
PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Term:
    """What to look for. `value` of an IDENTIFIER is its blind index: the number itself is kept nowhere."""

    kind: Literal["TEXT", "IDENTIFIER"]
    value: str

    @property
    def is_text(self) -> bool:
        """True for names and hospital numbers, which may be shown again in the box."""
        return self.kind == "TEXT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to; None: not narrowed."""

    term: Term | None = None
    ward_id: UUID | None = None
    doctor_id: UUID | None = None
    has_doctor: bool | None = None
    confirmed: bool | None = None


def term_of(user: User, typed: str) -> Term | None:
    """What the typed text asks for; None when nothing readable was typed.

    A number that is the hospital number of somebody the user may see is a hospital number, whatever it looks
    like.
    """
    text = names.tidy(typed)[:LONGEST_TERM]
    if not names.folded(text):
        return None
    number = identifier_in(text)
    if number and not visible_to(user).filter(hospital_number=number_of(text)).exists():
        return Term("IDENTIFIER", blind_index(number))
    return Term("TEXT", text)


def identifier_in(text: str) -> str:
    """The tidy identity card or phone number, empty when the text is neither."""
    card = identifiers.tidy_national_id(text)
    if identifiers.NATIONAL_ID.fullmatch(card):
        return card
    phone = identifiers.tidy_phone(text)
    return phone if identifiers.is_phone(phone) else ""


def patients_found(user: User, filters: Filters) -> QuerySet[Patient]:
    """Patients the user may see who fit, by pinyin of the name, with everything a row of the list shows."""
    term = filters.term
    rows = visible_where(user, _condition(term)) if term else visible_listed(user)
    rows = rows.select_related("ward", "department", "responsible_doctor", "bone_metastasis")
    if filters.ward_id:
        rows = rows.filter(ward_id=filters.ward_id)
    if filters.doctor_id:
        rows = rows.filter(responsible_doctor_id=filters.doctor_id)
    if filters.has_doctor is not None:
        rows = rows.filter(responsible_doctor__isnull=not filters.has_doctor)
    if filters.confirmed is not None:
        confirmed = Q(bone_metastasis__status=MetastasisStatus.CONFIRMED)
        rows = rows.filter(confirmed) if filters.confirmed else rows.exclude(confirmed)
    return rows.order_by("name_pinyin", "id")


def _condition(term: Term) -> Q:
    if term.is_text:
        return _text(term.value)
    holders = Patient.objects.filter(national_id_index=term.value).order_by().values("id")
    phones = Contact.objects.filter(phone_index=term.value).order_by().values("patient_id")
    return Q(id__in=holders.union(phones))


def _text(text: str) -> Q:
    letters = names.folded(text)
    spelled = letters.replace("lyu", "lv").replace("nyu", "nv")
    condition = Q(name__startswith=text)
    if spelled:
        condition |= Q(name_pinyin__startswith=spelled) | Q(name_initials__startswith=spelled)
    if any(sign.isdigit() for sign in letters):
        condition |= Q(hospital_number__contains=number_of(text))
    return condition


def number_of(text: str) -> str:
    """A hospital number as it is stored: without blanks, in capitals."""
    return "".join(text.split()).upper()
