"""Key images of a patient: listed, made from a slice, voided. The picture itself is at `picture`."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import StrictSerializer, parsed
from accounts.permissions import Permission
from imaging.api.silence import SILENT, ArchiveSilent
from imaging.models import KeyImage
from imaging.pacs.cropping import Crop
from imaging.pacs.errors import PacsError
from imaging.services.key_images import KEY_IMAGE, KeyImageSpec, key_image_add
from patients.api.door import PatientEndpoint, PatientRows
from patients.api.input import ReasonInput
from patients.services.recording import record_void

LARGEST = 100_000


def _pixels(least: int) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=least, max_value=LARGEST)


class CropInput(StrictSerializer):
    """A part of the slice, in pixels."""

    left = _pixels(0)
    top = _pixels(0)
    width = _pixels(1)
    height = _pixels(1)


class KeyImageInput(StrictSerializer):
    """A slice in a window; without a crop the whole slice."""

    series = serializers.UUIDField()
    slice_index = _pixels(0)
    width = _pixels(1)
    level = serializers.IntegerField(min_value=-LARGEST, max_value=LARGEST)
    crop = CropInput(required=False, allow_null=True, default=None)
    caption = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class KeyImageOutput(serializers.ModelSerializer[KeyImage]):
    """A key image; `picture` is where its JPEG is."""

    picture = serializers.SerializerMethodField()

    class Meta:
        model = KeyImage
        fields = [
            "id", "series", "sop_uid", "slice_index", "width", "level", "crop_left", "crop_top", "crop_width",
            "crop_height", "caption", "picture", "recorded_by", "created_at", "voided_at", "void_reason",
        ]  # fmt: skip

    def get_picture(self, row: KeyImage) -> str:
        """The address of the JPEG."""
        return reverse("imaging:key_image", args=[row.id])


class KeyImages(PatientRows):
    """The newest first, voided ones among them."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.IMAGING_RECORD}
    serializer_class = KeyImageOutput
    related = "key_images"

    def get_queryset(self) -> Any:
        """Of one patient; the description of the API asks without one."""
        if getattr(self, "swagger_fake_view", False):
            return KeyImage.objects.none()
        return super().get_queryset().defer("jpeg")

    @extend_schema(request=KeyImageInput, responses={201: KeyImageOutput, **SILENT})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Make one."""
        patient = self.patient(request, patient_id)
        spec = _spec(parsed(KeyImageInput, request))
        try:
            row = key_image_add(by=self.user(request), patient=patient, spec=spec, today=clock.today())
        except PacsError as error:
            raise ArchiveSilent(error) from error
        return Response(KeyImageOutput(row).data, status=status.HTTP_201_CREATED)


class KeyImageVoid(PatientEndpoint):
    """One that no meeting should see any more."""

    permission_for = {"POST": Permission.IMAGING_RECORD}

    @extend_schema(request=ReasonInput, responses=KeyImageOutput)
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """Void it with a reason."""
        rows = KeyImage.objects.filter(patient=self.patient(request, patient_id))
        row = get_object_or_404(rows, pk=row_id)
        reason = parsed(ReasonInput, request)["reason"]
        gone = record_void(kind=KEY_IMAGE, by=self.user(request), row=row, reason=reason, now=clock.now())
        return Response(KeyImageOutput(gone).data)


def _spec(values: dict[str, Any]) -> KeyImageSpec:
    crop = values.pop("crop")
    series_id = values.pop("series")
    return KeyImageSpec(series_id=series_id, crop=Crop(**crop) if crop else None, **values)
