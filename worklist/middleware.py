"""After every write over HTTP somebody looks at once at the patients it marked, not at the next sweep."""

from collections.abc import Callable
from functools import partial

import structlog
from celery import current_app
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from kombu.exceptions import OperationalError

log = structlog.stdlib.get_logger(__name__)

READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
EXPIRES_SECONDS = 60


class WakeMiddleware:
    """One place for all rooms. The mark in the database is the order, this only wakes who carries it out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then wake the worker once the write is committed."""
        response = self.get_response(request)
        if request.method not in READS and response.status_code < 400:
            transaction.on_commit(partial(wake, "worklist.reassess"))
        return response


def wake(task: str) -> None:
    """Send the task by its name. A broker that is away is no harm: the sweep comes every minute."""
    try:
        current_app.send_task(task, expires=EXPIRES_SECONDS, retry=False)
    except OperationalError as error:
        log.warning("nobody woken", task=task, error=type(error).__name__)
