"""Boards and their members over the API."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import Endpoint, StrictSerializer, parsed
from accounts.enums import Discipline
from accounts.models import User
from accounts.permissions import Permission
from mdt import services
from mdt.enums import ApprovalStep
from mdt.models import Board, BoardMember
from mdt.selectors.boards import boards_seen, members_of
from mdt.specs import BoardSpec


class BoardOutput(serializers.ModelSerializer[Board]):
    """A team template; `quorum` null: the hospital's limit (MDT-03) holds."""

    class Meta:
        model = Board
        fields = [
            "id", "hospital", "name", "chair", "coordinator", "disciplines", "required", "quorum", "place",
            "video_link", "minutes_per_case", "deadline_hours", "outcome_after_days", "approval",
            "medical_affairs", "is_active",
        ]  # fmt: skip


class MemberOutput(serializers.ModelSerializer[BoardMember]):
    """Who sits on a board; `name` is the person's."""

    name = serializers.CharField(source="user.name")

    class Meta:
        model = BoardMember
        fields = ["id", "board", "user", "name", "discipline", "left_on"]


def person_field() -> "serializers.PrimaryKeyRelatedField[User]":
    """Somebody who works here."""
    return serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True))


def disciplines_field() -> serializers.ListField:
    """Disciplines (VOC-01)."""
    child = serializers.ChoiceField(Discipline.choices)
    return serializers.ListField(child=child, required=False, default=list, max_length=20)


class BoardInput(StrictSerializer):
    """A board as a person enters it; it belongs to the hospital of who sends it."""

    name = serializers.CharField(max_length=60)
    chair = person_field()
    coordinator = person_field()
    disciplines = disciplines_field()
    required = disciplines_field()  # type: ignore[assignment]  # a field
    quorum = serializers.IntegerField(
        min_value=1, max_value=len(Discipline), required=False, default=None, allow_null=True
    )
    place = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)
    video_link = serializers.URLField(max_length=300, required=False, default="", allow_blank=True)
    minutes_per_case = serializers.IntegerField(min_value=1, max_value=60, required=False, default=6)
    deadline_hours = serializers.IntegerField(min_value=0, max_value=336, required=False, default=24)
    outcome_after_days = serializers.IntegerField(min_value=1, max_value=365, required=False, default=30)
    approval = serializers.ListField(
        child=serializers.ChoiceField(ApprovalStep.choices), required=False, default=list, max_length=3
    )
    medical_affairs = serializers.PrimaryKeyRelatedField(
        queryset=User.objects.filter(is_active=True), required=False, default=None, allow_null=True
    )
    is_active = serializers.BooleanField(required=False, default=True)


class MemberInput(StrictSerializer):
    """Person and discipline."""

    user = person_field()
    discipline = serializers.ChoiceField(Discipline.choices)


def board_spec(values: dict[str, Any]) -> BoardSpec:
    """What was sent."""
    lists = {
        "disciplines": tuple(Discipline(one) for one in values["disciplines"]),
        "required": tuple(Discipline(one) for one in values["required"]),
        "approval": tuple(ApprovalStep(one) for one in values["approval"]),
    }
    return BoardSpec(**values | lists)


class Boards(Endpoint, ListAPIView[Board]):
    """The boards the user may see."""

    permission_for = {"GET": Permission.BOARD_VIEW, "POST": Permission.BOARD_RUN}
    serializer_class = BoardOutput
    queryset = Board.objects.none()
    filter_backends = []

    def get_queryset(self) -> Any:
        """By name."""
        return boards_seen(self.user(self.request)).order_by("name", "id")

    @extend_schema(request=BoardInput, responses={201: BoardOutput})
    def post(self, request: Request) -> Response:
        """A new one."""
        spec = board_spec(parsed(BoardInput, request))
        row = services.board_create(by=self.user(request), spec=spec)
        return Response(BoardOutput(row).data, status=201)


class BoardEndpoint(Endpoint):
    """A view below /boards/<id>/."""

    def board(self, request: Request, board_id: UUID) -> Board:
        """The board; 404 when the user may not see it."""
        return get_object_or_404(boards_seen(self.user(request)), pk=board_id)


class OneBoard(BoardEndpoint):
    """One board."""

    permission_for = {"GET": Permission.BOARD_VIEW, "PUT": Permission.BOARD_RUN}

    @extend_schema(responses=BoardOutput)
    def get(self, request: Request, board_id: UUID) -> Response:
        """As it is."""
        return Response(BoardOutput(self.board(request, board_id)).data)

    @extend_schema(request=BoardInput, responses=BoardOutput)
    def put(self, request: Request, board_id: UUID) -> Response:
        """From now on; meetings that exist keep their place."""
        board, spec = self.board(request, board_id), board_spec(parsed(BoardInput, request))
        row = services.board_change(by=self.user(request), board=board, spec=spec)
        return Response(BoardOutput(row).data)


class BoardMembers(BoardEndpoint):
    """Who sits on a board."""

    permission_for = {"GET": Permission.BOARD_VIEW, "POST": Permission.BOARD_RUN}

    @extend_schema(responses=MemberOutput(many=True))
    def get(self, request: Request, board_id: UUID) -> Response:
        """The members of today, by discipline; a board is small, so there are no pages."""
        return Response(MemberOutput(members_of(self.board(request, board_id)), many=True).data)

    @extend_schema(request=MemberInput, responses={201: MemberOutput})
    def post(self, request: Request, board_id: UUID) -> Response:
        """Somebody takes a seat; who sits there already changes the discipline."""
        board, values = self.board(request, board_id), parsed(MemberInput, request)
        row = services.member_add(
            by=self.user(request),
            board=board,
            user=values["user"],
            discipline=Discipline(values["discipline"]),
            now=clock.now(),
        )
        return Response(MemberOutput(row).data, status=201)


class MemberLeave(BoardEndpoint):
    """The end of a membership."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=None, responses=MemberOutput)
    def post(self, request: Request, board_id: UUID, member_id: UUID) -> Response:
        """The seat is free from today."""
        rows = self.board(request, board_id).members.select_related("board", "user")
        member = get_object_or_404(rows, pk=member_id)
        row = services.member_leave(by=self.user(request), member=member, now=clock.now())
        return Response(MemberOutput(row).data)
