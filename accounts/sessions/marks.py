"""What a session notes about itself: begun, last used, locked, where. The browser cannot write any of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest

from accounts import audit
from accounts.policy import policy
from accounts.sessions.devices import device_of
from accounts.sessions.store import ADDRESS, BEGAN, DEVICE, LOCKED, RETURN_TO, SEEN
from accounts.sessions.times import Left, left, moment, noted_every

FRESH = timedelta(minutes=10)


def begin(request: HttpRequest, now: datetime) -> None:
    """The person has just shown who they are: both clocks start, a lock is gone."""
    session = request.session
    for mark in (LOCKED, RETURN_TO):
        session.pop(mark, None)
    session[BEGAN] = int(now.timestamp())
    session.set_expiry(now + policy().absolute)
    _see(request, now)


def touch(request: HttpRequest, now: datetime) -> None:
    """The person did something; written at most once in a while."""
    seen = moment(request.session.get(SEEN))
    if seen is None or now - seen >= noted_every():
        _see(request, now)


def lock(request: HttpRequest, now: datetime, return_to: str) -> None:
    """Nothing opens any more but the lock screen. Locking twice keeps the first page to return to."""
    if not is_locked(request):
        request.session[LOCKED] = int(now.timestamp())
        request.session[RETURN_TO] = return_to


def is_locked(request: HttpRequest) -> bool:
    """True between locking and the password."""
    return LOCKED in request.session


def locked_at(request: HttpRequest) -> datetime:
    """When a locked session was locked."""
    return datetime.fromtimestamp(request.session[LOCKED], UTC)


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """True when the person showed a moment ago who they are: at sign-in or at the lock screen."""
    began = moment(request.session.get(BEGAN))
    return began is not None and now - began <= FRESH


def return_to(request: HttpRequest) -> str:
    """The page on which the session was locked."""
    return str(request.session.get(RETURN_TO) or "/")


def left_of(request: HttpRequest, now: datetime) -> Left:
    """What is left of the session of a signed-in user."""
    session: Any = request.session
    began = moment(session.get(BEGAN)) or now
    return left(began=began, seen=moment(session.get(SEEN)) or began, now=now)


def is_over(request: HttpRequest, now: datetime) -> bool:
    """True when nobody used the session for too long, or it lasted too long."""
    return left_of(request, now).time <= timedelta(0)


def _see(request: HttpRequest, now: datetime) -> None:
    request.session[SEEN] = int(now.timestamp())
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
    request.session[ADDRESS] = audit.address_of(request)
