"""Endpoints for what the rules say about one patient today, and for doubts about the data."""

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import StrictSerializer, parsed
from accounts.permissions import Permission
from patients.api.door import PatientEndpoint
from worklist.api.output import CodedOutput, FlagOutput
from worklist.selectors.findings import assessment_of
from worklist.selectors.todo import flag_tasks
from worklist.services import patient_freshen, task_settle


class PatientFindings(PatientEndpoint):
    """What the rules say about the patient today, the worst first."""

    permission_for = {"GET": Permission.PATIENT_VIEW}

    @extend_schema(responses=CodedOutput(many=True))
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Asked now, not from memory; nothing is stored."""
        patient, today = self.patient(request, patient_id), clock.today()
        found = assessment_of(patient, today)
        return Response(CodedOutput(found.findings, many=True, context={"today": today}).data)


class ConfirmInput(StrictSerializer):
    """The field as the flag names it, and why the entry is right all the same."""

    field = serializers.CharField(max_length=300)
    reason = serializers.CharField(max_length=300)


class PatientDataFlags(PatientEndpoint):
    """Doubts about what was entered: open ones, and those a person confirmed (who, when, why)."""

    permission_for = {"GET": Permission.WORKLIST_VIEW, "POST": Permission.WORKLIST_VIEW}

    @extend_schema(responses=FlagOutput(many=True))
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Nothing was changed to satisfy a check; the entry is corrected where it stands."""
        patient = self.patient(request, patient_id)
        patient_freshen(patient_id=patient.id, now=clock.now())
        return Response(FlagOutput(flag_tasks(patient), many=True).data)

    @extend_schema(request=ConfirmInput, responses=FlagOutput)
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Confirm the entry of a field; 404 when it is in no doubt, 409 when somebody did it before."""
        patient = self.patient(request, patient_id)
        values = parsed(ConfirmInput, request)
        patient_freshen(patient_id=patient.id, now=clock.now())
        rows = flag_tasks(patient).filter(subject=values["field"])
        task = rows.first()
        if task is None:
            raise Http404
        done = task_settle(by=self.user(request), task=task, evidence=values["reason"], now=clock.now())
        return Response(FlagOutput(done).data)
