"""Opinions before the meeting over the API."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import StrictSerializer, parsed
from accounts.permissions import Permission
from mdt.api.cases import CaseEndpoint
from mdt.enums import Stance
from mdt.models import PanelOpinion
from mdt.services.opinions import opinion_give
from mdt.specs.cases import StanceSpec


class PanelOpinionOutput(serializers.ModelSerializer[PanelOpinion]):
    """What a member thinks, for the discipline of the seat."""

    class Meta:
        model = PanelOpinion
        fields = ["id", "case", "discipline", "stance", "text", "given_by", "given_at"]


class StanceInput(StrictSerializer):
    """The own opinion; another proposal and missing data need words."""

    stance = serializers.ChoiceField(Stance.choices)
    text = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)


class PanelOpinions(CaseEndpoint):
    """The opinions on one case."""

    permission_for = {"GET": Permission.BOARD_VIEW, "PUT": Permission.PANEL_OPINION}

    @extend_schema(responses=PanelOpinionOutput(many=True))
    def get(self, request: Request, case_id: UUID) -> Response:
        """All of them, one per member."""
        rows: Any = self.case(request, case_id).opinions.all()
        return Response(PanelOpinionOutput(rows, many=True).data)

    @extend_schema(request=StanceInput, responses=PanelOpinionOutput)
    def put(self, request: Request, case_id: UUID) -> Response:
        """Give or change one's own; 403 without a seat on the board, 409 when the case is concluded."""
        case, values = self.case(request, case_id), parsed(StanceInput, request)
        spec = StanceSpec(stance=Stance(values["stance"]), text=values["text"])
        row = opinion_give(by=self.user(request), case=case, spec=spec, now=clock.now())
        return Response(PanelOpinionOutput(row).data)
