"""Meetings and invitations over the API. No patient is named here."""

from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import Endpoint, MomentField, StrictSerializer, parsed
from accounts.enums import Discipline
from accounts.models import User
from accounts.permissions import Permission
from mdt import services
from mdt.api.boards import BoardEndpoint, MemberInput
from mdt.enums import Answer
from mdt.models import Invitation, Meeting
from mdt.selectors.meetings import is_on_holiday, meetings_seen, own_invitation
from mdt.specs import AnswerSpec, MeetingSpec

ANSWERS = [choice for choice in Answer.choices if choice[0] != Answer.NEEDS_ACTION]


class MeetingOutput(serializers.ModelSerializer[Meeting]):
    """One meeting; `is_on_holiday` asks its coordinator to move or cancel it."""

    is_on_holiday = serializers.SerializerMethodField()

    class Meta:
        model = Meeting
        fields = [
            "id", "board", "series", "series_on", "starts_at", "duration_minutes", "place", "video_link",
            "state", "sequence", "published_at", "opened_at", "closed_at", "signed_at", "cancelled_at",
            "cancel_reason", "is_on_holiday",
        ]  # fmt: skip

    def get_is_on_holiday(self, meeting: Meeting) -> bool:
        """True for a planned meeting on a public holiday of China."""
        return is_on_holiday(meeting)


class InvitationOutput(serializers.ModelSerializer[Invitation]):
    """Somebody asked to a meeting, and the answer."""

    name = serializers.CharField(source="user.name")

    class Meta:
        model = Invitation
        fields = [
            "id", "meeting", "user", "name", "discipline", "answer", "answered_at", "answered_by",
            "leaves_at", "note", "withdrawn_at",
        ]  # fmt: skip


class MeetingInput(StrictSerializer):
    """When and where."""

    starts_at = MomentField()
    duration_minutes = serializers.IntegerField(min_value=1, max_value=600, required=False, default=60)
    place = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)
    video_link = serializers.URLField(max_length=300, required=False, default="", allow_blank=True)


class MeetingCancelInput(StrictSerializer):
    """Why a meeting does not take place."""

    reason = serializers.CharField(max_length=200)


