"""Endpoints for tasks."""

from typing import Any
from uuid import UUID

import django_filters
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import Endpoint, StrictSerializer, parsed
from accounts.permissions import Permission
from patients.api.door import PatientsListed
from worklist.api.output import TaskOutput
from worklist.models import Task
from worklist.selectors.todo import WORST_FIRST, my_tasks, task_of
from worklist.services import task_settle


class TaskFilter(django_filters.FilterSet):
    """Narrow the list."""

    mine = django_filters.BooleanFilter(method="only_mine", label="open ones of the user or the user's role")
    due_from = django_filters.DateFilter("due_on", lookup_expr="gte", label="due on that day or later")
    due_to = django_filters.DateFilter("due_on", lookup_expr="lte", label="due on that day or earlier")

    class Meta:
        model = Task
        fields = ["state", "kind", "code", "severity", "role", "owner", "patient", "department"]

    def only_mine(self, rows: Any, _name: str, value: bool) -> Any:
        """What the user should do; false narrows nothing."""
        return rows.filter(pk__in=my_tasks(self.request.user).order_by().values("pk")) if value else rows


class Tasks(PatientsListed):
    """Tasks about every patient the user may see, the worst first; `?state=OPEN` for what is left."""

    subject = "api_tasks"
    permission_for = {"GET": Permission.WORKLIST_VIEW}
    serializer_class = TaskOutput
    filterset_class = TaskFilter
    queryset = Task.objects.none()

    def get_queryset(self) -> Any:
        """Through the patients."""
        return task_of(self.user(self.request)).order_by(*WORST_FIRST)


class SettleInput(StrictSerializer):
    """What settled a task."""

    evidence = serializers.CharField(max_length=300)


class TaskSettle(Endpoint):
    """A task that is done, with what settled it."""

    permission_for = {"POST": Permission.WORKLIST_VIEW}

    @extend_schema(request=SettleInput, responses=TaskOutput)
    def post(self, request: Request, task_id: UUID) -> Response:
        """The same words twice are one answer."""
        task = get_object_or_404(task_of(self.user(request)), pk=task_id)
        audit.record(request=request._request, patient_id=task.patient_id, subject="api_task")
        evidence = parsed(SettleInput, request)["evidence"]
        done = task_settle(by=self.user(request), task=task, evidence=evidence, now=clock.now())
        return Response(TaskOutput(done).data)
