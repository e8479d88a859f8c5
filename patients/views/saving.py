"""Saving a form: the service acts; what it refuses stands at the field it is about, with the typed text."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict, Refusal
from accounts.permissions import SignedInRequest
from accounts.templatetags.words import say
from guidelines.findings import Finding, Severity
from patients.forms.base import RoomForm
from patients.services.overrides import ASKING
from patients.views.stand import asked, stand_of

CHANGED = _("Someone else changed this meanwhile. Please open it again and compare.")
BAD_INPUT = 422


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, None when the page is only opened: an empty form that was sent is still a form."""
    return request.POST if request.method == "POST" else None


def saved(request: HttpRequest, form: RoomForm, act: Callable[[], object]) -> bool:
    """True when the form was sent, read and acted upon; else the form carries what is wrong."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as error:
        form.take(error)
    except Refusal as refusal:
        form.findings = refusal.asked
    except Conflict:
        form.add_error(None, CHANGED)
    else:
        return True
    return False


def tell(request: HttpRequest, findings: Iterable[Finding]) -> None:
    """What the rules say to facts that were stored and what asks nobody: beside the word that it is saved."""
    for finding in findings:
        if finding.severity not in ASKING:
            level = messages.WARNING if finding.severity is Severity.FLAG else messages.INFO
            messages.add_message(request, level, f"{finding.rule_id} {say(finding.message)}")


def asked_of(request: SignedInRequest, form: RoomForm) -> dict[str, Any]:
    """The rules that hold the form up, with the fields that answer them as they were typed."""
    return asked(stand_of(form.findings, typed(request), form.reasons), request.user)


def back_of(request: HttpRequest) -> str:
    """The page that sent the user here (`next`), when it is a page of this house; empty otherwise."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if is_ours and target.startswith("/") else ""


def status_of(request: HttpRequest) -> int:
    """422 for a form that came back, 200 for one that is opened."""
    return BAD_INPUT if request.method == "POST" else 200
