"""Slows down guessing before a password is hashed: one hash costs as much as twenty pages.

django-axes locks one user name; this counts failures of one address over all names. It lives in the cache:
when Redis is lost, sign-in stays open, and the lock of each name, which is in the database, still holds.
"""

from typing import Any

import structlog
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError
from rest_framework.request import Request

FAILURES_PER_MINUTE = 30  # a whole ward may sign in through one address
WINDOW_S = 60

log = structlog.get_logger(__name__)


def is_throttled(request: HttpRequest | Request) -> bool:
    """True when this address failed too often within the last minute."""
    try:
        return int(cache.get(_key(request), 0)) >= FAILURES_PER_MINUTE
    except (RedisError, OSError):
        log.warning("throttle_unavailable")
        return False


def note_failure(request: HttpRequest | Request) -> None:
    """Count one failed sign-in of this address."""
    try:
        cache.add(_key(request), 0, WINDOW_S)
        cache.incr(_key(request))
    except (RedisError, OSError, ValueError):  # ValueError: the minute ended between the two lines
        log.warning("throttle_unavailable")


def typed_name(request: Any, credentials: dict[str, Any] | None = None) -> str:
    """The user name as django-axes keeps it: no longer than a user name can be, whatever was sent."""
    sent = credentials or getattr(request, "data", None) or request.POST
    return str(sent.get("username") or "")[:150]


def _key(request: HttpRequest | Request) -> str:
    return f"sign-in-failures:{request.META.get('REMOTE_ADDR', '')}"
