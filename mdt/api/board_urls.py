"""Boards and meetings."""

from django.urls import URLPattern, path

from mdt.api import boards, meetings

BOARD, MEETING = "boards/<uuid:board_id>/", "meetings/<uuid:meeting_id>/"
urlpatterns: list[URLPattern] = [
    path("boards/", boards.Boards.as_view(), name="api-boards"),
    path(BOARD, boards.OneBoard.as_view(), name="api-board"),
    path(f"{BOARD}members/", boards.BoardMembers.as_view(), name="api-board-members"),
    path(
        f"{BOARD}members/<uuid:member_id>/leave/", boards.MemberLeave.as_view(), name="api-board-member-leave"
    ),
    path(f"{BOARD}meetings/", meetings.BoardMeetings.as_view(), name="api-board-meetings"),
    path("meetings/", meetings.Meetings.as_view(), name="api-meetings"),
    path(MEETING, meetings.OneMeeting.as_view(), name="api-meeting"),
    path(f"{MEETING}move/", meetings.MeetingMove.as_view(), name="api-meeting-move"),
    path(f"{MEETING}cancel/", meetings.MeetingCancel.as_view(), name="api-meeting-cancel"),
    path(f"{MEETING}publish/", meetings.MeetingPublish.as_view(), name="api-meeting-publish"),
    path(f"{MEETING}invitations/", meetings.MeetingInvitations.as_view(), name="api-meeting-invitations"),
    path(
        f"{MEETING}invitations/<uuid:invitation_id>/answer/",
        meetings.InvitationAnswer.as_view(),
        name="api-invitation-answer",
    ),
    path(f"{MEETING}answer/", meetings.MeetingAnswer.as_view(), name="api-meeting-answer"),
]
