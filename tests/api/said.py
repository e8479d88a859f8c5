"""Every answer of the API that any test gets is one its description knows: held at the tests' own client."""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any

import requests
import schemathesis
import yaml
from django.conf import settings
from django.urls import Resolver404, resolve
from schemathesis import Response
from schemathesis.core.failures import Failure, FailureGroup

FILE = Path(settings.BASE_DIR) / "docs" / "openapi.yaml"
PART = re.compile(r"<(?:\w+:)?(\w+)>")
BROKEN = 500
TOLD = ("Content-Type", "ETag", "Retry-After", "Location")  # the headers a description can speak of


class Unsaid(AssertionError):
    """The API answers what nobody who read its description expects."""


@cache
def operations() -> Mapping[tuple[str, str], Any]:
    """Path and method -> operation. Without headers: keys and versions that are made up say nothing."""
    described = yaml.load(FILE.read_text(), Loader=yaml.CSafeLoader)  # ten times faster than safe_load
    for methods in described["paths"].values():
        for one in methods.values():
            one["parameters"] = [part for part in one.get("parameters", []) if part["in"] != "header"]
    schema: Any = schemathesis.openapi.from_dict(described)
    found = [one.ok() for one in schema.get_all_operations()]
    return {(one.path, one.method.upper()): one for one in found}


def held(ask: Callable[..., Any]) -> Callable[..., Any]:
    """The request of a client that takes no answer it was not told of."""

    @wraps(ask)
    def request(*client: Any, **asked: Any) -> Any:
        answer = ask(*client, **asked)
        operation = _operation(answer.request["PATH_INFO"], answer.request["REQUEST_METHOD"])
        if operation and not _is_elsewhere(answer) and (complaint := _complaint(operation, answer)):
            raise Unsaid(f"{operation[1]} {operation[0]} {answer.status_code}: {complaint}")
        return answer

    return request


@lru_cache(maxsize=1_000)  # nineteen people come to one address, each by every method
def _operation(path: str, method: str) -> tuple[str, str] | None:
    if not path.startswith("/api/"):
        return None
    try:
        found = (PART.sub(r"{\1}", f"/{resolve(path).route}"), method)
    except Resolver404:
        return None
    return found if found in operations() else None


def _is_elsewhere(answer: Any) -> bool:
    """A failure a test provokes, else the client raises it; a browser that has to sign in wholly first."""
    return answer.status_code == BROKEN or str(answer.headers.get("Location")).startswith("/accounts/")


def _complaint(operation: tuple[str, str], answer: Any) -> str:
    headers = tuple((name, answer.headers[name]) for name in TOLD if name in answer.headers)
    content = b"" if answer.streaming else answer.content
    return _unsaid(operation, answer.status_code, headers, content)


@lru_cache(maxsize=10_000)  # who may not come in is told so in the same words, thousands of times in a walk
def _unsaid(which: tuple[str, str], status: int, headers: tuple[tuple[str, str], ...], content: bytes) -> str:
    operation = operations()[which]
    said = operation.responses.find_by_status_code(status)
    if said is None:
        return f"no such status, {content[:200]!r}"
    kinds = said.definition.get("content", {})
    kind = dict(headers).get("Content-Type", "").split(";")[0]
    if kind not in (kinds or {""}):
        return f"{kind or 'nothing'} instead of {', '.join(kinds) or 'nothing'}"
    try:
        operation.validate_response(_received(operation, status, headers, content))
    except (Failure, FailureGroup) as failure:
        return str(failure)[:800]
    return ""


def _received(operation: Any, status: int, headers: tuple[tuple[str, str], ...], content: bytes) -> Response:
    """Django's answer as schemathesis reads one."""
    asked = requests.Request(operation.method, f"http://testserver{operation.path}").prepare()
    told = {name.lower(): [value] for name, value in headers}
    return Response(status, told, content, request=asked, elapsed=0.0, verify=False)
