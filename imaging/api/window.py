"""The reading of a bone window, afterwards, on the images at hand (IMG-22), and what was stated about it."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import StrictSerializer, parsed
from accounts.permissions import Permission
from imaging.api.kinds import STUDIES, BoneWindowInput
from imaging.enums import WindowAnswer
from imaging.models import BoneWindowStatement, ImagingStudy
from imaging.services.statements import bone_window_record, statement_record
from imaging.specs import BoneWindowSpec, StatementSpec
from patients.api.door import AnsweredSerializer, PatientEndpoint, answers_of


class BoneWindowStatementInput(AnsweredSerializer, BoneWindowInput):
    """Whether it was read, by whom, when, in which width and level; with answers to IMG-23."""


class StatementInput(StrictSerializer):
    """What a reader states; NOT_POSSIBLE says why in `reason`."""

    answer = serializers.ChoiceField(WindowAnswer.choices)
    reason = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)


class StatementOutput(serializers.ModelSerializer[BoneWindowStatement]):
    """A statement; `coverage` is what our viewer had shown this reader by then, in percent."""

    class Meta:
        model = BoneWindowStatement
        fields = ["id", "study", "answer", "reason", "made_by", "coverage", "created_at"]


class StudyEndpoint(PatientEndpoint):
    """A view below /patients/<id>/imaging-studies/<id>/."""

    def study(self, request: Request, patient_id: UUID, row_id: UUID) -> ImagingStudy:
        """The examination of this patient; 404 for a patient the user may not see, and for another's."""
        rows = ImagingStudy.objects.filter(patient=self.patient(request, patient_id))
        found: ImagingStudy = get_object_or_404(rows.select_related("patient"), pk=row_id)
        return found


class BoneWindow(StudyEndpoint):
    """What is known of the bone window of one examination."""

    permission_for = {"PUT": Permission.IMAGING_RECORD}

    @extend_schema(request=BoneWindowStatementInput, responses=STUDIES.told)
    def put(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """State it; the history keeps what stood there before."""
        study = self.study(request, patient_id, row_id)
        values = parsed(BoneWindowStatementInput, request)
        answers, by = answers_of(values), self.user(request)
        spec = BoneWindowSpec(**values)
        row = bone_window_record(by=by, study=study, spec=spec, today=clock.today(), answers=answers)
        return Response(STUDIES.told(row).data)


class BoneWindowStatements(StudyEndpoint, ListAPIView[BoneWindowStatement]):
    """What was stated about it, the last first: that one holds."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.IMAGING_RECORD}
    serializer_class = StatementOutput
    queryset = BoneWindowStatement.objects.none()
    filter_backends = []

    def get_queryset(self) -> Any:
        """Of one examination."""
        study = self.study(self.request, self.kwargs["patient_id"], self.kwargs["row_id"])
        return study.window_statements.order_by("-created_at", "id")

    @extend_schema(request=StatementInput, responses={201: StatementOutput})
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """State it: read, not read, or not possible and why."""
        study = self.study(request, patient_id, row_id)
        values = parsed(StatementInput, request)
        spec = StatementSpec(WindowAnswer(values["answer"]), values["reason"])
        row = statement_record(by=self.user(request), study=study, spec=spec, today=clock.today())
        return Response(StatementOutput(row).data, status=201)
