"""Whoever must show a second factor and has not reaches nothing else."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from accounts.policy.ageing import has_to_choose
from accounts.problems import problem
from accounts.second_factor.duty import has_shown, is_required
from accounts.second_factor.factors import has_factor
from accounts.sessions.asking import wants_data
from accounts.sessions.middleware import is_always_open

OPEN = ("accounts:factor",)


class SecondFactorMiddleware:
    """Leads to setting a factor up, or back to sign-in when the session is older than the factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and is_required(user) and not has_shown(request):
            return self._led(request, user)
        return self.get_response(request)

    def _led(self, request: HttpRequest, user: User) -> HttpResponse:
        if has_factor(user):
            logout(request)
            if wants_data(request):
                return self.get_response(request)  # which answers nobody
            return redirect_to_login(request.get_full_path())
        if is_always_open(request.path) or request.path in _open(user):
            return self.get_response(request)
        if wants_data(request):
            words = _("Sign in on the page first and set up your second factor.")
            return problem(403, "set_up_second_factor", words)
        return redirect("accounts:factor")


def _open(user: User) -> set[str]:
    """The password first: whoever has a temporary one sets the factor up under a password of their own."""
    names = (*OPEN, "accounts:password") if has_to_choose(user, clock.now()) else OPEN
    return {reverse(name) for name in names}
