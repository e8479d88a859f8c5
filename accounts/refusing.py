"""The page of a sign-in that is paused: when to try again and whom to call. The same for every reason."""

import math
from datetime import timedelta

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts import clock
from accounts.sessions.asking import wants_page
from accounts.throttle import wait_of


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None, credentials: dict[str, str] | None
) -> HttpResponse:
    """What django-axes shows for a locked user name."""
    return _page(request, wait=_wait(request, (credentials or {}).get("username", "")))


def refused(request: HttpRequest, *, username: str = "") -> HttpResponse:
    """For an address or a name that has to wait, else for a locked name."""
    return _page(request, wait=wait_of(request, username) or _wait(request, username))


def _page(request: HttpRequest, *, wait: timedelta) -> HttpResponse:
    minutes = max(1, math.ceil(wait.total_seconds() / 60))
    if not wants_page(request):
        word = _("There were too many wrong attempts. Please try again in %(n)d minutes.") % {"n": minutes}
        return JsonResponse({"errors": [word]}, status=429)
    context = {"minutes": minutes, "again_at": clock.now() + wait, "support": settings.SUPPORT_CONTACT}
    return render(request, "accounts/locked_out.html", context, status=429)


def _wait(request: HttpRequest, username: str) -> timedelta:
    """How long the lock still holds: counted from the last failure that was counted."""
    cool_off = get_cool_off(request) or timedelta(0)
    last = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    return max(last.attempt_time + cool_off - clock.now(), timedelta(0)) if last else cool_off
