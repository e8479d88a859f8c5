"""Cases over the API: submitted, made ready, put on an agenda, judged before the meeting."""

from typing import Any
from uuid import UUID

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import Endpoint, StrictSerializer, WordsOutput, parsed
from accounts.permissions import Permission
from guidelines.mdt.dataset import CaseItem
from mdt.enums import CaseState, DeferralReason, Lane
from mdt.models import Board, Case, Meeting
from mdt.selectors.cases import WITH_ALL, boards_of, cases_of
from mdt.selectors.readiness import standings_of
from mdt.services.ending import case_withdraw
from mdt.services.submitting import case_submit
from mdt.services.triage import case_accept, case_defer, case_triage
from mdt.specs.cases import CaseSpec, DeferralSpec
from patients.api.door import PatientRows, PatientsListed


class CaseOutput(serializers.ModelSerializer[Case]):
    """A case; `triggers` and `reasons` are the rules that asked for it (MDT-T01 to MDT-T14)."""

    class Meta:
        model = Case
        fields = [
            "id",
            "patient",
            "board",
            "meeting",
            "lane",
            "state",
            "question",
            "patient_wish",
            "triggers",
            "reasons",
            "wanted_by",
            "submitted_at",
            "submitted_by",
            "accepted_by",
            "place",
            "budget_minutes",
            "version",
            "merged_into",
            "ended_by",
            "ended_reason",
        ]


class GapOutput(serializers.Serializer[Any]):
    """A missing item: how much it matters (1 must, 2 should, 3 nice) and whose it is."""

    item = serializers.ChoiceField([(item.value, item.en) for item in CaseItem])
    words = WordsOutput(source="item.label")
    weight = serializers.IntegerField()
    role = serializers.CharField()
    owner = serializers.CharField()
    asked = serializers.BooleanField()


class ReadinessOutput(serializers.Serializer[Any]):
    """How ready a case is; the deadline warns and locks nothing."""

    is_ready = serializers.BooleanField()
    deadline = serializers.DateTimeField(allow_null=True)
    hours_left = serializers.IntegerField(allow_null=True)
    gaps = GapOutput(many=True)
    seats = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class CaseDetailOutput(CaseOutput):
    """A case with what it lacks."""

    readiness = serializers.SerializerMethodField()

    class Meta(CaseOutput.Meta):
        fields = [*CaseOutput.Meta.fields, "readiness"]

    @extend_schema_field(ReadinessOutput)
    def get_readiness(self, case: Case) -> Any:
        """What is missing, whose it is and until when."""
        [standing] = standings_of([case], clock.now(), clock.today())
        return ReadinessOutput(standing).data


class CaseInput(StrictSerializer):
    """A question for the board; without `board` that of the patient's hospital.

    Without `lane` an urgent proposal of the rules stays urgent, and everything else is discussed.
    """

    question = serializers.CharField(max_length=2000)
    lane = serializers.ChoiceField(Lane.choices, required=False)
    board = serializers.PrimaryKeyRelatedField(
        queryset=Board.objects.filter(is_active=True), required=False, default=None
    )
    meeting = serializers.PrimaryKeyRelatedField(
        queryset=Meeting.objects.all(), required=False, default=None, allow_null=True
    )
    patient_wish = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
    joins = serializers.BooleanField(required=False, default=False)


class LaneInput(StrictSerializer):
    """The lane a case is put into."""

    lane = serializers.ChoiceField(Lane.choices)


class DeferralInput(StrictSerializer):
    """Why a case waits; `from_meeting` is the one it stands at, `to_meeting` null: the next one."""

    reason = serializers.ChoiceField(DeferralReason.choices)
    text = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
    from_meeting = serializers.UUIDField(required=False, default=None, allow_null=True)
    to_meeting = serializers.PrimaryKeyRelatedField(
        queryset=Meeting.objects.all(), required=False, default=None, allow_null=True
    )


class WithdrawalInput(StrictSerializer):
    """Why a case is taken back."""

    reason = serializers.CharField(max_length=200)


class CaseFilter(django_filters.FilterSet):
    """Narrow the list."""

    state = django_filters.MultipleChoiceFilter(choices=CaseState.choices)
    lane = django_filters.ChoiceFilter(choices=Lane.choices)

    class Meta:
        model = Case
        fields = ["patient", "board", "meeting"]


