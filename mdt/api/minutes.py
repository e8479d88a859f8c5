"""Sealed minutes over the API: the versions of a patient's, one with its content, and its PDF."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit
from accounts.enums import ReadAction
from accounts.permissions import Permission
from mdt.minutes.serving import pdf_response
from mdt.models import Minutes
from mdt.selectors.minutes import LANGUAGES
from patients.api.door import PatientEndpoint, PatientRows


class MinutesOutput(serializers.ModelSerializer[Minutes]):
    """One version; the newest has the highest number."""

    meeting = serializers.UUIDField(source="case.meeting_id")

    class Meta:
        model = Minutes
        fields = ["id", "case", "meeting", "number", "version", "sha256", "sealed_at", "sealed_by", "reason"]


class MinutesContentOutput(MinutesOutput):
    """The same with the frozen content; `sha256` is the digest of its canonical JSON."""

    content = serializers.JSONField()

    class Meta(MinutesOutput.Meta):
        fields = [*MinutesOutput.Meta.fields, "content"]


class MinutesList(PatientRows):
    """Every version of a patient's minutes, the newest first."""

    permission_for = {"GET": Permission.BOARD_VIEW}
    serializer_class = MinutesOutput

    def get_queryset(self) -> Any:
        """Without the content, which is large."""
        patient = self.patient(self.request, self.kwargs["patient_id"])
        rows = Minutes.objects.filter(case__patient=patient).defer("content").select_related("case")
        return rows.order_by("-sealed_at", "-version", "id")


class MinutesDetail(PatientEndpoint):
    """One version."""

    permission_for = {"GET": Permission.BOARD_VIEW}

    @extend_schema(responses=MinutesContentOutput)
    def get(self, request: Request, patient_id: UUID, minutes_id: UUID) -> Response:
        """Its content as it was sealed."""
        patient = self.patient(request, patient_id)
        rows = Minutes.objects.filter(case__patient=patient).select_related("case")
        return Response(MinutesContentOutput(get_object_or_404(rows, pk=minutes_id)).data)


class MinutesPdf(PatientEndpoint):
    """The file of one version."""

    permission_for = {"GET": Permission.BOARD_VIEW}

    @extend_schema(
        parameters=[OpenApiParameter("language", OpenApiTypes.STR, enum=LANGUAGES, default=LANGUAGES[0])],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, patient_id: UUID, minutes_id: UUID) -> HttpResponse:
        """The PDF; 404 while it is being made."""
        patient = self.patient(request, patient_id)
        language = request.query_params.get("language", LANGUAGES[0])
        minutes = get_object_or_404(Minutes, case__patient=patient, pk=minutes_id)
        if language not in LANGUAGES:
            raise Http404
        found = get_object_or_404(minutes.files, language=language, seal=minutes.sha256)
        audit.record(
            request=request._request, patient_id=patient.id, action=ReadAction.EXPORT, subject="api_minutes"
        )
        return pdf_response(found, f"{minutes.number}-v{minutes.version}-{language}.pdf")
