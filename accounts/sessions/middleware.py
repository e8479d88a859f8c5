"""Ends a session nobody uses, keeps a locked one shut, and notes when a person last did something."""

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import clock
from accounts.problems import problem
from accounts.sessions import marks
from accounts.sessions.asking import is_background, wants_page

STATE = "X-Session"
# What a locked session, and one whose password must be changed, can still ask for.
ALWAYS_OPEN = (
    "accounts:lock", "accounts:unlock", "accounts:session", "accounts:resume", "accounts:logout",
    "accounts:oidc", "accounts:oidc_back", "accounts:language", "set_language", "livez", "readyz", "healthz",
    "metrics",
)  # fmt: skip


class SessionTimesMiddleware:
    """Stands right behind the middleware that knows the user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        now = clock.now()
        if request.user.is_authenticated and marks.is_over(request, now):
            logout(request)
        was_signed_in = request.user.is_authenticated
        if was_signed_in and marks.is_locked(request) and not is_always_open(request.path):
            return _turned_away(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            _note(request, now, was_signed_in=was_signed_in)
        return response


def is_always_open(path: str) -> bool:
    """True for addresses that show nothing of the house."""
    return path in {reverse(name) for name in ALWAYS_OPEN}


def _turned_away(request: HttpRequest) -> HttpResponseBase:
    """The lock screen, or 401 for what is not a page."""
    if wants_page(request):
        return redirect("accounts:lock")
    words = _("This session is locked.")
    return problem(401, "not_authenticated", words, headers={STATE: "locked"})


def _note(request: HttpRequest, now: datetime, *, was_signed_in: bool) -> None:
    if not was_signed_in:
        marks.begin(request, now)
    elif not marks.is_locked(request) and not is_background(request):
        marks.touch(request, now)
