"""Endpoints for what goes on until somebody says that it is over: symptoms, problems and treatments."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import DayField, StrictSerializer, parsed
from accounts.permissions import Permission
from patients.api.door import PatientEndpoint
from patients.api.input import ProblemEndInput
from patients.api.kinds import PROBLEM, SYMPTOM, TREATMENT
from patients.services.events import treatment_stop
from patients.services.observations import problem_resolve
from patients.services.status import symptom_resolve


class TreatmentStopInput(StrictSerializer):
    """The last day."""

    stopped_on = DayField()


class SymptomEnd(PatientEndpoint):
    """A symptom that is over."""

    permission_for = {"POST": Permission.OBSERVATION_RECORD}

    @extend_schema(request=ProblemEndInput, responses=SYMPTOM.told)
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """Close it."""
        row = get_object_or_404(self.patient(request, patient_id).symptoms, pk=row_id)
        values = parsed(ProblemEndInput, request)
        over = symptom_resolve(by=self.user(request), symptom=row, **values, today=clock.today())
        return Response(SYMPTOM.told(over).data)


class ProblemEnd(PatientEndpoint):
    """A problem that is over."""

    permission_for = {"POST": Permission.LAB_RECORD}

    @extend_schema(request=ProblemEndInput, responses=PROBLEM.told)
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """Close it."""
        row = get_object_or_404(self.patient(request, patient_id).problems, pk=row_id)
        values = parsed(ProblemEndInput, request)
        over = problem_resolve(by=self.user(request), problem=row, **values, today=clock.today())
        return Response(PROBLEM.told(over).data)


class TreatmentStop(PatientEndpoint):
    """A treatment that has ended."""

    permission_for = {"POST": Permission.OBSERVATION_RECORD}

    @extend_schema(request=TreatmentStopInput, responses=TREATMENT.told)
    def post(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """End it."""
        row = get_object_or_404(self.patient(request, patient_id).treatments, pk=row_id)
        values = parsed(TreatmentStopInput, request)
        ended = treatment_stop(by=self.user(request), treatment=row, **values, today=clock.today())
        return Response(TREATMENT.told(ended).data)
