"""Endpoints for teeth, supplements and adverse events."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import parsed
from accounts.permissions import Permission
from bonetherapy.api.door import CourseEndpoint
from bonetherapy.api.output import AdverseEventOutput, DentalOutput, SupplementOutput
from bonetherapy.api.safety_input import (
    AdverseEventInput,
    CancelInput,
    ClearInput,
    DentalInput,
    OnInput,
    SupplementInput,
    adverse_spec,
    day_of,
    dental_spec,
    supplement_spec,
)
from bonetherapy.models import SupplementOrder
from bonetherapy.services.adverse import adverse_event_add, adverse_event_resolve
from bonetherapy.services.dental import dental_cancel, dental_clear, dental_record_add
from bonetherapy.services.supplements import supplement_confirm, supplement_start, supplement_stop
from patients.api.door import PatientEndpoint, PatientRows


class PatientDental(PatientRows):
    """Dental examinations and procedures, newest first."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.DENTAL_RECORD}
    related, serializer_class = "dental_records", DentalOutput

    @extend_schema(request=DentalInput, responses={201: DentalOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Record one, done or planned."""
        patient = self.patient(request, patient_id)
        spec = dental_spec(parsed(DentalInput, request))
        record = dental_record_add(by=self.user(request), patient=patient, spec=spec, today=clock.today())
        return Response(DentalOutput(record).data, status=201)


class DentalClear(PatientEndpoint):
    """The dentist's clearance after a procedure (DEN-05)."""

    permission_for = {"POST": Permission.DENTAL_RECORD}

    @extend_schema(request=ClearInput, responses=DentalOutput)
    def post(self, request: Request, patient_id: UUID, record_id: UUID) -> Response:
        """Record it."""
        record = get_object_or_404(self.patient(request, patient_id).dental_records, pk=record_id)
        values = parsed(ClearInput, request)
        cleared = dental_clear(by=self.user(request), record=record, **values, today=clock.today())
        return Response(DentalOutput(cleared).data)


class DentalCancel(PatientEndpoint):
    """A planned procedure that does not take place: a hold for it can end."""

    permission_for = {"POST": Permission.DENTAL_RECORD}

    @extend_schema(request=CancelInput, responses=DentalOutput)
    def post(self, request: Request, patient_id: UUID, record_id: UUID) -> Response:
        """Give it up."""
        record = get_object_or_404(self.patient(request, patient_id).dental_records, pk=record_id)
        values = parsed(CancelInput, request)
        given_up = dental_cancel(by=self.user(request), record=record, **values, today=clock.today())
        return Response(DentalOutput(given_up).data)


class PatientSupplements(PatientRows):
    """Calcium and vitamin D, newest first."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.SUPPLEMENT_RECORD}
    related, serializer_class = "supplements", SupplementOutput

    @extend_schema(request=SupplementInput, responses={201: SupplementOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Start one."""
        patient = self.patient(request, patient_id)
        spec = supplement_spec(parsed(SupplementInput, request))
        order = supplement_start(by=self.user(request), patient=patient, spec=spec, today=clock.today())
        return Response(SupplementOutput(order).data, status=201)


class SupplementEndpoint(PatientEndpoint):
    """One supplement of a patient."""

    permission_for = {"POST": Permission.SUPPLEMENT_RECORD}

    def order(self, request: Request, patient_id: UUID, order_id: UUID) -> SupplementOrder:
        """The supplement; 404 when it is another patient's."""
        return get_object_or_404(self.patient(request, patient_id).supplements, pk=order_id)


class SupplementConfirm(SupplementEndpoint):
    """The patient really takes it, asked on that day."""

    @extend_schema(request=OnInput, responses=SupplementOutput)
    def post(self, request: Request, patient_id: UUID, order_id: UUID) -> Response:
        """Confirm."""
        order = self.order(request, patient_id, order_id)
        on = day_of(parsed(OnInput, request))
        row = supplement_confirm(by=self.user(request), order=order, on=on, today=clock.today())
        return Response(SupplementOutput(row).data)


class SupplementStop(SupplementEndpoint):
    """The end of a supplement."""

    @extend_schema(request=OnInput, responses=SupplementOutput)
    def post(self, request: Request, patient_id: UUID, order_id: UUID) -> Response:
        """Stop."""
        order = self.order(request, patient_id, order_id)
        on = day_of(parsed(OnInput, request))
        row = supplement_stop(by=self.user(request), order=order, on=on, today=clock.today())
        return Response(SupplementOutput(row).data)


class CourseAdverseEvents(CourseEndpoint, ListAPIView[Any]):
    """Adverse events on a course, newest first."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.ADVERSE_EVENT_RECORD}
    serializer_class = AdverseEventOutput
    filter_backends = []

    def get_queryset(self) -> Any:
        """Those of the course."""
        course = self.course(self.request, self.kwargs["course_id"])
        return course.adverse_events.order_by("-onset_on", "id")

    @extend_schema(request=AdverseEventInput, responses={201: AdverseEventOutput})
    def post(self, request: Request, course_id: UUID) -> Response:
        """Record one."""
        course = self.course(request, course_id)
        spec = adverse_spec(parsed(AdverseEventInput, request))
        event = adverse_event_add(by=self.user(request), course=course, spec=spec, today=clock.today())
        return Response(AdverseEventOutput(event).data, status=201)


class AdverseEventResolve(CourseEndpoint):
    """An adverse event that is over."""

    permission_for = {"POST": Permission.ADVERSE_EVENT_RECORD}

    @extend_schema(request=OnInput, responses=AdverseEventOutput)
    def post(self, request: Request, course_id: UUID, event_id: UUID) -> Response:
        """Close it."""
        event = get_object_or_404(self.course(request, course_id).adverse_events, pk=event_id)
        on = day_of(parsed(OnInput, request))
        row = adverse_event_resolve(by=self.user(request), event=event, on=on, today=clock.today())
        return Response(AdverseEventOutput(row).data)
