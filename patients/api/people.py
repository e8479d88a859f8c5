"""Endpoints for who a patient is: list, register, read, edit, void."""

from typing import Any
from uuid import UUID

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import Endpoint, parsed
from accounts.permissions import Permission
from patients.api.door import PatientEndpoint, PatientsListed
from patients.api.input import (
    PersonInput,
    ReasonInput,
    RegistrationInput,
    SearchInput,
    person_spec,
    registration_spec,
)
from patients.api.output import PatientOutput
from patients.models import Patient
from patients.selectors.search import Filters, patients_found, term_of
from patients.services.registration import patient_edit, patient_register
from patients.services.voiding import patient_void

MOST_FOUND = 50


class PatientFilter(django_filters.FilterSet):
    """Narrow the list."""

    confirmed = django_filters.BooleanFilter(method="only_confirmed", label="bone metastasis confirmed")

    class Meta:
        model = Patient
        fields = ["department", "ward", "responsible_doctor", "sex", "hospital_number"]

    def only_confirmed(self, rows: Any, _name: str, value: bool) -> Any:
        """Patients with (or without) confirmed bone metastasis."""
        kept = {"bone_metastasis__status": "CONFIRMED"}
        return rows.filter(**kept) if value else rows.exclude(**kept)


class Patients(PatientsListed):
    """The patients the user may see, by name; and a new one."""

    subject = "api_patients"
    patient_path = "id"
    permission_for = {"GET": Permission.PATIENT_VIEW, "POST": Permission.PATIENT_EDIT}
    serializer_class = PatientOutput
    filterset_class = PatientFilter
    queryset = Patient.objects.none()

    def get_queryset(self) -> Any:
        """What `visible_to` allows."""
        return patients_found(self.user(self.request), Filters())

    @extend_schema(request=RegistrationInput, responses={201: PatientOutput})
    def post(self, request: Request) -> Response:
        """Register."""
        spec = registration_spec(parsed(RegistrationInput, request))
        patient = patient_register(by=self.user(request), spec=spec, today=clock.today())
        return Response(PatientOutput(patient).data, status=201)


class PatientSearch(Endpoint):
    """Find by characters, pinyin, initials, hospital number, or a whole identity card or phone number.

    The words travel in the body, never in the address.
    """

    permission_for = {"POST": Permission.PATIENT_VIEW}

    @extend_schema(request=SearchInput, responses=PatientOutput(many=True))
    def post(self, request: Request) -> Response:
        """At most fifty patients."""
        term = term_of(self.user(request), parsed(SearchInput, request)["q"])
        found = patients_found(self.user(request), Filters(term=term)) if term else Patient.objects.none()
        rows = list(found[:MOST_FOUND])
        audit.record_listed(
            request=request._request, patient_ids=[row.id for row in rows], subject="api_search"
        )
        return Response(PatientOutput(rows, many=True).data)


class OnePatient(PatientEndpoint):
    """One patient."""

    permission_for = {"GET": Permission.PATIENT_VIEW, "PUT": Permission.PATIENT_EDIT}

    @extend_schema(responses=PatientOutput)
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Read."""
        return Response(PatientOutput(self.patient(request, patient_id)).data)

    @extend_schema(request=PersonInput, responses=PatientOutput)
    def put(self, request: Request, patient_id: UUID) -> Response:
        """Edit."""
        patient = self.patient(request, patient_id)
        spec = person_spec(parsed(PersonInput, request))
        changed = patient_edit(by=self.user(request), patient=patient, spec=spec, today=clock.today())
        return Response(PatientOutput(changed).data)


class PatientVoid(PatientEndpoint):
    """Take a patient out of every list; nothing is deleted."""

    permission_for = {"POST": Permission.PATIENT_MERGE}

    @extend_schema(request=ReasonInput, responses={204: None})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Void with a reason."""
        patient = self.patient(request, patient_id)
        reason = parsed(ReasonInput, request)["reason"]
        patient_void(by=self.user(request), patient=patient, reason=reason, now=clock.now())
        return Response(status=204)
