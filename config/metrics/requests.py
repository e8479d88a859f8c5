"""Counts and times every request by the name of its route, and writes one line about it into the log."""

from collections.abc import Callable
from time import perf_counter

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

log = structlog.stdlib.get_logger("request")

REQUESTS = Counter("boneboard_requests", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram(
    "boneboard_request_seconds",
    "Seconds until the answer was ready",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NOWHERE = "(nowhere)"
QUIET = frozenset({"livez", "readyz", "healthz", "metrics"})


class RequestMetricsMiddleware:
    """The route's name instead of the address: addresses hold ids, and what people search for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then count."""
        begun = perf_counter()
        response = self.get_response(request)
        _count(request, response.status_code, perf_counter() - begun)
        return response


def _count(request: HttpRequest, status: int, seconds: float) -> None:
    match = request.resolver_match
    route = match.view_name if match else NOWHERE
    # What the caller may write freely must not make ever new series.
    method = request.method if request.method in METHODS else "OTHER"
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)
    if route in QUIET:
        return
    user = getattr(request, "user", None)
    ms = round(seconds * 1000)
    log.info("request", method=method, route=route, status=status, ms=ms, user=user and str(user.pk))
