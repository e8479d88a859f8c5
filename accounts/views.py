"""Signing in and out, the language switch, and what a person sets about themselves."""

from dataclasses import fields
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from accounts import services
from accounts.directory.oidc import is_configured
from accounts.forms import PasswordForm, ProfileForm, SignInForm
from accounts.models import User
from accounts.permissions import SignedInRequest
from accounts.refusing import refused
from accounts.second_factor.waiting import sign_in
from accounts.specs import ProfileSpec
from accounts.throttle import is_throttled, note_failure

CHOICES = [field.name for field in fields(ProfileSpec)]


class SignInView(LoginView):
    """The sign-in page. A signed-in user is sent home; guessing is slowed before any hash is computed."""

    template_name = "accounts/login.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the hospital's own sign-in is offered."""
        return super().get_context_data(has_oidc=is_configured(), support=settings.SUPPORT_CONTACT, **kwargs)

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """Refuse an address that failed too often, else check the password."""
        if is_throttled(request):
            return refused(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """The password was right: now the code, if the user has a second factor."""
        user = form.get_user()
        return sign_in(self.request, user, backend=user.backend, next_page=self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with the user name kept."""
        note_failure(self.request)
        return super().form_invalid(form)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; a link cannot do it, only a button. The browser forgets what it kept of it."""
    logout(request)
    answer = redirect(settings.LOGOUT_REDIRECT_URL)
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@require_POST
def language_change(request: HttpRequest) -> HttpResponse:
    """Speak the chosen language from now on, on the same page; an unknown language changes nothing."""
    response = redirect(_same_site(request, request.POST.get("next", "")))
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return response
    if isinstance(request.user, User):
        services.language_change(by=request.user, language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _same_site(request: HttpRequest, address: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else "/"


@login_required
@require_POST
def projector_toggle(request: SignedInRequest) -> HttpResponse:
    """Dark projector mode on or off, remembered for the user; then the same page, which htmx never leaves."""
    is_on = services.projector_toggle(by=request.user)
    if getattr(request, "htmx", None):
        return trigger_client_event(HttpResponse(status=204), "projector", {"on": is_on})
    return redirect(_same_site(request, request.POST.get("next", "")))


@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    """Who I am here, and my choices."""
    user = request.user
    form = ProfileForm(request.POST or None, initial={name: getattr(user, name) for name in CHOICES})
    if request.method == "POST" and form.is_valid():
        services.profile_change(by=user, spec=form.spec())
        with override(user.language):
            messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})


@sensitive_post_parameters()
@login_required
def password_change(request: SignedInRequest) -> HttpResponseBase:
    """A new password; this session goes on under a new key, the user's other sessions end."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        services.password_changed(by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed. You are signed out everywhere else."))
        return redirect("accounts:profile")
    return render(request, "accounts/password.html", {"form": form})
