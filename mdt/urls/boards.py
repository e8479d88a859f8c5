"""Boards, their meetings and calendars, below `mdt/`."""

from django.urls import path

from mdt.views import boards, feeds, meeting, meetings, report

BOARD, MEETING = "boards/<uuid:board_id>", "meetings/<uuid:meeting_id>"

app_name = "board"
urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("calendar/", meetings.calendar, name="calendar"),
    path(f"{MEETING}/", meeting.meeting, name="meeting"),
    path(f"{MEETING}/answer/", meeting.answer, name="answer"),
    path(f"{MEETING}/move/", meeting.meeting_move, name="meeting_move"),
    path(f"{MEETING}/cancel/", meeting.meeting_cancel, name="meeting_cancel"),
    path(f"{MEETING}/publish/", meeting.meeting_publish, name="meeting_publish"),
    path(f"{MEETING}/open/", meeting.meeting_open, name="meeting_open"),
    path(f"{MEETING}/guests/", meeting.guest_add, name="guest_add"),
    path(
        f"{MEETING}/invitations/<uuid:invitation_id>/withdraw/",
        meeting.invitation_gone,
        name="invitation_gone",
    ),
    path(f"{MEETING}/invitations/<uuid:invitation_id>/answer/", meeting.answer_for, name="answer_for"),
    path("boards/", boards.boards, name="boards"),
    path("boards/add/", boards.board_add, name="board_add"),
    path(f"{BOARD}/", boards.board, name="board"),
    path(f"{BOARD}/change/", boards.board_change, name="board_change"),
    path(f"{BOARD}/members/", boards.member_add, name="member_add"),
    path(f"{BOARD}/members/<uuid:member_id>/leave/", boards.member_leave, name="member_leave"),
    path(f"{BOARD}/meetings/add/", meetings.meeting_add, name="meeting_add"),
    path(f"{BOARD}/series/add/", boards.series_add, name="series_add"),
    path(f"{BOARD}/series/<uuid:series_id>/end/", boards.series_end, name="series_end"),
    path("report/", report.report, name="report"),
    path("report/<slug:kind>/", report.report_file, name="report_file"),
    path("feed/", feeds.feed_page, name="feed_page"),
    path("feed/make/", feeds.feed_make, name="feed_make"),
    path("feed/revoke/", feeds.feed_revoke, name="feed_revoke"),
    path("feed/<slug:token>.ics", feeds.feed, name="feed"),
]
