"""What this room shows on the first page of the day (settings.HOME_PANELS)."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from accounts import clock
from accounts.models import User
from accounts.permissions import Permission, can
from mdt.selectors.meetings import next_meeting
from mdt.wording import standing_of
from patients.panels import Panel


def next_meeting_panel(request: HttpRequest) -> Panel | None:
    """The next meeting of whoever leads it, sits in it or is asked to it; nothing for the others.

    A nurse finds it among the meetings: the nurse's day asks no more than it must.
    """
    user = request.user
    if not (
        isinstance(user, User) and (can(user, Permission.BOARD_RUN) or can(user, Permission.PANEL_OPINION))
    ):
        return None
    meeting = next_meeting(user, clock.now())
    if meeting is None:
        return None
    return Panel(
        title=gettext("Next meeting"),
        url=reverse("board:meeting", args=[meeting.pk]),
        template="mdt/board/next.html",
        context={"meeting": meeting, "standing": standing_of(meeting), "today": clock.today()},
    )
