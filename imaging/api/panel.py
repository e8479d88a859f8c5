"""The follow-up panel over the API (IMG-15)."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import WordsOutput, options
from accounts.permissions import Permission
from guidelines.imaging.orders import FollowUpItem
from imaging.selectors.panel import panel_of
from patients.api.door import PatientEndpoint
from patients.selectors.whole import OpenRecord


class PanelRowOutput(serializers.Serializer[Any]):
    """One item; `last_on` null: never, or not recorded here; `slot` null: no schedule asks for it."""

    item = serializers.ChoiceField(options(FollowUpItem))
    label = WordsOutput(source="item.label")  # type: ignore[assignment]  # a field
    last_on = serializers.DateField(allow_null=True)
    due_on = serializers.DateField(source="slot.due_on", default=None, allow_null=True)
    slot = serializers.UUIDField(source="slot.id", default=None, allow_null=True)


class FollowUpPanel(PatientEndpoint):
    """What a follow-up visit comprises, with the last day of each item and the day it is due."""

    permission_for = {"GET": Permission.PATIENT_VIEW}

    @extend_schema(responses=PanelRowOutput(many=True))
    def get(self, request: Request, patient_id: UUID) -> Response:
        """The six items."""
        record = OpenRecord(self.patient(request, patient_id), clock.today())
        return Response(PanelRowOutput(panel_of(record), many=True).data)
