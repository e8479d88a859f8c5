"""Endpoints for the limits a hospital judges its patients by: every version, and those of a day."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import DayField, Endpoint, StrictSerializer, WordsOutput
from accounts.permissions import Permission
from guidelines.reading.limit_values import LIMIT_KEYS, LimitKey, stored
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS, HospitalLimits
from patients.enums import LimitsState
from patients.models import LimitsVersion
from patients.selectors.limits import version_in_force, versions_of

VIEW = {"GET": Permission.LIMITS_VIEW}


class LimitsVersionOutput(serializers.ModelSerializer[LimitsVersion]):
    """One version; `values` holds every limit by name, decimals as text."""

    state = serializers.ChoiceField(LimitsState.choices)
    approved_by = serializers.CharField(source="approved_by.name", default=None, allow_null=True)
    values = serializers.DictField(child=serializers.JSONField())

    class Meta:
        model = LimitsVersion
        fields = [
            "id", "version", "state", "effective_from", "reason", "approved_by", "approved_at", "values",
        ]  # fmt: skip


class DayInput(StrictSerializer):
    """The day asked for; today when left out."""

    on = DayField(required=False)


class LimitOutput(serializers.Serializer[Any]):
    """One limit: what it is called in section 12 of the catalogue, its value and the catalogue's."""

    key = serializers.CharField()
    name = WordsOutput()
    unit = WordsOutput()
    value = serializers.JSONField(allow_null=True)
    default = serializers.JSONField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]  # a field


class LimitsOutput(serializers.Serializer[Any]):
    """All limits of a day. `version` null: the hospital has set none, these are the catalogue's defaults."""

    on = serializers.DateField()
    version = serializers.IntegerField(allow_null=True)
    effective_from = serializers.DateField(allow_null=True)
    limits = LimitOutput(many=True)


class LimitsVersions(Endpoint, ListAPIView[LimitsVersion]):
    """Every version of the own hospital's limits, newest first; a draft is the first one."""

    permission_for, serializer_class = VIEW, LimitsVersionOutput
    filter_backends = []
    queryset = LimitsVersion.objects.none()

    def get_queryset(self) -> QuerySet[LimitsVersion]:
        """With the state of today."""
        return versions_of(self.user(self.request), clock.today())


class LimitsInForce(Endpoint):
    """The limits the own hospital's patients are judged by."""

    permission_for = VIEW

    @extend_schema(parameters=[DayInput], responses=LimitsOutput)
    def get(self, request: Request) -> Response:
        """Today, or on the day named."""
        asked = DayInput(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        on = asked.validated_data.get("on") or clock.today()
        found = version_in_force(self.user(request).hospital_id, on)
        limits = DEFAULT_HOSPITAL_LIMITS if found is None else found.limits
        told = {
            "on": on,
            "version": found and found.version,
            "effective_from": found and found.effective_from,
            "limits": [_told(key, limits) for key in LIMIT_KEYS],
        }
        return Response(LimitsOutput(told).data)


def _told(key: LimitKey, limits: HospitalLimits) -> dict[str, Any]:
    return {
        "key": key.facts.key,
        "name": key.facts.name,
        "unit": key.unit,
        "value": stored(key.of(limits)),
        "default": stored(key.default),
        "source": key.facts.source,
    }
