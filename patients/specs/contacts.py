"""Whom to reach, and who may look."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from patients.enums import AccessReason, ContactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSpec:
    """One person to reach. `phone` or `email` None leaves the stored one; empty text removes it."""

    kind: ContactKind
    name: str = ""
    phone: str | None = None
    email: str | None = None
    wants_messages: bool = False
    rank: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantSpec:
    """Access of one person to one patient; a referral needs `until`."""

    user: User
    reason: AccessReason
    until: date | None = None
