"""What is due for cases of the published format; nothing is stored."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import DayField, Endpoint, HasOwnPassword, StrictSerializer, parsed
from interop.services.assessing import cases_assess

CASES_MAX = 50


class AssessInput(StrictSerializer):
    """The cases and the two days: `index_date` is day 0 of their offsets, `on` the day of the question."""

    cases = serializers.ListField(child=serializers.JSONField(allow_null=True), max_length=CASES_MAX)
    index_date = DayField()
    on = DayField()


class AssessOutput(serializers.Serializer[Any]):
    """One answer per case, and every value that was not taken over."""

    cases = serializers.ListField(child=serializers.DictField())
    errors = serializers.ListField(child=serializers.DictField())  # type: ignore[assignment]  # a field


class Assess(Endpoint):
    """Findings, doses, imaging slots and data flags of cases that are not stored."""

    permission_classes = [IsAuthenticated, HasOwnPassword]

    @extend_schema(operation_id="assess", request=AssessInput, responses=AssessOutput)
    def post(self, request: Request) -> Response:
        """Judge cases in the published format on a day; later facts are not seen and nothing is stored."""
        asked = parsed(AssessInput, request)
        return Response(cases_assess(asked["cases"], index_on=asked["index_date"], on=asked["on"]))
