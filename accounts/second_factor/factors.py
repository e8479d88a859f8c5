"""Reading and changing the second factors of a person. They are rows of django-allauth's `Authenticator`.

A code is used up under the lock of its row, so that two sign-ins at the same moment cannot share one.
"""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.crypto import decrypt, encrypt
from accounts.models import User
from accounts.second_factor.codes import as_typed, matching_step
from accounts.second_factor.printed import PRINTED, code_strike, codes_issue, codes_left
from accounts.services import password_forget, password_reset, token_revoke

PHONE = Authenticator.Type.TOTP


def has_factor(user: User) -> bool:
    """True when the user's sign-in asks for a code."""
    return bool(Authenticator.objects.filter(user=user, type=PHONE).exists())


def factor_since(user: User) -> datetime | None:
    """When the factor was set up; None without one."""
    moment: datetime | None = (
        Authenticator.objects.filter(user=user, type=PHONE).values_list("created_at", flat=True).first()
    )
    return moment


def recovery_codes_left(user: User) -> int:
    """How many of the printed codes are not used up."""
    row = Authenticator.objects.filter(user=user, type=PRINTED).first()
    return codes_left(row) if row else 0


@transaction.atomic
def factor_activate(*, by: User, secret: str, code: str) -> list[str] | None:
    """Begin to ask for codes of this secret; the printed codes, or None when `code` is not the secret's.

    A token got with the password alone opens nothing any more.
    """
    step = matching_step(secret, as_typed(code), after=0)
    if step is None:
        return None
    _forget(by)
    Authenticator.objects.create(user=by, type=PHONE, data={"secret": encrypt(secret), "step": step})
    token_revoke(user=by)
    return recovery_codes_renew(by=by)


@transaction.atomic
def recovery_codes_renew(*, by: User) -> list[str]:
    """Ten new printed codes; the old ones open nothing any more."""
    _hold(by)
    return codes_issue(user=by)


@transaction.atomic
def code_use(*, user: User, code: str) -> bool:
    """Use a code up: True when it is the phone's of this moment or a printed one, and was never used."""
    plain = as_typed(code)
    rows = {row.type: row for row in Authenticator.objects.select_for_update().filter(user=user)}
    if PHONE not in rows:
        return False
    return _use_step(rows[PHONE], plain) or (PRINTED in rows and code_strike(rows[PRINTED], plain))


@transaction.atomic
def factor_remove(*, user: User) -> None:
    """Sign-in asks for no code any more. Doing it twice is doing it once."""
    _forget(user)


@transaction.atomic
def lost_factor_reset(*, user: User, now: datetime) -> str:
    """Take a lost factor away and end the user's sessions; returns a temporary password.

    Without it, whoever knows the old password could set up a factor of their own first. Empty for somebody
    whose password the directory keeps: that one is not ours to change.
    """
    _forget(user)
    if user.has_usable_password():
        return password_reset(user=user, now=now)
    password_forget(user=user)
    return ""


def _hold(user: User) -> None:
    """Ten hashes take a second or two: a second press in that time waits, and then makes its own."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _forget(user: User) -> None:
    _hold(user)
    Authenticator.objects.filter(user=user, type__in=[PHONE, PRINTED]).delete()


def _use_step(row: Authenticator, code: str) -> bool:
    step = matching_step(decrypt(row.data["secret"]), code, after=row.data["step"])
    if step is None:
        return False
    row.data["step"] = step
    row.save(update_fields=["data"])
    return True
