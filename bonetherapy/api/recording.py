"""Endpoints that record what became of a dose."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import parsed
from accounts.permissions import Permission
from bonetherapy.api.door import DoseEndpoint
from bonetherapy.api.dose_input import (
    CheckRequestInput,
    GivenInput,
    NotGivenInput,
    RebookInput,
    UndoInput,
    given_spec,
    not_given_spec,
    rebook_spec,
)
from bonetherapy.api.output import DoseOutput
from bonetherapy.services.doses import dose_give
from bonetherapy.services.missed import dose_mark_not_given, dose_rebook
from bonetherapy.services.requests import check_request
from bonetherapy.services.undoing import dose_undo
from guidelines.bone.checks import CheckKind
from worklist.models import Task


class RequestOutput(serializers.ModelSerializer[Task]):
    """The task that asks for a check."""

    message_zh = serializers.CharField(source="message.zh", default="")
    message_en = serializers.CharField(source="message.en", default="")

    class Meta:
        model = Task
        fields = ["id", "kind", "role", "due_on", "rule_id", "message_zh", "message_en"]


class DoseRecordEndpoint(DoseEndpoint):
    """What staff at the bed record."""

    permission_for = {"POST": Permission.DOSE_RECORD}


class DoseGive(DoseRecordEndpoint):
    """A dose given; the following ones are put at their intervals after it."""

    @extend_schema(request=GivenInput, responses=DoseOutput)
    def post(self, request: Request, dose_id: UUID) -> Response:
        """The same body twice is one dose."""
        dose = self.dose(request, dose_id)
        spec = given_spec(parsed(GivenInput, request))
        given = dose_give(by=self.user(request), dose=dose, spec=spec, now=clock.now())
        return Response(DoseOutput(given).data)


class DoseUndo(DoseRecordEndpoint):
    """A dose recorded by mistake, taken back within twelve hours."""

    @extend_schema(request=UndoInput, responses=DoseOutput)
    def post(self, request: Request, dose_id: UUID) -> Response:
        """The plan stands as before."""
        dose = self.dose(request, dose_id)
        reason = parsed(UndoInput, request)["reason_text"]
        undone = dose_undo(by=self.user(request), dose=dose, reason_text=reason, now=clock.now())
        return Response(DoseOutput(undone).data)


class DoseNotGiven(DoseRecordEndpoint):
    """A dose that did not happen; it is never caught up."""

    @extend_schema(request=NotGivenInput, responses=DoseOutput)
    def post(self, request: Request, dose_id: UUID) -> Response:
        """Close it with its reason."""
        dose = self.dose(request, dose_id)
        spec = not_given_spec(parsed(NotGivenInput, request))
        closed = dose_mark_not_given(by=self.user(request), dose=dose, spec=spec, today=clock.today())
        return Response(DoseOutput(closed).data)


class DoseRebook(DoseRecordEndpoint):
    """A new appointment for an overdue dose; the clinical due date stays."""

    @extend_schema(request=RebookInput, responses=DoseOutput)
    def post(self, request: Request, dose_id: UUID) -> Response:
        """Book it."""
        dose = self.dose(request, dose_id)
        spec = rebook_spec(parsed(RebookInput, request))
        booked = dose_rebook(by=self.user(request), dose=dose, spec=spec, today=clock.today())
        return Response(DoseOutput(booked).data)


class DoseCheckRequest(DoseRecordEndpoint):
    """A check that is missing before a dose, asked for: one task, however often."""

    @extend_schema(request=CheckRequestInput, responses=RequestOutput)
    def post(self, request: Request, dose_id: UUID) -> Response:
        """The open task."""
        dose = self.dose(request, dose_id)
        kind = CheckKind(parsed(CheckRequestInput, request)["kind"])
        task = check_request(by=self.user(request), dose=dose, check_kind=kind, today=clock.today())
        return Response(RequestOutput(task).data)