class AnswerInput(StrictSerializer):
    """What the invited person says."""

    answer = serializers.ChoiceField(ANSWERS)
    leaves_at = serializers.TimeField(required=False, default=None, allow_null=True)
    note = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class MeetingFilter(django_filters.FilterSet):
    """Narrow the list."""

    from_day = django_filters.DateFilter("starts_at__date", lookup_expr="gte", label="that day or later")
    to_day = django_filters.DateFilter("starts_at__date", lookup_expr="lte", label="that day or earlier")
    is_cancelled = django_filters.BooleanFilter("cancelled_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Meeting
        fields = ["board", "state"]


class Meetings(Endpoint, ListAPIView[Meeting]):
    """The meetings the user may see, in the order of time."""

    permission_for = {"GET": Permission.BOARD_VIEW}
    serializer_class = MeetingOutput
    filterset_class = MeetingFilter
    queryset = Meeting.objects.none()

    def get_queryset(self) -> "QuerySet[Meeting]":
        """Through the boards."""
        return meetings_seen(self.user(self.request)).order_by("starts_at", "id")


class BoardMeetings(BoardEndpoint):
    """Single meetings of one board."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=MeetingInput, responses={201: MeetingOutput})
    def post(self, request: Request, board_id: UUID) -> Response:
        """Plan one; the same one twice is one."""
        board, spec = self.board(request, board_id), MeetingSpec(**parsed(MeetingInput, request))
        row = services.meeting_add(by=self.user(request), board=board, spec=spec, now=clock.now())
        return Response(MeetingOutput(row).data, status=201)


class MeetingEndpoint(Endpoint):
    """A view below /meetings/<id>/."""

    def meeting(self, request: Request, meeting_id: UUID) -> Meeting:
        """The meeting with its board; 404 when the user may not see it."""
        return get_object_or_404(meetings_seen(self.user(request)), pk=meeting_id)


class OneMeeting(MeetingEndpoint):
    """One meeting."""

    permission_for = {"GET": Permission.BOARD_VIEW}

    @extend_schema(responses=MeetingOutput)
    def get(self, request: Request, meeting_id: UUID) -> Response:
        """As it is."""
        return Response(MeetingOutput(self.meeting(request, meeting_id)).data)


class MeetingMove(MeetingEndpoint):
    """Another time or place of a meeting."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=MeetingInput, responses=MeetingOutput)
    def post(self, request: Request, meeting_id: UUID) -> Response:
        """Move it; who was invited is told once."""
        meeting, spec = self.meeting(request, meeting_id), MeetingSpec(**parsed(MeetingInput, request))
        row = services.meeting_move(by=self.user(request), meeting=meeting, spec=spec, now=clock.now())
        return Response(MeetingOutput(row).data)


class MeetingCancel(MeetingEndpoint):
    """A meeting that does not take place."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=MeetingCancelInput, responses=MeetingOutput)
    def post(self, request: Request, meeting_id: UUID) -> Response:
        """Cancel it with a reason; its cases wait for another one."""
        meeting, reason = self.meeting(request, meeting_id), parsed(MeetingCancelInput, request)["reason"]
        row = services.meeting_cancel(by=self.user(request), meeting=meeting, reason=reason, now=clock.now())
        return Response(MeetingOutput(row).data)


class MeetingPublish(MeetingEndpoint):
    """The invitation of all members."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=None, responses=MeetingOutput)
    def post(self, request: Request, meeting_id: UUID) -> Response:
        """Publish it; once more, it invites who became a member since."""
        meeting = self.meeting(request, meeting_id)
        row = services.agenda_publish(by=self.user(request), meeting=meeting, now=clock.now())
        return Response(MeetingOutput(row).data)


class MeetingInvitations(MeetingEndpoint):
    """Who is asked to a meeting."""

    permission_for = {"GET": Permission.BOARD_VIEW, "POST": Permission.BOARD_RUN}

    @extend_schema(responses=InvitationOutput(many=True))
    def get(self, request: Request, meeting_id: UUID) -> Response:
        """Everybody, also who was taken off; a meeting is small, so there are no pages."""
        rows = self.meeting(request, meeting_id).invitations.select_related("user")
        return Response(InvitationOutput(rows, many=True).data)

    @extend_schema(request=MemberInput, responses={201: InvitationOutput})
    def post(self, request: Request, meeting_id: UUID) -> Response:
        """Invite a guest."""
        meeting, values = self.meeting(request, meeting_id), parsed(MemberInput, request)
        row = services.guest_invite(
            by=self.user(request),
            meeting=meeting,
            user=values["user"],
            discipline=Discipline(values["discipline"]),
            now=clock.now(),
        )
        return Response(InvitationOutput(row).data, status=201)


class MeetingAnswer(MeetingEndpoint):
    """The answer of whoever is signed in."""

    permission_for = {"POST": Permission.BOARD_VIEW}

    @extend_schema(request=AnswerInput, responses=InvitationOutput)
    def post(self, request: Request, meeting_id: UUID) -> Response:
        """Accept, perhaps, or decline; 404 for who is not invited."""
        invitation = own_invitation(self.meeting(request, meeting_id), self.user(request))
        if invitation is None:
            raise NotFound
        return _answered(self.user(request), invitation, request)


class InvitationAnswer(MeetingEndpoint):
    """The answer of somebody invited, written down by whoever runs the board."""

    permission_for = {"POST": Permission.BOARD_RUN}

    @extend_schema(request=AnswerInput, responses=InvitationOutput)
    def post(self, request: Request, meeting_id: UUID, invitation_id: UUID) -> Response:
        """What the person said by phone; `answered_by` tells who wrote it down."""
        rows = self.meeting(request, meeting_id).invitations.filter(withdrawn_at=None)
        invitation = get_object_or_404(rows.select_related("meeting__board", "user"), pk=invitation_id)
        return _answered(self.user(request), invitation, request)


def _answered(by: User, invitation: Invitation, request: Request) -> Response:
    values = parsed(AnswerInput, request)
    spec = AnswerSpec(**values | {"answer": Answer(values["answer"])})
    row = services.invitation_answer(by=by, invitation=invitation, spec=spec, now=clock.now())
    return Response(InvitationOutput(row).data)
