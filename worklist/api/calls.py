"""Endpoints for phone calls."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import DayField, Endpoint, StrictSerializer, parsed
from accounts.permissions import Permission
from patients.api.door import PatientRows
from patients.models import Contact
from worklist.api.output import CallOutput, WaitingOutput
from worklist.enums import CallOutcome
from worklist.selectors.calls import call_list
from worklist.services import contact_attempt_log
from worklist.specs import CallSpec


class CallInput(StrictSerializer):
    """One attempt. `contact` is one of the patient's; `subject_id` the dose it was about."""

    outcome = serializers.ChoiceField(CallOutcome.choices)
    contact = serializers.UUIDField(required=False, allow_null=True, default=None)
    note = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
    subject_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    next_try_on = DayField(required=False, allow_null=True, default=None)


def call_spec(values: dict[str, Any], contacts: Any) -> CallSpec:
    """The attempt; raises ValidationError for a contact that is not the patient's."""
    wanted = values.pop("contact")
    contact: Contact | None = contacts.filter(pk=wanted).first() if wanted else None
    if wanted and contact is None:
        text = _("This contact belongs to somebody else. Choose one of the list.")
        raise serializers.ValidationError({"contact": text})
    return CallSpec(**values | {"contact": contact, "outcome": CallOutcome(values["outcome"])})


class PatientCalls(PatientRows):
    """Attempts to reach a patient, newest first."""

    permission_for = {"GET": Permission.CONTACT_LOG, "POST": Permission.CONTACT_LOG}
    related, serializer_class = "contact_log", CallOutput
    joins = ("by",)

    @extend_schema(request=CallInput, responses={201: CallOutput})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Log one; the same one within a minute is the same row."""
        patient = self.patient(request, patient_id)
        spec = call_spec(parsed(CallInput, request), patient.contacts)
        row = contact_attempt_log(by=self.user(request), patient=patient, spec=spec, now=clock.now())
        return Response(CallOutput(row).data, status=201)


class Calls(Endpoint):
    """Everybody to phone today, worst first, at most two hundred."""

    permission_for = {"GET": Permission.CONTACT_LOG}

    @extend_schema(responses=WaitingOutput(many=True))
    def get(self, request: Request) -> Response:
        """One row a patient."""
        calls = call_list(user=self.user(request), today=clock.today())
        audit.record_listed(request=request._request, patient_ids=calls.patient_ids, subject="api_calls")
        return Response(WaitingOutput(calls.items, many=True).data)
