"""How a session stands, for the page that has to know: what is left, whose it is, the token of its forms."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.http import url_has_allowed_host_and_scheme

from accounts import clock
from accounts.directory.oidc import is_configured
from accounts.sessions import marks
from accounts.sessions.times import warned_before


def state_of(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """`open`, `locked` or `ended`; times are seconds."""
    if not request.user.is_authenticated:
        return ended(request)
    left = marks.left_of(request, now)
    return {
        "state": "locked" if marks.is_locked(request) else "open",
        "user": str(request.user.pk),
        "ends_in": max(int(left.time.total_seconds()), 0),
        "can_be_extended": left.can_be_extended,
        "csrf": get_token(request),
    }


def ended(request: HttpRequest) -> dict[str, Any]:
    """What a page of a session that is over is told."""
    nothing = {"user": None, "ends_in": 0, "can_be_extended": False}
    return nothing | {"state": "ended", "csrf": get_token(request)}


def for_pages(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: when to warn, how to come back. Nothing for a request without its session."""
    if not hasattr(request, "session") or not request.user.is_authenticated:
        return {}
    left = marks.left_of(request, clock.now())
    times = {"ends_in": left.time, "warned_before": warned_before()}
    seconds = {name: int(time.total_seconds()) for name, time in times.items()}
    return {"session_times": seconds, "has_oidc": is_configured()}


def same_site(request: HttpRequest, address: str) -> str:
    """The address when it is one of ours, else the way home."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else "/"
