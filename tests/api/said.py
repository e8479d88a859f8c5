"""Every answer of the API that any test gets is one its description knows: held at the tests' own client."""

import re
from collections.abc import Callable, Mapping
from functools import cache, wraps
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
        if operation and not _is_elsewhere(answer) and (complaint := _unsaid(operation, answer)):
            raise Unsaid(f"{operation.label} {answer.status_code}: {complaint}")
        return answer

    return request


def _operation(path: str, method: str) -> Any:
    if not path.startswith("/api/"):
        return None
    try:
        route = resolve(path).route
    except Resolver404:
        return None
    return operations().get((PART.sub(r"{\1}", f"/{route}"), method))


def _is_elsewhere(answer: Any) -> bool:
    """A failure a test provokes, else the client raises it; a browser that has to sign in wholly first."""
    return answer.status_code == BROKEN or str(answer.headers.get("Location")).startswith("/accounts/")


def _unsaid(operation: Any, answer: Any) -> str:
    said = operation.responses.find_by_status_code(answer.status_code)
    if said is None:
        return f"no such status, {answer.content[:200]!r}"
    kinds = said.definition.get("content", {})
    kind = answer.headers.get("Content-Type", "").split(";")[0]
    if kind not in (kinds or {""}):
        return f"{kind or 'nothing'} instead of {', '.join(kinds) or 'nothing'}"
    try:
        operation.validate_response(_received(operation, answer))
    except (Failure, FailureGroup) as failure:
        return str(failure)[:800]
    return ""


def _received(operation: Any, answer: Any) -> Response:
    """Django's answer as schemathesis reads one."""
    headers = {name.lower(): [value] for name, value in answer.headers.items()}
    content = b"" if answer.streaming else answer.content
    asked = requests.Request(operation.method, f"http://testserver{operation.path}").prepare()
    return Response(answer.status_code, headers, content, request=asked, elapsed=0.0, verify=False)
