"""To the hospital's own sign-in, and back: into a new session, or into the one that is locked."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.directory.oidc import (
    Identity,
    ProviderDown,
    ProviderRefused,
    identity_from_provider,
    is_configured,
    to_provider,
)
from accounts.models import User
from accounts.refusing import refused
from accounts.second_factor.waiting import sign_in
from accounts.sessions import marks
from accounts.sessions.opening import unlocked
from accounts.sessions.state import same_site
from accounts.throttle import is_throttled, note_failure

NEXT = "oidc_next"
BACKEND = "accounts.backends.HouseBackend"
CLOCKS_DIFFER = timedelta(minutes=1)


def oidc_go(request: HttpRequest) -> HttpResponse:
    """Leaves for the provider and remembers the page asked for."""
    if not is_configured():
        return redirect("accounts:login")
    request.session[NEXT] = same_site(request, request.GET.get("next", ""))
    try:
        return to_provider(request, anew=marks.is_locked(request))
    except ProviderDown:
        return _page(request, "down", 503)


def oidc_back(request: HttpRequest) -> HttpResponse:
    """Signs in the account the provider names. Unknown and switched off are one answer."""
    if not is_configured():
        return redirect("accounts:login")
    if is_throttled(request):
        return refused(request)
    try:
        identity = identity_from_provider(request)
    except ProviderDown:
        return _page(request, "down", 503)
    except ProviderRefused:
        note_failure(request)
        return _page(request, "again", 400)
    user = User.objects.filter(username=identity.name, is_active=True).first() if identity.name else None
    if user is None:
        return _page(request, "unknown", 403)
    if marks.is_locked(request):
        return _to_locked(request, user, identity)
    return _enter(request, user)


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    next_page = request.session.pop(NEXT, settings.LOGIN_REDIRECT_URL)
    return sign_in(
        request, user, backend=BACKEND, next_page=next_page, has_shown=settings.OIDC_ASKS_SECOND_FACTOR
    )


def _to_locked(request: HttpRequest, user: User, identity: Identity) -> HttpResponse:
    """The page that was left, for its own user who was asked anew; somebody else starts at home."""
    if user != request.user:
        logout(request)
        return _enter(request, user)
    if identity.shown_at is None or identity.shown_at < marks.locked_at(request) - CLOCKS_DIFFER:
        return _page(request, "again", 400)
    page = marks.return_to(request)
    unlocked(request, user, backend=BACKEND)
    return redirect(page)


def _page(request: HttpRequest, what: str, status: int) -> HttpResponse:
    context = {"what": what, "support": settings.SUPPORT_CONTACT}
    return render(request, "accounts/directory/not_signed_in.html", context, status=status)
