"""What this room shows on the first page of the day (settings.HOME_PANELS)."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from accounts import audit, clock
from accounts.models import User
from accounts.permissions import Permission, can
from mdt.case_words import Preread, preread
from mdt.enums import MeetingState
from mdt.models import Meeting
from mdt.selectors.meetings import next_meeting
from mdt.selectors.meetings_live import leads
from mdt.selectors.prereads import prereads_of
from mdt.wording import standing_of
from patients.panels import Panel

SOON = timedelta(hours=1)
PREREADS = 5


def next_meeting_panel(request: HttpRequest) -> Panel | None:
    """The next meeting of whoever leads it, sits in it or is asked to it; nothing for the others.

    A nurse finds it among the meetings: the nurse's day asks no more than it must.
    """
    user = request.user
    if not (
        isinstance(user, User) and (can(user, Permission.BOARD_RUN) or can(user, Permission.PANEL_OPINION))
    ):
        return None
    now = clock.now()
    meeting = next_meeting(user, now)
    if meeting is None:
        return None
    return Panel(
        title=gettext("Next meeting"),
        url=reverse("board:meeting", args=[meeting.pk]),
        template="mdt/board/next.html",
        context={
            "meeting": meeting,
            "standing": standing_of(meeting),
            "today": clock.today(),
            "can_begin": _can_begin(user, meeting, now),
            "is_open": meeting.state == MeetingState.OPEN,
        },
    )


def _can_begin(user: User, meeting: Meeting, now: datetime) -> bool:
    """From an hour before it: earlier, a slip of the hand would open next week's meeting."""
    is_near = meeting.state == MeetingState.PLANNED and meeting.starts_at - now <= SOON
    return is_near and leads(user, meeting)


def prereads_panel(request: HttpRequest) -> Panel | None:
    """The cases that wait for the user's opinion, each one step away; nothing when none waits."""
    user = request.user
    if not (isinstance(user, User) and can(user, Permission.PANEL_OPINION)):
        return None
    waiting = [case for case in prereads_of(user, clock.now()) if not case.mine]
    if not waiting:
        return None
    rows: list[Preread] = [preread(case) for case in waiting[:PREREADS]]
    shown = [case.patient_id for case in waiting[:PREREADS]]
    audit.record_listed(request=request, patient_ids=shown, subject="pre-reads card")
    return Panel(
        title=gettext("My pre-reads"),
        url=reverse("case:prereads"),
        template="mdt/case/prereads_panel.html",
        context={"rows": rows, "waiting": len(waiting)},
    )
