"""Whose sign-in needs a second factor, and whether this session has shown one."""

from django.conf import settings
from django.http import HttpRequest

from accounts.models import User

SHOWN = "second_factor_shown"


def is_required(user: User) -> bool:
    """True for the roles of SECOND_FACTOR_ROLES, and for superusers as soon as any role is named there."""
    roles = settings.SECOND_FACTOR_ROLES
    return user.role in roles or bool(roles and user.is_superuser)


def has_shown(request: HttpRequest) -> bool:
    """True when a factor was shown in this session."""
    return bool(request.session.get(SHOWN))


def note_shown(request: HttpRequest) -> None:
    """Remember in the session that a factor was shown."""
    request.session[SHOWN] = True
