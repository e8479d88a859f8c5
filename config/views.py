"""The addresses that belong to the house itself: the way home, and what to say about a form that expired."""

import structlog
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import Permission, SignedInRequest, can

log = structlog.get_logger(__name__)


@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """Sends each role to its first page: the day, the patients, the outbox, the trail, the administration."""
    if can(request.user, Permission.WORKLIST_VIEW):
        return redirect("bonetherapy:day")
    if can(request.user, Permission.PATIENT_VIEW):
        return redirect("patients:list")
    return redirect(_office(request))


def _office(request: SignedInRequest) -> str:
    """The first page of somebody without patients; an outbox belongs to one hospital."""
    if can(request.user, Permission.REMINDER_OPERATE) and request.user.hospital_id:
        return "worklist:outbox"
    if can(request.user, Permission.TRAIL_VIEW):
        return "admin:accounts_readrecord_changelist"
    return "admin:index" if admin.site.has_permission(request) else "accounts:profile"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or a browser without cookies: what to do. The reason is for logs."""
    log.info("csrf_failure", reason=reason)
    return render(request, "accounts/form_expired.html", status=403)
