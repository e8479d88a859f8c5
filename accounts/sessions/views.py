"""The lock screen, coming back without leaving the page, and a person's list of sessions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock, services
from accounts.permissions import SignedInRequest
from accounts.sessions import marks, rows
from accounts.sessions.asking import wants_page
from accounts.sessions.forms import UnlockForm
from accounts.sessions.opening import asks_again, unlocked
from accounts.sessions.state import ended, same_site, state_of
from accounts.views import GuardedView, SignInView


@require_http_methods(["GET", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """How this session stands; asking keeps nothing alive, POST says that a person is at work."""
    now = clock.now()
    if request.method == "POST" and request.user.is_authenticated and not marks.is_locked(request):
        marks.touch(request, now)
    return JsonResponse(state_of(request, now))


@require_http_methods(["GET", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """The lock screen; POST locks. Somebody signed out, or not locked, has no business here."""
    if not request.user.is_authenticated:
        return redirect("accounts:login")
    if request.method == "POST":
        marks.lock(request, clock.now(), same_site(request, request.POST.get("next", "")))
        return redirect("accounts:lock") if wants_page(request) else session_state(request)
    if not marks.is_locked(request):
        return redirect("home")
    return render(request, "accounts/lock.html", {"form": UnlockForm(request)})


def session_state(request: HttpRequest) -> HttpResponse:
    """How this session stands, as data."""
    return JsonResponse(state_of(request, clock.now()))


@method_decorator(require_POST, name="dispatch")
class UnlockView(GuardedView):
    """The password of who locked the session opens it again, on the same page and under a new key."""

    template_name = "accounts/lock.html"
    form_class = UnlockForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for a locked session."""
        if not request.user.is_authenticated or not marks.is_locked(request):
            return redirect("home")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Back to the page; the key that was in the locked browser opens nothing any more."""
        page = marks.return_to(self.request)
        unlocked(self.request, form.get_user())
        return redirect(page)


@method_decorator(require_POST, name="dispatch")
class ResumeView(SignInView):
    """Signing in without leaving the page that is open: the answer is data, and what was typed stays."""

    redirect_authenticated_user = False

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """The password of a locked session opens it; for an ended one this is a sign-in as any other."""
        if request.user.is_authenticated and marks.is_locked(request):
            self.form_class = UnlockForm
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """How the session stands now; `more` names the page of a further step, to open beside this."""
        if isinstance(form, UnlockForm):
            unlocked(self.request, form.get_user())
            return session_state(self.request)
        answer: Any = super().form_valid(form)
        if not self.request.user.is_authenticated:
            return JsonResponse(ended(self.request) | {"state": "more", "url": answer.url})
        marks.begin(self.request, clock.now())
        return session_state(self.request)

    def form_invalid(self, form: Any) -> HttpResponse:
        """The one sentence of the sign-in page."""
        super().form_invalid(form)
        errors = list(form.non_field_errors()) or [_("Enter the password.")]
        return JsonResponse({"errors": errors}, status=422)


@require_POST
@login_required
@asks_again("accounts:profile")
def session_end(request: SignedInRequest) -> HttpResponse:
    """End one of one's own sessions."""
    if rows.end_one(by=request.user, handle=request.POST.get("handle", "")):
        messages.success(request, _("That session is ended."))
    else:
        messages.info(request, _("That session had ended already."))
    return redirect("accounts:profile")


@require_POST
@login_required
@asks_again("accounts:profile")
def sessions_end(request: SignedInRequest) -> HttpResponse:
    """End all of one's own sessions but this one; programs that hold a token lose it too."""
    rows.end_others(by=request.user, this=request.session.session_key)
    services.token_revoke(user=request.user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("accounts:profile")
