"""The writers of this room."""

from mdt.services.agenda import agenda_publish
from mdt.services.boards import board_change, board_create, member_add, member_leave
from mdt.services.feeds import feed_digest, feed_make, feed_revoke
from mdt.services.invitations import guest_invite, invitation_answer, invitation_withdraw, members_invite
from mdt.services.mailing import mails_deliver
from mdt.services.mails import meeting_reminders_write
from mdt.services.meetings import meeting_add, meeting_cancel, meeting_move, meeting_open
from mdt.services.record import CONFERENCE, CONSULTATION, OPINION
from mdt.services.series import meetings_plan, series_end, series_start

__all__ = [
    "CONFERENCE",
    "CONSULTATION",
    "OPINION",
    "agenda_publish",
    "board_change",
    "board_create",
    "feed_digest",
    "feed_make",
    "feed_revoke",
    "guest_invite",
    "invitation_answer",
    "invitation_withdraw",
    "mails_deliver",
    "meeting_add",
    "meeting_cancel",
    "meeting_move",
    "meeting_open",
    "meeting_reminders_write",
    "meetings_plan",
    "member_add",
    "member_leave",
    "members_invite",
    "series_end",
    "series_start",
]
