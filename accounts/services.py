"""Changes to accounts. Passwords are set through Django's own forms and hashers."""

import secrets

from rest_framework.authtoken.models import Token

from accounts.models import User
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


def password_changed(*, by: User) -> User:
    """Lift the duty to change a temporary password; a token got with the old one opens nothing any more."""
    by.must_change_password = False
    by.save(update_fields=["must_change_password"])
    token_revoke(user=by)
    return by


def token_revoke(*, user: User) -> None:
    """Take the user's API token away. Doing it twice is doing it once."""
    Token.objects.filter(user=user).delete()


def password_reset(*, user: User) -> str:
    """Give the user a temporary password and return it; their sessions and API token end."""
    temporary = "".join(secrets.choice(LETTERS) for _ in range(TEMPORARY_LENGTH))
    user.set_password(temporary)
    user.must_change_password = True
    user.save()
    token_revoke(user=user)
    return temporary


def password_forget(*, user: User) -> None:
    """Keep no password of the user: the hospital's own sign-in decides. Sessions and API token end."""
    user.set_unusable_password()
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    token_revoke(user=user)
