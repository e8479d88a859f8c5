"""A wrong code or old password counts like one at the door: for the name's lock, and for the throttle."""

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from rest_framework.request import Request

from accounts.models import User
from accounts.second_factor.factors import code_use
from accounts.throttle import is_throttled, note_failure


def is_open(request: HttpRequest | Request, user: User) -> bool:
    """False while the name is locked or the address is throttled: then no code is looked at."""
    name = {"username": user.username}
    return not is_throttled(request, user.username) and bool(AxesProxyHandler.is_allowed(request, name))


def code_passes(request: HttpRequest | Request, user: User, code: str) -> bool:
    """True when the code is right and the name is not locked. Uses the code up, or counts a failure."""
    if not is_open(request, user):
        return False
    if code_use(user=user, code=code):
        return True
    failure_count(request, user)
    return False


def failure_count(request: HttpRequest | Request, user: User) -> None:
    """One more wrong try to be this person, whatever was typed."""
    user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)
    note_failure(request, user.username)
