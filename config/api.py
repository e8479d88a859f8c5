"""What all API views share: page size and one error format in which a rule's refusal is readable too."""

from typing import Any

from drf_standardized_errors.handler import exception_handler as standardized
from rest_framework.exceptions import APIException
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response

from accounts.errors import Conflict, Refusal


class Pages(PageNumberPagination):
    """50 rows a page, at most 200."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


def exception_handler(error: Exception, context: Any) -> Response | None:
    """Refusals become 422 with each rule, words and source; lost races 409; the rest is standard."""
    if isinstance(error, Refusal):
        return Response({"type": "refusal", "errors": [_finding(one) for one in error.findings]}, status=422)
    if isinstance(error, Conflict):
        clash = APIException(str(error) or "The record changed meanwhile.", code="conflict")
        clash.status_code = 409
        return standardized(clash, context)
    return standardized(error, context)


def _finding(finding: Any) -> dict[str, Any]:
    return {
        "code": finding.rule_id,
        "severity": finding.severity,
        "detail": finding.message.en,
        "detail_zh": finding.message.zh,
        "source": finding.source,
        "grade": finding.grade,
        "attr": finding.key or None,
    }
