"""The page Prometheus reads."""

import os

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from config.metrics.house import HouseCollector
from config.monitoring import monitors_only


@require_safe
@monitors_only
def metrics(request: HttpRequest) -> HttpResponse:
    """Every process's requests, and the health report."""
    house = CollectorRegistry()
    house.register(HouseCollector())
    return HttpResponse(_requests() + generate_latest(house), content_type=CONTENT_TYPE_LATEST)


def _requests() -> bytes:
    """Of all web processes, where they share a folder (deploy/gunicorn.conf.py); else of this one."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # it registers itself
    return generate_latest(together)
