"""The evidence of the bone window as the viewer reports it: a visit, and what it showed by and by."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import Endpoint, StrictSerializer, parsed
from accounts.permissions import Permission
from imaging.enums import WindowEvidence
from imaging.evidence.dwell import Shown
from imaging.evidence.grades import evidence_grade
from imaging.models import BoneWindowReview, ImagingSeries
from imaging.selectors.evidence import series_dwell
from imaging.services.reviews import Batch, dwell_record, review_open, review_token
from patients.api.door import PatientEndpoint
from patients.selectors.access import visible_to

MOST_ROWS = 2000
MOST_MS = 10**8


class ShownInput(StrictSerializer):
    """One slice in one window, for how long."""

    slice = serializers.IntegerField(min_value=0, max_value=100_000)
    width = serializers.DecimalField(max_digits=9, decimal_places=2)
    level = serializers.DecimalField(max_digits=9, decimal_places=2)
    ms = serializers.IntegerField(min_value=0, max_value=MOST_MS)


class BatchInput(StrictSerializer):
    """What was shown since the last batch; `seq` grows by one with each."""

    token = serializers.CharField(max_length=400)
    seq = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    shown = serializers.ListField(child=ShownInput(), max_length=MOST_ROWS)


class ReviewOutput(serializers.Serializer[Any]):
    """A visit: how much of the whole study this reader was shown so far, and how that is graded."""

    id = serializers.UUIDField()
    coverage = serializers.DecimalField(max_digits=4, decimal_places=1, allow_null=True)
    shown_ms = serializers.IntegerField()
    grade = serializers.SerializerMethodField()

    def get_grade(self, review: BoneWindowReview) -> str:
        """OBSERVED, PARTIAL or NONE: what a person states is not asked here."""
        return _grade(review).value


class OpenedOutput(ReviewOutput):
    """A new visit, with its token and what earlier visits of this reader showed, in ms per slice."""

    token = serializers.SerializerMethodField()
    dwell = serializers.SerializerMethodField()

    def get_token(self, review: BoneWindowReview) -> str:
        """To be sent with every batch."""
        return review_token(review)

    def get_dwell(self, review: BoneWindowReview) -> list[int]:
        """Milliseconds in the bone window, a number for each slice."""
        return series_dwell(review.series, review.user)


def _grade(review: BoneWindowReview) -> WindowEvidence:
    return evidence_grade(
        is_observed=review.is_observed, is_stated=False, is_shown=bool(review.coverage or review.shown_ms)
    )


class Reviews(PatientEndpoint):
    """Visits to one series."""

    subject = "bone window review"
    permission_for = {"POST": Permission.IMAGING_RECORD}

    @extend_schema(request=None, responses={201: OpenedOutput})
    def post(self, request: Request, patient_id: UUID, series_id: UUID) -> Response:
        """Open one."""
        patient = self.patient(request, patient_id)
        rows = ImagingSeries.objects.select_related("study").filter(study__patient=patient)
        series = get_object_or_404(rows, pk=series_id)
        review = review_open(by=self.user(request), series=series, now=clock.now())
        return Response(OpenedOutput(review).data, status=201)


class Dwell(Endpoint):
    """What one visit showed. No line in the trail for each batch: opening the visit left one."""

    permission_for = {"POST": Permission.IMAGING_RECORD}

    @extend_schema(request=BatchInput, responses=ReviewOutput)
    def post(self, request: Request, patient_id: UUID, review_id: UUID) -> Response:
        """Add a batch."""
        user = self.user(request)
        rows = BoneWindowReview.objects.select_related("series__study", "user")
        mine = rows.filter(series__study__patient__in=visible_to(user).filter(pk=patient_id))
        review = get_object_or_404(mine, pk=review_id)
        values = parsed(BatchInput, request)
        batch = Batch(values["seq"], [Shown(**one) for one in values["shown"]])
        written = dwell_record(by=user, review=review, token=values["token"], batch=batch, now=clock.now())
        return Response(ReviewOutput(written).data)
