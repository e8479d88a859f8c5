"""What this hospital asks of passwords and sessions: one named profile, chosen by SECURITY_PROFILE."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

from django.conf import settings

from accounts.policy.profiles import PROFILES, Policy

__all__ = ["Policy", "policy"]


def policy() -> Policy:
    """The chosen profile, with the hospital's own times where it set some; KeyError for an unknown name."""
    return _policy(settings.SECURITY_PROFILE, settings.SESSION_IDLE_MINUTES, settings.SESSION_ABSOLUTE_HOURS)


@cache
def _policy(name: str, idle_minutes: int, absolute_hours: int) -> Policy:
    """Zero: the profile's own time."""
    chosen = PROFILES[name]
    return replace(
        chosen,
        idle=timedelta(minutes=idle_minutes) or chosen.idle,
        absolute=timedelta(hours=absolute_hours) or chosen.absolute,
    )
