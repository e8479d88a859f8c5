"""Endpoints for emergencies: is this the person, opening, and the verdict afterwards (docs/adr/0028)."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import DayField, Endpoint, StrictSerializer, parsed
from accounts.enums import ReadAction
from accounts.permissions import Permission
from patients import identifiers
from patients.api.door import PatientsListed
from patients.enums import EmergencyReason, EmergencyVerdict
from patients.models import EmergencyAccess, Patient
from patients.selectors.emergency import emergencies_of, emergency_door, emergency_found
from patients.services.emergency import emergency_open, emergency_review
from patients.specs.emergency import EmergencyReviewSpec, EmergencySpec


class EmergencySearchInput(StrictSerializer):
    """A whole hospital number, identity card or phone number; or a whole name with the date of birth."""

    q = serializers.CharField(max_length=60)
    born = DayField(required=False, allow_null=True, default=None)


class EmergencyInput(StrictSerializer):
    """Why the patient is opened."""

    reason_code = serializers.ChoiceField(EmergencyReason.choices)
    reason_text = serializers.CharField(max_length=300)


class EmergencyReviewInput(StrictSerializer):
    """The verdict; NOT_FINE needs a note."""

    verdict = serializers.ChoiceField(EmergencyVerdict.choices)
    note = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)


class MaskedPatientOutput(serializers.ModelSerializer[Patient]):
    """Enough to be sure who it is."""

    name = serializers.SerializerMethodField()
    hospital_number = serializers.SerializerMethodField()
    birth_year = serializers.IntegerField(source="birth_date.year")
    department_name = serializers.CharField(source="department.name")

    class Meta:
        model = Patient
        fields = ["id", "name", "sex", "birth_year", "hospital_number", "department_name"]

    def get_name(self, patient: Patient) -> str:
        """The family name."""
        return identifiers.masked_name(patient.name)

    def get_hospital_number(self, patient: Patient) -> str:
        """Its last four signs."""
        return identifiers.masked_number(patient.hospital_number)


class EmergencyOutput(serializers.ModelSerializer[EmergencyAccess]):
    """One opening and its verdict; `verdict` empty: nobody has judged it yet."""

    class Meta:
        model = EmergencyAccess
        fields = [
            "id",
            "patient",
            "user",
            "reason_code",
            "reason_text",
            "opened_at",
            "until",
            "reviewed_at",
            "reviewed_by",
            "verdict",
            "review_note",
        ]


class EmergencySearch(Endpoint):
    """Who is at the bedside? What is typed travels in the body."""

    permission_for = {"POST": Permission.EMERGENCY_OPEN}

    @extend_schema(request=EmergencySearchInput, responses=MaskedPatientOutput(many=True))
    def post(self, request: Request) -> Response:
        """Masked identities of at most five patients of the hospital who fit exactly."""
        values = parsed(EmergencySearchInput, request)
        found = emergency_found(self.user(request), typed=values["q"], born=values["born"])
        audit.record_many(
            request=request._request,
            patient_ids=[patient.id for patient in found],
            action=ReadAction.VIEW,
            subject="api_emergency_search",
        )
        return Response(MaskedPatientOutput(found, many=True).data)


class EmergencyOpening(Endpoint):
    """A patient of another department of the hospital."""

    permission_for = {"POST": Permission.EMERGENCY_OPEN}

    @extend_schema(request=EmergencyInput, responses={201: EmergencyOutput, 204: None})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Open; 204 when the user sees the patient anyway."""
        user = self.user(request)
        patient = get_object_or_404(emergency_door(user), pk=patient_id)
        values = parsed(EmergencyInput, request)
        spec = EmergencySpec(
            reason_code=EmergencyReason(values["reason_code"]), reason_text=values["reason_text"]
        )
        request._request.access_reason = spec.words  # type: ignore[attr-defined]  # see accounts.audit
        opened = emergency_open(by=user, patient=patient, spec=spec, now=clock.now())
        audit.record(request=request._request, patient_id=patient.id, subject="api_emergency")
        return Response(EmergencyOutput(opened).data, status=201) if opened else Response(status=204)


class Emergencies(PatientsListed):
    """Openings of the department's patients by others, the newest first."""

    subject = "api_emergencies"
    permission_for = {"GET": Permission.EMERGENCY_REVIEW}
    serializer_class = EmergencyOutput
    filter_backends = []
    queryset = EmergencyAccess.objects.none()

    def get_queryset(self) -> Any:
        """Those the user may judge."""
        return emergencies_of(self.user(self.request)).order_by("-opened_at", "id")


class EmergencyVerdictGiven(Endpoint):
    """One opening."""

    permission_for = {"POST": Permission.EMERGENCY_REVIEW}

    @extend_schema(request=EmergencyReviewInput, responses=EmergencyOutput)
    def post(self, request: Request, opened_id: UUID) -> Response:
        """Judge it, once."""
        user = self.user(request)
        opened = get_object_or_404(emergencies_of(user), pk=opened_id)
        audit.record(request=request._request, patient_id=opened.patient_id, subject="api_emergency_review")
        values = parsed(EmergencyReviewInput, request)
        spec = EmergencyReviewSpec(verdict=EmergencyVerdict(values["verdict"]), note=values["note"])
        judged = emergency_review(by=user, opened=opened, spec=spec, now=clock.now())
        return Response(EmergencyOutput(judged).data)
