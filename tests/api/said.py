"""Whether an answer of the API is one its description speaks of."""

from typing import Any

import requests
from schemathesis import Response
from schemathesis.core.failures import Failure, FailureGroup

# Said once for the whole API in docs/api.md: whoever asks too often, and a machine without its token.
EVERYWHERE = {401, 429}


def unsaid(operation: Any, answer: Any) -> str:
    """What the description does not know of; empty when all is as it says."""
    if answer.status_code in EVERYWHERE:
        return ""
    if str(answer.status_code) not in operation.definition.raw["responses"]:
        return f"{operation.label} answers {answer.status_code}: {answer.content[:200]!r}"
    try:
        operation.validate_response(as_received(operation, answer))
    except (Failure, FailureGroup) as failure:
        return f"{operation.label} {answer.status_code}: {failure}"[:600]
    return ""


def as_received(operation: Any, answer: Any) -> Response:
    """Django's answer as schemathesis reads one."""
    headers = {name.lower(): [value] for name, value in answer.headers.items()}
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    asked = requests.Request(operation.method.upper(), f"http://testserver{operation.path}").prepare()
    return Response(answer.status_code, headers, content, request=asked, elapsed=0.0, verify=False)
