"""The response of bone in one examination: stated, computed, confirmed."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response as Answer

from accounts import clock
from accounts.api import DayField, options, parsed
from accounts.permissions import Permission
from guidelines.imaging.flare import Correlative
from guidelines.imaging.response import CtFill, NewLesion
from guidelines.imaging.response_entry import ResponseStandard
from imaging.enums import Response
from imaging.models import ResponseAssessment
from imaging.services import RESPONSE, response_record, response_void
from imaging.specs import ResponseSpec
from patients.api.door import AnsweredSerializer, PatientEndpoint, PatientRows, answers_of
from patients.api.input import ReasonInput
from patients.api.records import outputs
from patients.api.status_input import coded, maybe, words

AssessmentOutput = outputs(
    ResponseAssessment, "study", "assessed_on", "standard", "has_measurable", "new_lesion",
    "nonmeasurable_change_pct", "bs_change_pct", "correlative", "ct_fill", "density_normalised",
    "mri_normalised", "bs_normalised", "computed", "by_product", "baseline_on", "nadir_on", "sum_baseline",
    "sum_nadir", "sum_now", "product_baseline", "product_nadir", "product_now", "is_mixed", "is_discordant",
    "confirmed", "deviation", "note",
)  # fmt: skip


class AssessmentInput(AnsweredSerializer):
    """What the reader states and confirms; a statement left out was not examined.

    `deviation` is needed where `confirmed` is not the computed class, `reason` where one stands already.
    """

    study = serializers.UUIDField()
    assessed_on = DayField()
    standard = serializers.ChoiceField(options(ResponseStandard))
    confirmed = serializers.ChoiceField(Response.choices)
    new_lesion = serializers.ChoiceField(options(NewLesion))
    correlative = serializers.ChoiceField(options(Correlative))
    has_measurable = maybe(serializers.BooleanField)
    nonmeasurable_change_pct = maybe(serializers.DecimalField, 6, 1)
    bs_change_pct = maybe(serializers.DecimalField, 6, 1)
    ct_fill = maybe(serializers.ChoiceField, options(CtFill))
    density_normalised = maybe(serializers.BooleanField)
    mri_normalised = maybe(serializers.BooleanField)
    bs_normalised = maybe(serializers.BooleanField)
    deviation = words(300)
    note = words(300)
    reason = words(200)


def response_spec(values: dict[str, Any]) -> ResponseSpec:
    """A response."""
    study_id = values.pop("study")
    kinds = {"standard": ResponseStandard, "confirmed": Response, "new_lesion": NewLesion}
    terms = coded(values, **kinds, correlative=Correlative, ct_fill=CtFill)
    return ResponseSpec(**values | terms, study_id=study_id)


class ResponseAssessments(PatientRows):
    """Responses of bone, newest first, the corrected and voided ones among them."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": RESPONSE.permission}
    related = "response_assessments"
    serializer_class = AssessmentOutput

    def get_queryset(self) -> Any:
        """Of one patient; the description of the API asks without one."""
        if getattr(self, "swagger_fake_view", False):
            return ResponseAssessment.objects.none()
        return super().get_queryset()

    @extend_schema(request=AssessmentInput, responses={201: AssessmentOutput})
    def post(self, request: Request, patient_id: UUID) -> Answer:
        """Confirm one; a second one of the same examination corrects the first."""
        patient = self.patient(request, patient_id)
        values = parsed(AssessmentInput, request)
        reason, answers = values.pop("reason"), answers_of(values)
        row = response_record(
            by=self.user(request),
            patient=patient,
            spec=response_spec(values),
            today=clock.today(),
            now=clock.now(),
            reason=reason,
            answers=answers,
        )
        return Answer(AssessmentOutput(row).data, status=201)


class ResponseAssessmentVoid(PatientEndpoint):
    """A response that must not count."""

    permission_for = {"POST": RESPONSE.permission}

    @extend_schema(request=ReasonInput, responses=AssessmentOutput)
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Answer:
        """Void with a reason; the examination says again what its report said."""
        rows = ResponseAssessment.objects.filter(patient=self.patient(request, patient_id))
        row = get_object_or_404(rows, pk=row_id)
        reason = parsed(ReasonInput, request)["reason"]
        gone = response_void(by=self.user(request), row=row, reason=reason, now=clock.now())
        return Answer(AssessmentOutput(gone).data)
