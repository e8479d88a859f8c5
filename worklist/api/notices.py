"""Endpoints for the notices behind the bell, and for how messages get through."""

from typing import Any
from uuid import UUID

import django_filters
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import Endpoint
from accounts.permissions import Permission
from patients.api.door import PatientsListed
from patients.selectors.access import visible_to
from worklist.api.output import HealthOutput, NoticeOutput
from worklist.models import Reminder
from worklist.selectors.health import health
from worklist.selectors.inbox import inbox
from worklist.services import inbox_read_all, reminder_read


class NoticeFilter(django_filters.FilterSet):
    """Narrow the list."""

    unread = django_filters.BooleanFilter("read_at", lookup_expr="isnull", label="not opened yet")

    class Meta:
        model = Reminder
        fields = ["kind"]


class Inbox(PatientsListed):
    """The user's notices and, for nurses, those of the department; newest first."""

    subject = "api_inbox"
    permission_for = {"GET": Permission.PATIENT_VIEW}
    serializer_class = NoticeOutput
    filterset_class = NoticeFilter
    queryset = Reminder.objects.none()

    def get_queryset(self) -> Any:
        """About patients the user may see."""
        return inbox(self.user(self.request))


class InboxRead(Endpoint):
    """All notices at once."""

    permission_for = {"POST": Permission.PATIENT_VIEW}

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """Mark them as read."""
        user = self.user(request)
        inbox_read_all(by=user, notices=inbox(user), now=clock.now())
        return Response(status=204)


class NoticeRead(Endpoint):
    """One notice."""

    permission_for = {"POST": Permission.PATIENT_VIEW}

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request, reminder_id: UUID) -> Response:
        """Mark it as read."""
        user = self.user(request)
        notice = get_object_or_404(Reminder.objects.filter(patient__in=visible_to(user)), pk=reminder_id)
        reminder_read(by=user, reminder=notice, now=clock.now())
        return Response(status=204)


class MessageHealth(Endpoint):
    """How today's e-mail of the user's department went."""

    permission_for = {"GET": Permission.CONTACT_LOG}

    @extend_schema(responses=HealthOutput)
    def get(self, request: Request) -> Response:
        """Numbers only."""
        return Response(HealthOutput(health(user=self.user(request), now=clock.now())).data)
