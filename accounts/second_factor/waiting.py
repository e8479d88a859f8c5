"""Between the right password and the code: the session knows who, but nobody is signed in."""

from dataclasses import dataclass

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from accounts import clock
from accounts.models import User
from accounts.second_factor.duty import note_shown
from accounts.second_factor.factors import has_factor
from accounts.throttle import forgive

KEY = "second_factor_waiting"
SECONDS = 300


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose password was right a moment ago."""

    user: User
    backend: str
    next_page: str


def sign_in(
    request: HttpRequest, user: User, *, backend: str, next_page: str, has_shown: bool = False
) -> HttpResponse:
    """After the right password: to the page of the code if the user has a factor, else signed in.

    `has_shown`: the hospital's own sign-in asked for a second factor already.
    """
    if has_shown or not has_factor(user):
        return enter(request, Waiting(user, backend, next_page), has_shown=has_shown)
    request.session.cycle_key()
    request.session[KEY] = {
        "user": str(user.pk),
        "hash": user.get_session_auth_hash(),
        "backend": backend,
        "next": next_page,
        "until": clock.now().timestamp() + SECONDS,
    }
    return redirect("accounts:second_factor")


def who_waits(request: HttpRequest) -> Waiting | None:
    """Whose code is awaited; None when nobody's, when it took too long or the password has changed since."""
    kept = request.session.get(KEY)
    if not kept or kept["until"] < clock.now().timestamp():
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return Waiting(user, kept["backend"], kept["next"])


def enter(request: HttpRequest, waiting: Waiting, *, has_shown: bool) -> HttpResponse:
    """Sign in for good, under a new session key."""
    request.session.pop(KEY, None)
    login(request, waiting.user, backend=waiting.backend)
    forgive(waiting.user.username)
    if has_shown:
        note_shown(request)
    return redirect(waiting.next_page)
