"""How every API call finds its patient: through `visible_to`, and on the record."""

from operator import attrgetter
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request

from accounts import audit
from accounts.api import Endpoint, StrictSerializer
from accounts.enums import ReadAction
from patients.models import Patient
from patients.selectors.access import visible_to
from patients.specs.overrides import Acknowledgement


class PatientEndpoint(Endpoint):
    """A view below /patients/<id>/. `subject` names it in the trail of reads."""

    subject = "api"

    def patient(self, request: Request, patient_id: UUID) -> Patient:
        """The patient when the user may see it; 404 otherwise, so that nobody learns of it."""
        rows = visible_to(self.user(request)).select_related("department", "ward", "responsible_doctor")
        found = get_object_or_404(rows, pk=patient_id)
        audit.record(
            request=request._request, patient_id=found.id, action=ReadAction.VIEW, subject=self.subject
        )
        return found


class PatientsListed(Endpoint, ListAPIView[Any]):
    """A list about many patients: those of the page that is answered stand in the trail.

    `subject` names the list there, `patient_path` leads from a row to the patient's id.
    """

    subject = "api_list"
    patient_path = "patient_id"

    def paginate_queryset(self, queryset: Any) -> Any:
        """One page of rows, noted."""
        rows = super().paginate_queryset(queryset)
        ids = map(attrgetter(self.patient_path), rows or ())
        audit.record_listed(request=self.request._request, patient_ids=ids, subject=self.subject)
        return rows


class PatientRows(PatientEndpoint, ListAPIView[Any]):
    """A list below one patient, in pages: `related` is the model's name for the rows."""

    related = ""
    joins: tuple[str, ...] = ()
    filter_backends = []

    def get_queryset(self) -> Any:
        """All of them, in the model's order; the id decides between equals, so that pages never overlap."""
        rows = getattr(self.patient(self.request, self.kwargs["patient_id"]), self.related)
        return rows.select_related(*self.joins).order_by(*rows.model._meta.ordering, "id")


class AnswerSerializer(StrictSerializer):
    """How a person answers a rule that stops or warns."""

    rule_id = serializers.CharField(max_length=12)
    key = serializers.CharField(max_length=80, required=False, default="", allow_blank=True)
    reason_code = serializers.CharField(max_length=30)
    reason_text = serializers.CharField(max_length=1000, required=False, default="", allow_blank=True)


class AnsweredSerializer(StrictSerializer):
    """A body that may carry answers."""

    answers = AnswerSerializer(many=True, required=False, default=list)


def answers_of(values: dict[str, Any]) -> tuple[Acknowledgement, ...]:
    """The answers taken out of a parsed body."""
    return tuple(Acknowledgement(**answer) for answer in values.pop("answers", []))
