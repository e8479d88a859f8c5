"""Measurements of lesions: what a viewer or another program sends, and what stands."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import DayField, StrictSerializer, parsed
from accounts.permissions import Permission
from imaging.models import LesionMeasurement
from imaging.services import MEASUREMENT, measurement_record
from imaging.specs import MeasurementSpec
from patients.api.door import PatientEndpoint, PatientRows
from patients.api.input import ReasonInput
from patients.api.records import outputs
from patients.api.status_input import maybe, whole, words
from patients.services.recording import record_void

MeasurementOutput = outputs(
    LesionMeasurement,
    "study",
    "lesion",
    "measured_on",
    "long_mm",
    "short_mm",
    "series_uid",
    "slice_index",
    "ends",
)


def _line() -> Any:
    """Two points in pixels of the slice."""
    return serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2),
        min_length=2,
        max_length=2,
        required=False,
    )


class EndsInput(StrictSerializer):
    """The end points of both diameters, two points each."""

    long = _line()
    short = _line()


class MeasurementInput(StrictSerializer):
    """Two perpendicular diameters of one lesion in one examination, in mm, with one digit after the point.

    `ends` are points `[x, y]` in pixels of the slice. Other numbers than those that stand need `reason`.
    """

    study = serializers.UUIDField()
    lesion = serializers.UUIDField()
    measured_on = maybe(DayField)
    long_mm = serializers.DecimalField(5, 1)
    short_mm = serializers.DecimalField(5, 1)
    series_uid = words(64)
    slice_index = whole()
    ends = EndsInput(required=False, default=dict)
    reason = words(200)


def measurement_spec(values: dict[str, Any]) -> MeasurementSpec:
    """A measurement; without a day it was measured today."""
    ids = {"study_id": values.pop("study"), "lesion_id": values.pop("lesion")}
    measured_on = values.pop("measured_on") or clock.today()
    return MeasurementSpec(**values, **ids, measured_on=measured_on)


class LesionMeasurements(PatientRows):
    """Measurements of lesions, newest first, the corrected and voided ones among them."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": MEASUREMENT.permission}
    related = "lesion_measurements"
    serializer_class = MeasurementOutput

    def get_queryset(self) -> Any:
        """Of one patient; the description of the API asks without one."""
        if getattr(self, "swagger_fake_view", False):
            return LesionMeasurement.objects.none()
        return super().get_queryset()

    @extend_schema(request=MeasurementInput, responses={201: MeasurementOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Record one; the same numbers again are the row that stands, other numbers correct it."""
        patient = self.patient(request, patient_id)
        values = parsed(MeasurementInput, request)
        reason, spec = values.pop("reason"), measurement_spec(values)
        row = measurement_record(
            by=self.user(request),
            patient=patient,
            spec=spec,
            today=clock.today(),
            now=clock.now(),
            reason=reason,
        )
        return Response(MeasurementOutput(row).data, status=201)


class LesionMeasurementVoid(PatientEndpoint):
    """A measurement no rule reads any more."""

    permission_for = {"POST": MEASUREMENT.permission}

    @extend_schema(request=ReasonInput, responses=MeasurementOutput)
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """Void with a reason."""
        rows = LesionMeasurement.objects.filter(patient=self.patient(request, patient_id))
        row = get_object_or_404(rows, pk=row_id)
        reason = parsed(ReasonInput, request)["reason"]
        gone = record_void(kind=MEASUREMENT, by=self.user(request), row=row, reason=reason, now=clock.now())
        return Response(MeasurementOutput(gone).data)
