"""Decisions over the API: what became of each, its confirmation, its outcome."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import DayField, Endpoint, StrictSerializer, options, parsed
from accounts.permissions import Permission
from bonetherapy.api.input import CourseInput, course_spec
from guidelines.mdt.followthrough import DecisionOutcome
from mdt.enums import NotDoneReason
from mdt.models import Decision
from mdt.selectors.chains import DoseTale, chains_of
from mdt.selectors.followed import Stage, followed_by, in_stage, stage_of
from mdt.services.confirming import decision_confirm, decision_confirm_course
from mdt.services.outcomes import outcome_answer
from mdt.specs.following import OutcomeSpec
from patients.api.door import PatientEndpoint, PatientsListed

STAGES = [(stage.value, stage.name.capitalize()) for stage in Stage]


class FollowedOutput(serializers.ModelSerializer[Decision]):
    """A decision of a concluded case; `stage` is as of today, and stored nowhere.

    `answered_by` null with an outcome: doses, scans and other records answered.
    """

    patient = serializers.UUIDField(source="case.patient_id")
    board = serializers.UUIDField(source="case.board_id")
    meeting = serializers.UUIDField(source="case.meeting_id", allow_null=True)
    decided_on = serializers.DateField()
    asked_on = serializers.DateField()
    stage = serializers.SerializerMethodField()

    class Meta:
        model = Decision
        fields = [
            "id", "case", "patient", "board", "meeting", "number", "type", "detail", "text", "intent",
            "owner", "discipline", "due_on", "rule_id", "grade", "decided_on", "asked_on", "stage",
            "course", "slot", "task", "confirmed_at", "confirmed_by", "outcome", "outcome_reason",
            "outcome_text", "done_on", "answered_at", "answered_by",
        ]  # fmt: skip

    @extend_schema_field(serializers.ChoiceField(STAGES))
    def get_stage(self, row: Any) -> str:
        """To confirm, waiting, asked, overdue or answered."""
        return stage_of(row, clock.today()).value


class FollowedFilter(django_filters.FilterSet):
    """Narrow the list."""

    patient = django_filters.UUIDFilter("case__patient")
    board = django_filters.UUIDFilter("case__board")
    stage = django_filters.ChoiceFilter(method="only_stage", choices=STAGES, label="where it stands today")
    open = django_filters.BooleanFilter(method="only_open", label="those nobody has answered for")

    class Meta:
        model = Decision
        fields = ["case", "owner", "discipline", "type", "outcome"]

    def only_stage(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Those that stand there today."""
        return rows.filter(in_stage(Stage(value), clock.today()))

    def only_open(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Unanswered ones, or the others."""
        return rows.filter(outcome="") if value else rows.exclude(outcome="")


class FollowedDecisions(PatientsListed):
    """Decisions of boards about every patient the user may see, the longest decided first."""

    subject = "api_decisions"
    patient_path = "case.patient_id"
    permission_for = {"GET": Permission.BOARD_VIEW}
    serializer_class = FollowedOutput
    filterset_class = FollowedFilter
    queryset = Decision.objects.none()

    def get_queryset(self) -> Any:
        """Through the patients."""
        return followed_by(self.user(self.request)).order_by("decided_on", "due_on", "id")


class DecisionEndpoint(Endpoint):
    """A view below /followed-decisions/<id>/."""

    def decision(self, request: Request, decision_id: UUID) -> Any:
        """The decision of a patient the user may see; 404 otherwise."""
        found = get_object_or_404(followed_by(self.user(request)), pk=decision_id)
        audit.record(request=request._request, patient_id=found.case.patient_id, subject="api_decision")
        return found

    def told(self, request: Request, decision_id: UUID) -> Response:
        """The decision as it stands now."""
        row = followed_by(self.user(request)).get(pk=decision_id)
        return Response(FollowedOutput(row).data)


class DecisionConfirmation(DecisionEndpoint):
    """A decision becomes an examination of the calendar, or a task of its owner."""

    permission_for = {"POST": Permission.OUTCOME_RECORD}

    @extend_schema(request=None, responses=FollowedOutput)
    def post(self, request: Request, decision_id: UUID) -> Response:
        """Confirm it; twice is once. 409 for a course, which is confirmed with its dose and dates."""
        row = self.decision(request, decision_id)
        decision_confirm(by=self.user(request), decision=row, today=clock.today(), now=clock.now())
        return self.told(request, decision_id)


class DecisionCourse(DecisionEndpoint):
    """A decision becomes a course, with all checks of every course."""

    permission_for = {"POST": Permission.COURSE_PRESCRIBE}

    @extend_schema(request=CourseInput, responses=FollowedOutput)
    def post(self, request: Request, decision_id: UUID) -> Response:
        """Start the course and tie it to the decision; 409 when it is confirmed otherwise."""
        row, spec = self.decision(request, decision_id), course_spec(parsed(CourseInput, request))
        today, now = clock.today(), clock.now()
        decision_confirm_course(by=self.user(request), decision=row, spec=spec, today=today, now=now)
        return self.told(request, decision_id)


class OutcomeInput(StrictSerializer):
    """What became of it; NOT and CHANGED need a reason, OTHER needs words."""

    outcome = serializers.ChoiceField(options(DecisionOutcome))
    reason = serializers.ChoiceField(NotDoneReason.choices, required=False, allow_null=True, default=None)
    text = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
    done_on = DayField(required=False, allow_null=True, default=None)


def outcome_spec(values: dict[str, Any]) -> OutcomeSpec:
    """What was answered."""
    reason = NotDoneReason(values["reason"]) if values["reason"] else None
    return OutcomeSpec(**values | {"outcome": DecisionOutcome(values["outcome"]), "reason": reason})


class DecisionAnswer(DecisionEndpoint):
    """What became of a decision (MDT-08)."""

    permission_for = {"POST": Permission.OUTCOME_RECORD}

    @extend_schema(request=OutcomeInput, responses=FollowedOutput)
    def post(self, request: Request, decision_id: UUID) -> Response:
        """Answer, or correct an answer; the history keeps both."""
        row, values = self.decision(request, decision_id), parsed(OutcomeInput, request)
        spec = outcome_spec(values)
        today, now = clock.today(), clock.now()
        outcome_answer(by=self.user(request), decision=row, spec=spec, today=today, now=now)
        return self.told(request, decision_id)


class DoseTaleOutput(serializers.Serializer[DoseTale]):
    """The doses since the decision whose turn has come; `reasons` (VOC-17) of late and missed ones."""

    due = serializers.IntegerField()
    late = serializers.IntegerField()
    missed = serializers.IntegerField()
    reasons = serializers.SerializerMethodField()
    next_on = serializers.DateField(allow_null=True)

    def get_reasons(self, tale: DoseTale) -> list[str]:
        """Codes of VOC-17."""
        return [reason.value for reason in tale.reasons]


class ChainOutput(serializers.Serializer[Any]):
    """A decision with what became of it; `doses` null: it became no course."""

    decision = FollowedOutput()
    doses = DoseTaleOutput(allow_null=True)


class DecisionChains(PatientEndpoint):
    """Decision, course, doses: what the next meeting hears of the last ones."""

    permission_for = {"GET": Permission.BOARD_VIEW}
    subject = "api_decision_chains"

    @extend_schema(responses=ChainOutput(many=True))
    def get(self, request: Request, patient_id: UUID) -> Response:
        """The last decisions about the patient, of the newest meeting first."""
        links = chains_of(self.patient(request, patient_id), today=clock.today())
        return Response(ChainOutput(links, many=True).data)
