"""The addresses that belong to the house itself: the way home and the health page."""

import structlog
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from redis.exceptions import RedisError

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


def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the state of database and cache; 503 when the database is away. No names, no counts."""
    database, store = _database_answers(), _cache_answers()
    return JsonResponse({"database": database, "cache": store}, status=200 if database else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return False
    return True


def _cache_answers() -> bool:
    try:
        cache.get("healthz")
    except (RedisError, OSError):
        return False
    return True
