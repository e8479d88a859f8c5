"""Four answers: alive, ready, well (for monitors), and the page an administrator reads."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from config.health.checks import State
from config.health.report import Report, readiness, report
from config.health.words import told
from config.monitoring import monitors_only


@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    """200 while this process answers at all; asks nothing else, so that a lost database restarts nobody."""
    return JsonResponse({"alive": True})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served, else 503: what a proxy asks before it sends people here."""
    found = readiness()
    return _answer(found, is_good=found.worst == State.WELL)


@require_safe
@monitors_only
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when nothing is BAD, else 503, with every check by its name: ids and words of the program only."""
    found = report(clock.now())
    return _answer(found, is_good=found.worst < State.BAD)


def _answer(found: Report, *, is_good: bool) -> JsonResponse:
    checks = {":".join(filter(None, (c.code, c.subject))): c.state.name.lower() for c in found.checks}
    answer = JsonResponse({"ok": is_good, "checks": checks}, status=200 if is_good else 503)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@requires(Permission.REMINDER_OPERATE)
def health_page(request: SignedInRequest) -> HttpResponse:
    """What is wrong in large plain sentences, and what to do; below it everything that was looked at."""
    now = clock.now()
    found = report(now)
    context = {
        "trouble": [told(check) for check in found.trouble],
        "is_bad": found.worst == State.BAD,
        "checks": [told(check) for check in found.checks],
        "now": now,
    }
    return render(request, "config/health.html", context)
