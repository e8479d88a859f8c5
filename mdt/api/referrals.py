"""Referrals to other hospitals' boards over the API."""

from typing import Any
from uuid import UUID

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import DayField, Endpoint, StrictSerializer, parsed
from accounts.permissions import Permission
from mdt.enums import Lane
from mdt.models import BoardReferral
from mdt.selectors.referred import meetings_for, referrals_of
from mdt.services.referrals import case_refer, referral_accept, referral_end
from mdt.specs.following import ReferralSpec
from patients.api.door import PatientEndpoint, PatientsListed


class ReferralOutput(serializers.ModelSerializer[BoardReferral]):
    """A case at the board of another hospital; its people see the patient until the end of `until`."""

    patient = serializers.UUIDField(source="case.patient_id")
    board = serializers.UUIDField(source="case.board_id")
    meeting = serializers.UUIDField(source="case.meeting_id", allow_null=True)
    case_state = serializers.CharField(source="case.state")
    question = serializers.CharField(source="case.question")
    conclusion = serializers.CharField(source="case.conclusion")

    class Meta:
        model = BoardReferral
        fields = [
            "id", "case", "patient", "board", "meeting", "case_state", "question", "conclusion",
            "from_hospital", "reason", "until", "referred_by", "created_at", "accepted_at", "accepted_by",
            "ended_at", "ended_by",
        ]  # fmt: skip


class ReferralFilter(django_filters.FilterSet):
    """Narrow the list."""

    patient = django_filters.UUIDFilter("case__patient")
    board = django_filters.UUIDFilter("case__board")
    accepted = django_filters.BooleanFilter("accepted_at", lookup_expr="isnull", exclude=True)
    ended = django_filters.BooleanFilter("ended_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = BoardReferral
        fields = ["case", "from_hospital"]


class Referrals(PatientsListed):
    """Referrals of every patient the user may see, the newest first."""

    subject = "api_referrals"
    patient_path = "case.patient_id"
    permission_for = {"GET": Permission.BOARD_VIEW}
    serializer_class = ReferralOutput
    filterset_class = ReferralFilter
    queryset = BoardReferral.objects.none()

    def get_queryset(self) -> Any:
        """Through the patients."""
        return referrals_of(self.user(self.request)).order_by("-created_at", "id")


class ReferralInput(StrictSerializer):
    """A question for the board of another hospital, and the last day its people may see the patient."""

    board = serializers.UUIDField()
    question = serializers.CharField(max_length=2000)
    reason = serializers.CharField(max_length=300)
    until = DayField()
    lane = serializers.ChoiceField(Lane.choices, required=False, default=Lane.DISCUSS)


def referral_spec(values: dict[str, Any]) -> ReferralSpec:
    """A case to send."""
    board_id = values.pop("board")
    return ReferralSpec(**values | {"board_id": board_id, "lane": Lane(values["lane"])})


class CaseRefer(PatientEndpoint):
    """Send a case to the board of another hospital (MDT-12)."""

    permission_for = {"POST": Permission.CASE_REFER}
    subject = "api_refer"

    @extend_schema(request=ReferralInput, responses={201: ReferralOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """The same referral twice is one; 409 when that board has a case of the patient under way."""
        patient = self.patient(request, patient_id)
        spec = referral_spec(parsed(ReferralInput, request))
        user, today, now = self.user(request), clock.today(), clock.now()
        row = case_refer(by=user, patient=patient, spec=spec, today=today, now=now)
        return Response(ReferralOutput(row).data, status=201)


class ReferralEndpoint(Endpoint):
    """A view below /referrals/<id>/."""

    def referral(self, request: Request, referral_id: UUID) -> BoardReferral:
        """The referral of a patient the user may see; 404 otherwise."""
        row = get_object_or_404(referrals_of(self.user(request)), pk=referral_id)
        audit.record(request=request._request, patient_id=row.case.patient_id, subject="api_referral")
        return row


class AcceptInput(StrictSerializer):
    """The meeting at which the case is discussed."""

    meeting = serializers.UUIDField()


class ReferralAccept(ReferralEndpoint):
    """A referred case that the board takes."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=AcceptInput, responses=ReferralOutput)
    def post(self, request: Request, referral_id: UUID) -> Response:
        """Put it on the agenda of a meeting; its sender is invited, from afar."""
        row = self.referral(request, referral_id)
        wanted = parsed(AcceptInput, request)["meeting"]
        user, today, now = self.user(request), clock.today(), clock.now()
        meeting = meetings_for(row, now).filter(pk=wanted).first()
        if meeting is None:
            raise serializers.ValidationError({"meeting": [_("This board has no such meeting ahead.")]})
        done = referral_accept(by=user, referral=row, meeting=meeting, today=today, now=now)
        return Response(ReferralOutput(done).data)


class ReferralEnd(ReferralEndpoint):
    """The end of the access before its day."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=None, responses=ReferralOutput)
    def post(self, request: Request, referral_id: UUID) -> Response:
        """The board's people see the patient no more; a case that was not concluded is withdrawn."""
        row = self.referral(request, referral_id)
        done = referral_end(by=self.user(request), referral=row, now=clock.now())
        return Response(ReferralOutput(done).data)
