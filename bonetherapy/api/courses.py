"""Endpoints for protocols and courses: the list, a start with its preview, one course with its history."""

from typing import Any
from uuid import UUID

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import Endpoint, parsed
from accounts.permissions import Permission
from bonetherapy.api.door import CourseEndpoint
from bonetherapy.api.input import CourseInput, CoursePreviewInput, course_spec
from bonetherapy.api.output import CourseDetailOutput, CourseOutput, ProtocolOutput
from bonetherapy.api.previews import StartPreviewOutput
from bonetherapy.models import DrugProtocol
from bonetherapy.selectors.history import course_history
from bonetherapy.selectors.previews import start_preview
from bonetherapy.services.courses import course_start
from guidelines.bone.choice import ChoiceFactor
from patients.api.door import PatientEndpoint, PatientRows


class ProtocolFilter(django_filters.FilterSet):
    """Narrow the list."""

    approved = django_filters.BooleanFilter("approved_on", lookup_expr="isnull", exclude=True)

    class Meta:
        model = DrugProtocol
        fields = ["agent", "version"]


class Protocols(Endpoint, ListAPIView[DrugProtocol]):
    """The drug protocols of the user's hospital, newest version of a drug first."""

    permission_for = {"GET": Permission.PATIENT_VIEW}
    serializer_class = ProtocolOutput
    filterset_class = ProtocolFilter
    queryset = DrugProtocol.objects.order_by("agent", "-version", "id")

    def get_queryset(self) -> Any:
        """Those of the hospital."""
        return super().get_queryset().filter(hospital=self.user(self.request).hospital)


class PatientCourses(PatientRows):
    """The courses of a patient, newest first."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.COURSE_PRESCRIBE}
    related, serializer_class = "courses", CourseOutput

    @extend_schema(request=CourseInput, responses={201: CourseOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Start one; its first six doses are planned."""
        patient = self.patient(request, patient_id)
        spec = course_spec(parsed(CourseInput, request))
        course = course_start(by=self.user(request), patient=patient, spec=spec, today=clock.today())
        return Response(CourseOutput(course).data, status=201)


class CoursePreview(PatientEndpoint):
    """What starting a course would mean: rules, renal dose with its inputs, dates. Nothing is written."""

    permission_for = {"POST": Permission.COURSE_PRESCRIBE}

    @extend_schema(request=CoursePreviewInput, responses=StartPreviewOutput)
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Ask."""
        patient = self.patient(request, patient_id)
        values = parsed(CoursePreviewInput, request)
        factors = tuple(ChoiceFactor(code) for code in values.pop("factors"))
        preview = start_preview(patient, course_spec(values), today=clock.today(), factors=factors)
        return Response(StartPreviewOutput(preview).data)


class OneCourse(CourseEndpoint):
    """One course with its doses and everything that was changed."""

    permission_for = {"GET": Permission.PATIENT_VIEW}

    @extend_schema(responses=CourseDetailOutput)
    def get(self, request: Request, course_id: UUID) -> Response:
        """Oldest dose first, newest change first."""
        course = self.course(request, course_id)
        history = course_history(course)
        for dose in history.doses:
            dose.course = course
        told = CourseOutput(course).data | CourseDetailOutput.history(history)
        return Response(told)
