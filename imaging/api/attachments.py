"""Reports and pictures attached to an examination: listed, sent, voided. The file itself is at `file`."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import StrictSerializer, parsed
from accounts.permissions import Permission
from imaging.api.window import StudyEndpoint
from imaging.attached.upload import was_too_large
from imaging.models import ReportAttachment
from imaging.services import attachment_add, attachment_void
from patients.api.door import PatientEndpoint
from patients.api.input import ReasonInput


class AttachmentInput(StrictSerializer):
    """A PDF, JPEG or PNG, told by its content; its name is for people only."""

    file = serializers.FileField()


class AttachmentOutput(serializers.ModelSerializer[ReportAttachment]):
    """An attachment; `file` is where it is given out, as a download."""

    file = serializers.SerializerMethodField()

    class Meta:
        model = ReportAttachment
        fields = [
            "id", "study", "name", "type", "size", "sha256", "file", "recorded_by", "created_at", "voided_at",
            "void_reason",
        ]  # fmt: skip

    def get_file(self, row: ReportAttachment) -> str | None:
        """The address of the file; null for one that was taken out."""
        return None if row.voided_at else reverse("imaging:attachment_file", args=[row.id])


class Attachments(StudyEndpoint, ListAPIView[ReportAttachment]):
    """What is attached to one examination, the first one first, voided ones among them."""

    subject = "api_attachment"
    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.IMAGING_RECORD}
    serializer_class = AttachmentOutput
    queryset = ReportAttachment.objects.none()
    filter_backends = []

    def get_queryset(self) -> Any:
        """Of one examination."""
        study = self.study(self.request, self.kwargs["patient_id"], self.kwargs["row_id"])
        return study.attachments.order_by("created_at", "id")

    @extend_schema(request={"multipart/form-data": AttachmentInput}, responses={201: AttachmentOutput})
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """Attach one; the same content again is the row that is there already."""
        study = self.study(request, patient_id, row_id)
        body = request.data  # reading it is what stops an upload that is too large
        if was_too_large(request._request):
            raise ValidationError(
                {"file": _("This file is too large. Please save it smaller, or attach parts of it.")}
            )
        sent = AttachmentInput(data=body)
        sent.is_valid(raise_exception=True)
        file = sent.validated_data["file"]
        row = attachment_add(by=self.user(request), study=study, name=file.name, content=file.read())
        return Response(AttachmentOutput(row).data, status=201)


class AttachmentVoid(PatientEndpoint):
    """A file that must not be read with this examination."""

    subject = "api_attachment"
    permission_for = {"POST": Permission.IMAGING_RECORD}

    @extend_schema(request=ReasonInput, responses=AttachmentOutput)
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """Void it with a reason."""
        rows = ReportAttachment.objects.filter(study__patient=self.patient(request, patient_id))
        row = get_object_or_404(rows, pk=row_id)
        reason = parsed(ReasonInput, request)["reason"]
        gone = attachment_void(by=self.user(request), row=row, reason=reason, now=clock.now())
        return Response(AttachmentOutput(gone).data)
