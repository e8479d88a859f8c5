"""To the hospital's own sign-in, and back."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.directory.oidc import (
    ProviderDown,
    ProviderRefused,
    is_configured,
    name_from_provider,
    to_provider,
)
from accounts.models import User
from accounts.refusing import refused
from accounts.second_factor.waiting import sign_in
from accounts.sessions.state import same_site
from accounts.throttle import is_throttled, note_failure

NEXT = "oidc_next"
BACKEND = "accounts.backends.HouseBackend"


def oidc_go(request: HttpRequest) -> HttpResponse:
    """Leaves for the provider and remembers the page asked for."""
    if not is_configured():
        return redirect("accounts:login")
    request.session[NEXT] = same_site(request, request.GET.get("next", ""))
    try:
        return to_provider(request)
    except ProviderDown:
        return _page(request, "down", 503)


def oidc_back(request: HttpRequest) -> HttpResponse:
    """Signs in the account the provider names. Unknown and switched off are one answer."""
    if not is_configured():
        return redirect("accounts:login")
    if is_throttled(request):
        return refused(request)
    try:
        name = name_from_provider(request)
    except ProviderDown:
        return _page(request, "down", 503)
    except ProviderRefused:
        note_failure(request)
        return _page(request, "again", 400)
    user = User.objects.filter(username=name, is_active=True).first() if name else None
    if user is None:
        return _page(request, "unknown", 403)
    next_page = request.session.pop(NEXT, settings.LOGIN_REDIRECT_URL)
    return sign_in(
        request, user, backend=BACKEND, next_page=next_page, has_shown=settings.OIDC_ASKS_SECOND_FACTOR
    )


def _page(request: HttpRequest, what: str, status: int) -> HttpResponse:
    context = {"what": what, "support": settings.SUPPORT_CONTACT}
    return render(request, "accounts/directory/not_signed_in.html", context, status=status)
