"""How often one person may do what can carry the house away piece by piece, or keep it from others.

Counted in the cache, by user and by the hour or minute of the clock. When Redis is lost nothing is refused,
as at sign-in: every one of these looks stands in the trail all the same.
"""

import time
from dataclasses import dataclass
from typing import Any

import structlog
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from redis.exceptions import RedisError
from rest_framework.throttling import BaseThrottle

from accounts.enums import ReadAction
from accounts.models import User

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of one kind within so many seconds; the setting says how many, 0: without end."""

    name: str
    setting: str
    seconds: int


REVEALS = Rate("reveals", "REVEALS_PER_HOUR", 3600)
EXPORTS = Rate("exports", "EXPORTS_PER_HOUR", 3600)
API = Rate("api", "API_REQUESTS_PER_MINUTE", 60)
OF_LOOKS = {
    ReadAction.REVEAL: REVEALS,
    ReadAction.CALL: REVEALS,
    ReadAction.PRINT: EXPORTS,
    ReadAction.EXPORT: EXPORTS,
}


class TooOften(Exception):
    """This person did it too often; `wait` seconds later it is open again."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(wait)


def look_spend(user: User, action: ReadAction) -> None:
    """Count one look; an ordinary one is not counted. Raises TooOften."""
    if action in OF_LOOKS:
        spend(user, OF_LOOKS[action])


def spend(user: User, rate: Rate) -> None:
    """Count one of this person. Raises TooOften."""
    most = int(getattr(settings, rate.setting))
    now = int(time.time())
    if most and _counted(f"rate:{rate.name}:{user.pk}:{now // rate.seconds}", rate.seconds) > most:
        log.warning("rate_exceeded", rate=rate.name, user=user.pk)
        raise TooOften(rate.seconds - now % rate.seconds)


def _counted(key: str, seconds: int) -> int:
    """How many with this one; 0 without a cache."""
    try:
        cache.add(key, 0, seconds)
        return int(cache.incr(key))
    except (RedisError, OSError, ValueError):  # ValueError: it ended between the two lines
        log.warning("rates_unavailable")
        return 0


class RateMiddleware:
    """Says on a page when it is open again."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = self.get_response(request)
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """429 for TooOften; anything else goes on."""
        if not isinstance(error, TooOften):
            return None
        minutes = -(-error.wait // 60)
        answer = render(request, "429.html", {"minutes": minutes}, status=429)
        answer["Retry-After"] = str(error.wait)
        return answer


class ApiRate(BaseThrottle):
    """REST framework: so many requests of one signed-in person or machine a minute."""

    def allow_request(self, request: Any, view: Any) -> bool:
        """False when the minute is spent; the unknown are turned away elsewhere."""
        try:
            if isinstance(request.user, User):
                spend(request.user, API)
        except TooOften as error:
            self._wait = error.wait
            return False
        return True

    def wait(self) -> float:
        """Seconds until it is open again."""
        return self._wait
