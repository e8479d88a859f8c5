"""Changes to accounts. Passwords are checked by Django's forms (accounts.policy.validators) before."""

import secrets
from datetime import datetime

from rest_framework.authtoken.models import Token

from accounts.models import FormerPassword, User
from accounts.policy import policy
from accounts.sessions.rows import end_all
from accounts.specs import ProfileSpec

# Without 0 O 1 l I: a temporary password is read out on the phone.
LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TEMPORARY_LENGTH = 12


def profile_change(*, by: User, spec: ProfileSpec) -> User:
    """The user with the new choices."""
    by.language = spec.language
    by.wants_email = spec.wants_email
    by.has_shortcuts = spec.has_shortcuts
    by.dark_projector = spec.dark_projector
    by.save(update_fields=["language", "wants_email", "has_shortcuts", "dark_projector"])
    return by


def language_change(*, by: User, language: str) -> User:
    """The user, speaking another language from the next page on."""
    by.language = language
    by.save(update_fields=["language"])
    return by


def projector_toggle(*, by: User) -> bool:
    """Turn the dark projector mode on or off; returns whether it is on now."""
    by.dark_projector = not by.dark_projector
    by.save(update_fields=["dark_projector"])
    return by.dark_projector


def password_change(*, by: User, password: str, now: datetime) -> User:
    """Set the person's own password; a token got with the old one opens nothing any more.

    Other sessions are ended by whoever knows which one is this one: accounts.sessions.rows.end_others.
    """
    former = by.password
    _set(by, password, now, is_temporary=False)
    _remember(by, former)
    token_revoke(user=by)
    return by


def token_revoke(*, user: User) -> None:
    """Take the user's API token away. Doing it twice is doing it once."""
    Token.objects.filter(user=user).delete()


def password_reset(*, user: User, now: datetime) -> str:
    """Give the user a temporary password and return it; their sessions and API token end."""
    temporary = "".join(secrets.choice(LETTERS) for _ in range(TEMPORARY_LENGTH))
    _set(user, temporary, now, is_temporary=True)
    token_revoke(user=user)
    end_all(user=user)
    return temporary


def password_forget(*, user: User) -> None:
    """Keep no password of the user: the hospital's own sign-in decides. Sessions and API token end."""
    user.set_unusable_password()
    user.must_change_password = False
    user.password_set_at = None
    user.save(update_fields=["password", "must_change_password", "password_set_at"])
    sign_out_everywhere(user=user)


def sign_out_everywhere(*, user: User) -> int:
    """End every session of the user and take the API token away; how many sessions."""
    token_revoke(user=user)
    return end_all(user=user)


def _set(user: User, password: str, now: datetime, *, is_temporary: bool) -> None:
    user.set_password(password)
    user.must_change_password = is_temporary
    user.password_set_at = now
    user.save(update_fields=["password", "must_change_password", "password_set_at"])


def _remember(user: User, former: str) -> None:
    """Keep as many former passwords as the profile refuses; the one in use is one of them."""
    kept = max(policy().former_passwords - 1, 0)
    if kept:
        FormerPassword.objects.create(user=user, password=former)
    newest = FormerPassword.objects.filter(user=user)[:kept].values_list("id", flat=True)
    FormerPassword.objects.filter(user=user).exclude(id__in=list(newest)).delete()
