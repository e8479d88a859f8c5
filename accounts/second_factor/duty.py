"""Whose sign-in needs a second factor, and whether this session has shown one."""

from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from accounts.policy import policy

SHOWN = "second_factor_shown"
PROFILE = "PROFILE"


def is_required(user: User) -> bool:
    """True for the roles that must show one, and for superusers as soon as any role must."""
    roles = roles_on_duty()
    return user.role in roles or bool(roles and user.is_superuser)


def roles_on_duty() -> frozenset[str]:
    """The roles of SECOND_FACTOR_ROLES; `PROFILE` there adds those of the security profile."""
    named = frozenset(settings.SECOND_FACTOR_ROLES)
    return (named - {PROFILE}) | policy().second_factor_roles if PROFILE in named else named


def has_shown(request: HttpRequest) -> bool:
    """True when a factor was shown in this session."""
    return bool(request.session.get(SHOWN))


def note_shown(request: HttpRequest) -> None:
    """Remember in the session that a factor was shown."""
    request.session[SHOWN] = True
