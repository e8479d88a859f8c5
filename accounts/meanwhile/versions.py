"""The version of what an address of the API is about: ETag of an answer, If-Match of a change."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Max
from django.http import HttpRequest

from accounts.meanwhile.watches import Watch, edits, reads


def read_version(name: str, kwargs: Mapping[str, Any]) -> str:
    """The ETag of what this address reads; empty when it has no version."""
    watch = reads().get(name)
    return _etag(watch, watch.events(kwargs)) if watch else ""


def version_before(request: HttpRequest) -> str:
    """The version this request found: what it wrote itself does not count. Empty when it has none."""
    match = request.resolver_match
    watch = edits().get(match.view_name) if match else None
    if watch is None or match is None:
        return ""
    own = {"pgh_context__metadata__request_id": str(getattr(request, "request_id", ""))}
    return _etag(watch, watch.events(match.kwargs).exclude(**own))


def _etag(watch: Watch, events: Any) -> str:
    """The newest change and how many there are: numbers of two transactions may be given out of turn."""
    last, many = events.aggregate(last=Max("pgh_id"), many=Count("pgh_id")).values()
    return f'"{watch.model._meta.model_name}-{last}-{many}"' if last else ""
