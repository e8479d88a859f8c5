"""The reading of a bone window, afterwards, on the images at hand (IMG-22)."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import parsed
from accounts.permissions import Permission
from imaging.api.kinds import STUDIES, BoneWindowInput
from imaging.models import ImagingStudy
from imaging.services import bone_window_record
from imaging.specs import BoneWindowSpec
from patients.api.door import AnsweredSerializer, PatientEndpoint, answers_of


class BoneWindowStatementInput(AnsweredSerializer, BoneWindowInput):
    """Whether it was read, by whom, when, in which width and level; with answers to IMG-23."""


class BoneWindow(PatientEndpoint):
    """What is known of the bone window of one examination."""

    permission_for = {"PUT": Permission.IMAGING_RECORD}

    @extend_schema(request=BoneWindowStatementInput, responses=STUDIES.told)
    def put(self, request: Request, patient_id: UUID, row_id: UUID) -> Response:
        """State it; the history keeps what stood there before."""
        study = get_object_or_404(
            ImagingStudy.objects.filter(patient=self.patient(request, patient_id)), pk=row_id
        )
        values = parsed(BoneWindowStatementInput, request)
        answers, by = answers_of(values), self.user(request)
        spec = BoneWindowSpec(**values)
        row = bone_window_record(by=by, study=study, spec=spec, today=clock.today(), answers=answers)
        return Response(STUDIES.told(row).data)
