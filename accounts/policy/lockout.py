"""What django-axes asks the profile: how many wrong passwords lock a name, and for how long."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from accounts.policy import policy


def failure_limit(request: HttpRequest | None, credentials: dict[str, Any] | None) -> int:
    """Wrong passwords until the name is locked."""
    return policy().failure_limit


def lock_time(request: HttpRequest | None) -> timedelta:
    """How long a locked name stays locked, from its last failure that was counted."""
    return policy().lock_time