class Cases(PatientsListed):
    """The cases of every patient the user may see, the newest first."""

    subject = "api_cases"
    permission_for = {"GET": Permission.BOARD_VIEW}
    serializer_class = CaseOutput
    filterset_class = CaseFilter
    queryset = Case.objects.none()

    def get_queryset(self) -> Any:
        """Through the patients."""
        return cases_of(self.user(self.request)).order_by("-created_at", "id")


class PatientCases(PatientRows):
    """The cases of one patient."""

    permission_for = {"GET": Permission.BOARD_VIEW, "POST": Permission.CASE_SUBMIT}
    serializer_class = CaseOutput
    related = "board_cases"

    @extend_schema(request=CaseInput, responses={201: CaseOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Submit a question; 409 while another case is under way, unless the question `joins` it."""
        patient, values = self.patient(request, patient_id), parsed(CaseInput, request)
        board, meeting = values.pop("board"), values.pop("meeting")
        found = board or boards_of(patient.hospital_id).first()
        if found is None:
            words = _("This hospital has no board yet: an administrator or coordinator sets one up first.")
            raise serializers.ValidationError({"board": words})
        lane = values.pop("lane", None)
        spec = CaseSpec(**values, lane=Lane(lane) if lane else None)
        case = case_submit(
            by=self.user(request),
            patient=patient,
            board=found,
            meeting=meeting,
            spec=spec,
            now=clock.now(),
        )
        return Response(CaseOutput(case).data, status=201)


class CaseEndpoint(Endpoint):
    """A view below /cases/<id>/."""

    def case(self, request: Request, case_id: UUID) -> Case:
        """The case; 404 for a patient the user may not see."""
        rows = cases_of(self.user(request)).select_related(*WITH_ALL)
        found: Case = get_object_or_404(rows, pk=case_id)
        audit.record(request=request._request, patient_id=found.patient_id, subject="api_case")
        return found


class CaseDetail(CaseEndpoint):
    """One case with what it lacks."""

    permission_for = {"GET": Permission.BOARD_VIEW}

    @extend_schema(responses=CaseDetailOutput)
    def get(self, request: Request, case_id: UUID) -> Response:
        """The case."""
        return Response(CaseDetailOutput(self.case(request, case_id)).data)


class CaseAcceptance(CaseEndpoint):
    """A case put on the agenda."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=None, responses=CaseOutput)
    def post(self, request: Request, case_id: UUID) -> Response:
        """Accept it; a second time changes nothing. 409 when it is no longer under way."""
        case = self.case(request, case_id)
        row = case_accept(by=self.user(request), case=case, now=clock.now())
        return Response(CaseOutput(row).data)


class CaseLane(CaseEndpoint):
    """The lane of a case."""

    permission_for = {"PUT": Permission.BOARD_RUN}

    @extend_schema(request=LaneInput, responses=CaseOutput)
    def put(self, request: Request, case_id: UUID) -> Response:
        """Put it there; an urgent case is told to the chair at once."""
        case, values = self.case(request, case_id), parsed(LaneInput, request)
        lane, now = Lane(values["lane"]), clock.now()
        row = case_triage(by=self.user(request), case=case, lane=lane, now=now)
        return Response(CaseOutput(row).data)


class CaseDeferrals(CaseEndpoint):
    """A case carried over to another meeting."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=DeferralInput, responses=CaseOutput)
    def post(self, request: Request, case_id: UUID) -> Response:
        """Carry it over; 409 when it no longer stands at `from_meeting`."""
        case, values = self.case(request, case_id), parsed(DeferralInput, request)
        spec = DeferralSpec(
            reason=DeferralReason(values["reason"]), text=values["text"], from_id=values["from_meeting"]
        )
        row = case_defer(
            by=self.user(request), case=case, spec=spec, to_meeting=values["to_meeting"], now=clock.now()
        )
        return Response(CaseOutput(row).data)


class CaseWithdrawal(CaseEndpoint):
    """A case taken back."""

    permission_for = {"POST": Permission.CASE_SUBMIT}

    @extend_schema(request=WithdrawalInput, responses=CaseOutput)
    def post(self, request: Request, case_id: UUID) -> Response:
        """Take it back with a reason; 409 when it was concluded."""
        case, values = self.case(request, case_id), parsed(WithdrawalInput, request)
        row = case_withdraw(by=self.user(request), case=case, reason=values["reason"], now=clock.now())
        return Response(CaseOutput(row).data)
