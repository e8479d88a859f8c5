"""Slows down guessing before a password is hashed: one hash costs as much as twenty pages.

django-axes locks one user name for a fixed time; before that each further failure of a name doubles the wait,
and so it does for an address over all names. The counts live in the cache: when Redis is lost, sign-in stays
open, and the lock of each name, which is in the database, still holds.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError
from rest_framework.request import Request

from accounts import clock
from accounts.policy import policy

WINDOW_S = 60
LONGEST_S = 30 * 60
MEMORY_S = 60 * 60

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Brake:
    """So many failures are free; the next one waits `first_s`, and every `step` more double that."""

    name: str
    free: int
    step: int
    first_s: int

    def wait_s(self, failures: int) -> int:
        """Seconds until the next try, after so many failures."""
        if failures < self.free:
            return 0
        doublings = min((failures - self.free) // self.step, 20)
        return min(LONGEST_S, self.first_s << doublings)


FAILURES_PER_MINUTE = 30  # a whole ward may sign in through one address
ADDRESS = Brake("address", free=FAILURES_PER_MINUTE, step=10, first_s=WINDOW_S)
NAME = Brake("name", free=5, step=1, first_s=15)


def wait_of(request: HttpRequest | Request, name: str = "") -> timedelta:
    """How long this address, or this name, still has to wait; zero when it need not."""
    try:
        ends = cache.get_many([f"wait:{key}" for _, key in _keys(request, name)]).values()
    except (RedisError, OSError):
        log.warning("throttle_unavailable")
        return timedelta(0)
    return timedelta(seconds=max(0.0, *(end - clock.now().timestamp() for end in ends), 0.0))


def is_throttled(request: HttpRequest | Request, name: str = "") -> bool:
    """True while this address or this name has to wait."""
    return wait_of(request, name) > timedelta(0)


def note_failure(request: HttpRequest | Request, name: str = "") -> None:
    """Count one failed sign-in of this address and of this name."""
    try:
        for brake, key in _keys(request, name):
            cache.add(f"failures:{key}", 0, MEMORY_S)
            _brake(brake, key, cache.incr(f"failures:{key}"))
    except (RedisError, OSError, ValueError):  # ValueError: the hour ended between the two lines
        log.warning("throttle_unavailable")


def forgive(name: str) -> None:
    """The person behind the name has signed in: its failures are forgotten, those of the address are not."""
    try:
        cache.delete_many([f"failures:{_key(NAME, name)}", f"wait:{_key(NAME, name)}"])
    except (RedisError, OSError):
        log.warning("throttle_unavailable")


def typed_name(request: Any, credentials: dict[str, Any] | None = None) -> str:
    """The user name as sign-in reads it, so that no other spelling of it is counted apart.

    As django-axes keeps it: no longer than a user name can be, whatever was sent.
    """
    sent = credentials or getattr(request, "data", None) or request.POST
    return unicodedata.normalize("NFKC", str(sent.get("username") or "").strip())[:150]


def _brake(brake: Brake, key: str, failures: int) -> None:
    """Let the next try wait; a name at its limit is locked by django-axes instead."""
    wait = brake.wait_s(failures)
    if wait and (brake is ADDRESS or failures < policy().failure_limit):
        cache.set(f"wait:{key}", clock.now().timestamp() + wait, wait)


def _keys(request: HttpRequest | Request, name: str) -> list[tuple[Brake, str]]:
    address = [(ADDRESS, _key(ADDRESS, request.META.get("REMOTE_ADDR", "")))]
    return [*address, (NAME, _key(NAME, name))] if name else address


def _key(brake: Brake, value: str) -> str:
    """Whatever was typed, in a form a cache can hold."""
    return f"sign-in-{brake.name}:{hashlib.sha256(value.lower().encode()).hexdigest()[:32]}"
