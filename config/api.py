"""What all API views share: page size and one error format in which a rule's refusal is readable too."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from drf_standardized_errors.handler import exception_handler as standardized
from rest_framework import exceptions
from rest_framework.exceptions import APIException
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.settings import api_settings

from accounts.api import FindingOutput
from accounts.errors import Conflict, Refusal
from accounts.once.collisions import is_collision
from accounts.rates import TooOften


class Pages(PageNumberPagination):
    """50 rows a page, at most 200."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


def exception_handler(error: Exception, context: Any) -> Response | None:
    """Refusals become 422 with each rule, words and source; lost races 409, too many 429; the rest usual."""
    if isinstance(error, Refusal):
        findings = FindingOutput(error.findings, many=True).data
        return Response({"type": "refusal", "errors": findings}, status=422)
    if isinstance(error, Conflict):
        clash = APIException(str(error) or "The record changed meanwhile.", code="conflict")
        clash.status_code = 409
        return standardized(clash, context)
    if isinstance(error, TooOften):
        return standardized(exceptions.Throttled(wait=error.wait), context)
    if isinstance(error, ValidationError):
        return standardized(_as_rest(error), context)
    if is_collision(error):
        raise error  # accounts.once.middleware begins again, or says to send it again
    return standardized(error, context)


def _as_rest(error: ValidationError) -> exceptions.ValidationError:
    """A service's complaint with its fields, as REST framework would have said it."""
    if not hasattr(error, "error_dict"):
        return exceptions.ValidationError(error.messages)
    fields = {
        api_settings.NON_FIELD_ERRORS_KEY if name == NON_FIELD_ERRORS else name: messages
        for name, messages in error.message_dict.items()
    }
    return exceptions.ValidationError(fields)
