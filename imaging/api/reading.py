"""What a reader says of lesions without diameters: sent by another program, listed, voided."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import DayField, StrictSerializer, options, parsed
from accounts.permissions import Permission
from guidelines.imaging.bands import Change
from guidelines.imaging.response import CtFill
from imaging.api.kinds import CT_FILLS
from imaging.models import LesionReading
from imaging.services import READING, reading_record
from imaging.specs import ReadingSpec
from patients.api.door import PatientEndpoint, PatientRows
from patients.api.input import ReasonInput
from patients.api.records import outputs
from patients.api.status_input import coded, maybe, words
from patients.services.recording import record_void

ReadingOutput = outputs(LesionReading, "study", "lesion", "read_on", "change", "fill")


class ReadingInput(StrictSerializer):
    """The band a lesion, or its uptake, falls in, and its sclerosis. Other words than stand need `reason`."""

    study = serializers.UUIDField()
    lesion = serializers.UUIDField()
    read_on = DayField()
    change = maybe(serializers.ChoiceField, options(Change))
    fill = maybe(serializers.ChoiceField, CT_FILLS)
    reason = words(200)


class LesionReadings(PatientRows):
    """Readings, newest first, the corrected and voided ones among them."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": READING.permission}
    related = "lesion_readings"
    serializer_class = ReadingOutput

    def get_queryset(self) -> Any:
        """Of one patient; the description of the API asks without one."""
        if getattr(self, "swagger_fake_view", False):
            return LesionReading.objects.none()
        return super().get_queryset()

    @extend_schema(request=ReadingInput, responses={201: ReadingOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Record one; what is said already is the row that stands."""
        patient = self.patient(request, patient_id)
        values = parsed(ReadingInput, request)
        values |= coded(values, change=Change, fill=CtFill)
        ids = {"study_id": values.pop("study"), "lesion_id": values.pop("lesion")}
        reason = values.pop("reason")
        row = reading_record(
            by=self.user(request),
            patient=patient,
            spec=ReadingSpec(**values, **ids),
            today=clock.today(),
            now=clock.now(),
            reason=reason,
        )
        return Response(ReadingOutput(row).data, status=201)


class LesionReadingVoid(PatientEndpoint):
    """A reading that must not count."""

    permission_for = {"POST": READING.permission}

    @extend_schema(request=ReasonInput, responses=ReadingOutput)
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """Void with a reason."""
        rows = LesionReading.objects.filter(patient=self.patient(request, patient_id))
        row = get_object_or_404(rows, pk=row_id)
        reason = parsed(ReasonInput, request)["reason"]
        gone = record_void(kind=READING, by=self.user(request), row=row, reason=reason, now=clock.now())
        return Response(ReadingOutput(gone).data)
