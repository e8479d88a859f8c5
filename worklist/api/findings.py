"""Endpoints for what the rules say about one patient today, and for doubts about the data."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import StrictSerializer, parsed
from accounts.permissions import Permission
from patients.api.door import PatientDoor
from worklist.api.output import AssessmentOutput, FlagOutput
from worklist.selectors.findings import assessment_of
from worklist.selectors.todo import flag_tasks
from worklist.services import patient_freshen, task_settle


class PatientFindings(PatientDoor):
    """What the rules say about the patient today: findings, doses, slots, pathway, worst first."""

    permission_for = {"GET": Permission.PATIENT_VIEW}

    @extend_schema(responses=AssessmentOutput)
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Asked now, never from memory."""
        patient = self.patient(request, patient_id)
        found = assessment_of(patient_id=patient.id, today=clock.today())
        return Response(AssessmentOutput(found, context={"today": clock.today()}).data)


class ConfirmInput(StrictSerializer):
    """The field as the flag names it, and why the entry is right all the same."""

    field = serializers.CharField(max_length=300)
    reason = serializers.CharField(max_length=300)


class PatientDataFlags(PatientDoor):
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
        """Confirm the entry of one field; 404 when it is in no doubt, the same words twice are one answer."""
        patient = self.patient(request, patient_id)
        values = parsed(ConfirmInput, request)
        task = get_object_or_404(flag_tasks(patient).order_by("-created_at")[:1].model.objects.none())
        done = task_settle(by=self.user(request), task=task, evidence=values["reason"], now=clock.now())
        return Response(FlagOutput(done).data)
