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
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from accounts import clock, services
from accounts.directory.oidc import is_configured
from accounts.forms import PasswordForm, ProfileForm, SignInForm
from accounts.models import User
from accounts.permissions import SignedInRequest
from accounts.policy.ageing import has_to_choose
from accounts.refusing import refused
from accounts.second_factor.guard import failure_count, is_open
from accounts.second_factor.waiting import sign_in
from accounts.sessions import marks
from accounts.sessions.rows import end_others, open_sessions
from accounts.sessions.state import same_site
from accounts.specs import ProfileSpec
from accounts.throttle import is_throttled, note_failure, typed_name

CHOICES = [field.name for field in fields(ProfileSpec)]


class GuardedView(LoginView):
    """What every page that takes a password does: guessing is slowed before any hash is computed."""

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """Refuse an address or a name that failed too often, else check the password."""
        name = self.name_at_door()
        if is_throttled(request, name):
            return refused(request, username=name)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with the user name kept."""
        note_failure(self.request, self.name_at_door())
        return super().form_invalid(form)

    def name_at_door(self) -> str:
        """Whose password is tried: that of a locked session's user, else the name that was typed."""
        user = self.request.user
        is_asked = isinstance(user, User) and marks.is_locked(self.request)
        return user.username if is_asked else typed_name(self.request)


class SignInView(GuardedView):
    """The sign-in page. A signed-in user is sent home."""

    template_name = "accounts/login.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether the hospital's own sign-in is offered."""
        return super().get_context_data(has_oidc=is_configured(), support=settings.SUPPORT_CONTACT, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """The password was right: now the code, if the user has a second factor."""
        user = form.get_user()
        return sign_in(self.request, user, backend=user.backend, next_page=self.get_success_url())


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
    response = redirect(same_site(request, request.POST.get("next", "")))
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


@login_required
@require_POST
def projector_toggle(request: SignedInRequest) -> HttpResponse:
    """Dark projector mode on or off, remembered for the user; then the same page, which htmx never leaves."""
    is_on = services.projector_toggle(by=request.user)
    if getattr(request, "htmx", None):
        return trigger_client_event(HttpResponse(status=204), "projector", {"on": is_on})
    return redirect(same_site(request, request.POST.get("next", "")))


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
    sessions = open_sessions(user, this=request.session.session_key, now=clock.now())
    return render(request, "accounts/profile.html", {"form": form, "sessions": sessions})


@sensitive_post_parameters()
@login_required
def password_change(request: SignedInRequest) -> HttpResponseBase:
    """A new password; this session goes on under a new key, the user's other sessions end.

    Whoever finds the session open guesses the old one no faster than at the door.
    """
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and not is_open(request, request.user):
        return refused(request, username=request.user.username)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        services.password_change(by=request.user, password=password, now=clock.now())
        update_session_auth_hash(request, request.user)
        end_others(by=request.user, this=request.session.session_key)
        messages.success(request, _("Your password is changed. You are signed out everywhere else."))
        return redirect("accounts:profile")
    if "old_password" in form.errors:
        failure_count(request, request.user)
    is_due = has_to_choose(request.user, clock.now())
    context = {"form": form, "is_due": is_due}
    return render(request, "accounts/password.html", context, status=422 if form.errors else 200)
