"""Opening a locked session again, and asking for that before a person changes how they sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from accounts.sessions import marks
from accounts.throttle import forgive

View = Callable[..., HttpResponseBase]


def unlocked(request: HttpRequest, user: User, backend: str | None = None) -> None:
    """Open a locked session to the user it belongs to, who has just shown that it is them."""
    request.session.cycle_key()
    login(request, user, backend=backend)
    forgive(user.username)
    marks.begin(request, clock.now())


def asks_again(page: str) -> Callable[[View], View]:
    """For whoever showed a moment ago who they are; everybody else does so at the lock screen first.

    From there one comes back to `page`. Stands below `login_required`.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            now = clock.now()
            if marks.is_fresh(request, now):
                return view(request, *args, **kwargs)
            marks.lock(request, now, reverse(page))
            messages.info(request, _("First show once more that it is you; then do this again."))
            return redirect("accounts:lock")

        return guarded

    return guard
