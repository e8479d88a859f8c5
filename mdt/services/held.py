"""Who runs the board, and the row of a meeting while it changes: every service of meetings begins here."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from mdt.enums import MeetingState
from mdt.models import Board, Meeting
from mdt.selectors.boards import runs


def must_run(by: User, board: Board) -> None:
    """Raises PermissionDenied unless the user runs the board."""
    if not runs(by, board):
        raise PermissionDenied


def meeting_held(meeting: Meeting) -> Meeting:
    """The meeting with its board, held until the transaction ends.

    Without the key: rows that only point to the meeting may be written by others at the same time.
    """
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("board").get(pk=meeting.pk)


def board_held(board: Board) -> Board:
    """The board, held until the transaction ends."""
    return Board.objects.select_for_update(of=("self",), no_key=True).get(pk=board.pk)


def must_be_planned(meeting: Meeting) -> None:
    """Raises Conflict when the meeting was cancelled, or has begun."""
    if meeting.cancelled_at is not None or meeting.state != MeetingState.PLANNED:
        raise Conflict(_("This meeting has begun or was cancelled."))
