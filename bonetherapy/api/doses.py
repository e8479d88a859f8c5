"""Endpoints for doses: the list, one dose with its checks, and everything that can happen to it."""

from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import parsed
from accounts.permissions import Permission
from bonetherapy.api.door import DoseEndpoint
from bonetherapy.api.dose_input import GivePreviewInput
from bonetherapy.api.output import DoseDetailOutput, DoseOutput
from bonetherapy.api.previews import GivePreviewOutput
from bonetherapy.enums import DoseState
from bonetherapy.models import Dose
from bonetherapy.selectors.previews import give_preview
from bonetherapy.selectors.readiness import readiness_of
from guidelines.bone.checks import Check
from patients.api.door import PatientsListed
from patients.selectors.access import visible_to


class DoseFilter(django_filters.FilterSet):
    """Narrow the list."""

    agent = django_filters.CharFilter("course__agent", label="drug")
    due_from = django_filters.DateFilter("due_on", lookup_expr="gte", label="due on that day or later")
    due_to = django_filters.DateFilter("due_on", lookup_expr="lte", label="due on that day or earlier")
    overdue = django_filters.BooleanFilter(method="only_overdue", label="planned, and due before today")

    class Meta:
        model = Dose
        fields = ["department", "patient", "course", "state"]

    def only_overdue(self, rows: QuerySet[Dose], _name: str, value: bool) -> QuerySet[Dose]:
        """Overdue is computed, never stored."""
        late = Q(state=DoseState.PLANNED, due_on__lt=clock.today())
        return rows.filter(late if value else ~late)


class DoseOrdering(OrderingFilter):
    """By due date unless asked otherwise; the id decides between equals."""

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> Any:
        """What was asked for of the allowed fields; what is not allowed is ignored."""
        return [*(super().get_ordering(request, queryset, view) or ()), "id"]


class Doses(PatientsListed):
    """The doses of every patient the user may see."""

    subject = "api_doses"
    permission_for = {"GET": Permission.PATIENT_VIEW}
    serializer_class = DoseOutput
    filterset_class = DoseFilter
    filter_backends = [django_filters.rest_framework.DjangoFilterBackend, DoseOrdering]
    ordering_fields = ["due_on", "given_on", "number"]
    ordering = ["due_on"]
    queryset = Dose.objects.select_related("course", "given_by")

    def get_queryset(self) -> Any:
        """Through the patients."""
        return super().get_queryset().filter(patient__in=visible_to(self.user(self.request)))


class OneDose(DoseEndpoint):
    """One dose with its checks."""

    permission_for = {"GET": Permission.PATIENT_VIEW}

    @extend_schema(responses=DoseDetailOutput)
    def get(self, request: Request, dose_id: UUID) -> Response:
        """Those of the day it was given, or as they stand today."""
        dose = self.dose(request, dose_id)
        return Response(DoseDetailOutput(dose, context={"readiness": _readiness(dose)}).data)


def _readiness(dose: Dose) -> tuple[Check, ...]:
    if dose.state != DoseState.PLANNED:
        return ()
    return readiness_of([dose], today=clock.today())[dose.id]


class DoseGivePreview(DoseEndpoint):
    """What giving the dose on a day would mean. Nothing is written."""

    permission_for = {"POST": Permission.DOSE_RECORD}

    @extend_schema(request=GivePreviewInput, responses=GivePreviewOutput)
    def post(self, request: Request, dose_id: UUID) -> Response:
        """Ask."""
        dose = self.dose(request, dose_id)
        values = parsed(GivePreviewInput, request)
        return Response(GivePreviewOutput(give_preview(dose, **values, today=clock.today())).data)
