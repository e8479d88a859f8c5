"""Who may run a board, and the row of a meeting while it changes: every service of meetings begins here."""

from django.core.exceptions import PermissionDenied

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import MeetingState
from mdt.models import Board, Meeting
from patients.services.writing import must


def must_run(by: User, board: Board) -> None:
    """Raises PermissionDenied unless the user runs boards: this one, or those of its hospital."""
    must(by, Permission.BOARD_RUN)
    if board.hospital_id != by.hospital_id and by.pk not in {board.chair_id, board.coordinator_id}:
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
        raise Conflict("meeting is not planned any more")
