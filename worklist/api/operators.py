"""Endpoints for operators: the outbox of their hospital, a retry, a rehearsal. Ids only, no person."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import django_filters
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import Endpoint
from accounts.permissions import Permission
from worklist import quiet
from worklist.api.output import ChannelOutput, MessageOutput, RehearsalOutput
from worklist.models import Reminder
from worklist.selectors.health import channel_health
from worklist.selectors.outbox import outbox
from worklist.services import reminder_retry, reminders_rehearse

OPERATE = Permission.REMINDER_OPERATE


class OutboxFilter(django_filters.FilterSet):
    """Narrow the list."""

    planned_from = django_filters.DateFilter("planned_for", lookup_expr="gte", label="planned then or later")
    planned_to = django_filters.DateFilter("planned_for", lookup_expr="lte", label="planned then or earlier")

    class Meta:
        model = Reminder
        fields = ["state", "kind", "channel", "audience", "department"]


class Outbox(Endpoint, ListAPIView[Reminder]):
    """Messages of the operator's hospital, newest plan first."""

    permission_for = {"GET": OPERATE}
    serializer_class = MessageOutput
    filterset_class = OutboxFilter
    queryset = Reminder.objects.none()

    def get_queryset(self) -> Any:
        """Of one hospital."""
        return outbox(self.user(self.request))


class OutboxRetry(Endpoint):
    """A failed message, once more."""

    permission_for = {"POST": OPERATE}

    @extend_schema(request=None, responses={202: MessageOutput})
    def post(self, request: Request, reminder_id: UUID) -> Response:
        """409 when it is not failed any more or its last day has passed."""
        user = self.user(request)
        reminder = get_object_or_404(outbox(user), pk=reminder_id)
        reminder_retry(by=user, reminder=reminder, now=clock.now())
        reminder.refresh_from_db()
        return Response(MessageOutput(reminder).data, status=202)


class OutboxDryRun(Endpoint):
    """What would go out tomorrow morning: the real statement, undone afterwards."""

    permission_for = {"GET": OPERATE}

    @extend_schema(responses=RehearsalOutput)
    def get(self, request: Request) -> Response:
        """Groups with their numbers."""
        moment = quiet.opening(clock.today() + timedelta(days=1))
        found = reminders_rehearse(moment, hospital_id=self.user(request).hospital_id)
        numbers = {"moment": moment, "counts": found.counts, "groups": found.groups, "failed": found.failed}
        return Response(RehearsalOutput(numbers).data)


class OutboxHealth(Endpoint):
    """Every channel of the operator's hospital."""

    permission_for = {"GET": OPERATE}

    @extend_schema(responses=ChannelOutput(many=True))
    def get(self, request: Request) -> Response:
        """One row a channel."""
        channels = channel_health(user=self.user(request), now=clock.now())
        return Response(ChannelOutput(channels, many=True).data)
