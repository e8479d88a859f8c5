"""The code at sign-in, and one's own page about the second factor."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.permissions import SignedInRequest
from accounts.refusing import refused
from accounts.second_factor.codes import in_fours
from accounts.second_factor.drawing import phone_address, qr_svg
from accounts.second_factor.duty import is_required, note_shown
from accounts.second_factor.factors import (
    factor_activate,
    factor_remove,
    factor_since,
    recovery_codes_left,
    recovery_codes_renew,
)
from accounts.second_factor.forms import CodeForm
from accounts.second_factor.guard import code_passes, is_open
from accounts.second_factor.setting_up import secret_forget, secret_offered
from accounts.second_factor.waiting import enter, who_waits
from accounts.sessions.opening import asks_again

AT_SIGN_IN = "accounts/second_factor/code.html"


@sensitive_post_parameters()
def second_factor(request: HttpRequest) -> HttpResponse:
    """The second step of signing in. Without a first one it leads to it."""
    waiting = who_waits(request)
    if waiting is None:
        return redirect("accounts:login")
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, AT_SIGN_IN, {"form": form})
    if code_passes(request, waiting.user, form.cleaned_data["code"]):
        return enter(request, waiting, has_shown=True)
    if not is_open(request, waiting.user):
        return refused(request, username=waiting.user.username)
    form.refuse()
    return render(request, AT_SIGN_IN, {"form": form})


@sensitive_post_parameters()
@login_required
@asks_again("accounts:factor")
def factor(request: SignedInRequest) -> HttpResponse:
    """What my sign-in asks for; without a factor, the way to one."""
    since = factor_since(request.user)
    if since is None:
        return _set_up(request)
    return _standing(request, CodeForm())


@sensitive_post_parameters()
@login_required
@require_POST
def factor_codes(request: SignedInRequest) -> HttpResponse:
    """New printed codes, against a code."""
    form = _proved(request)
    if form.errors:
        return _standing(request, form)
    return _printed(request, recovery_codes_renew(by=request.user))


@sensitive_post_parameters()
@login_required
@require_POST
def factor_drop(request: SignedInRequest) -> HttpResponse:
    """No factor any more, against a code; never for a role that needs one."""
    if is_required(request.user):
        raise PermissionDenied
    form = _proved(request)
    if form.errors:
        return _standing(request, form)
    factor_remove(user=request.user)
    return redirect("accounts:profile")


def _set_up(request: SignedInRequest) -> HttpResponse:
    secret, form = secret_offered(request), CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = factor_activate(by=request.user, secret=secret, code=form.cleaned_data["code"])
        if codes is not None:
            secret_forget(request)
            note_shown(request)
            return _printed(request, codes)
        form.refuse_first()
    context = {
        "form": form,
        "secret": in_fours(secret),
        "qr": qr_svg(phone_address(request.user, secret)),
        "is_required": is_required(request.user),
    }
    return render(request, "accounts/second_factor/set_up.html", context)


def _proved(request: SignedInRequest) -> CodeForm:
    """The form without errors when the code is right."""
    form = CodeForm(request.POST)
    if form.is_valid() and not code_passes(request, request.user, form.cleaned_data["code"]):
        form.refuse()
    return form


def _standing(request: SignedInRequest, form: CodeForm) -> HttpResponse:
    since = factor_since(request.user)
    if since is None:
        return redirect("accounts:factor")
    context = {
        "form": form,
        "since": since,
        "left": recovery_codes_left(request.user),
        "is_required": is_required(request.user),
    }
    return render(request, "accounts/second_factor/standing.html", context)


def _printed(request: SignedInRequest, codes: list[str]) -> HttpResponse:
    """The printed codes, this once."""
    return render(request, "accounts/second_factor/codes.html", {"codes": map(in_fours, codes)})
