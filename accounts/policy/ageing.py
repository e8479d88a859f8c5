"""Until when a password may be used."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.policy import policy

# What a program is told meanwhile: a word for it, and a sentence for people.
CHOOSE_FIRST = "choose_password", _("Sign in on the page first and choose your own password.")


def is_expired(user: User, now: datetime) -> bool:
    """True when the profile lets passwords age and this one is too old, or nobody knows how old it is.

    The hospital's directory sees to the passwords it keeps.
    """
    longest = policy().max_age
    if longest is None or not user.has_usable_password():
        return False
    return user.password_set_at is None or now - user.password_set_at > longest


def has_ended(user: User, now: datetime) -> bool:
    """True for a temporary password nobody used in time, or nobody knows how old it is."""
    if not user.must_change_password:
        return False
    return user.password_set_at is None or now - user.password_set_at > policy().temporary_age


def has_to_choose(user: User, now: datetime) -> bool:
    """True when nothing else opens before the person has chosen a new password."""
    return user.must_change_password or is_expired(user, now)
