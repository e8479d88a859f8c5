"""What asks the coordinator for a decision: meetings on holidays, months without a meeting (MDT-13)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import User
from guidelines.findings import Finding
from guidelines.mdt.meetings import month_without_meeting
from guidelines.values import add_months
from mdt.enums import MeetingState
from mdt.models import Board, Meeting, MeetingSeries
from mdt.selectors.boards import boards_handled_by, boards_run_by
from mdt.selectors.meetings import is_on_holiday


@dataclass(frozen=True, slots=True)
class EmptyMonth:
    """A board whose last month ended without a meeting."""

    board: Board
    finding: Finding


def holiday_meetings(user: User, now: datetime) -> list[Meeting]:
    """Planned meetings to come of the boards the user runs that fall on a public holiday."""
    rows = Meeting.objects.filter(
        board__in=boards_run_by(user), starts_at__gt=now, cancelled_at=None, state=MeetingState.PLANNED
    )
    return [row for row in rows.select_related("board").order_by("starts_at") if is_on_holiday(row)]


def empty_months(user: User, today: date) -> list[EmptyMonth]:
    """Boards whose series ran in the calendar month before this one, and that did not meet (MDT-13)."""
    month = add_months(today.replace(day=1), -1)
    end = today.replace(day=1) - timedelta(days=1)
    running = MeetingSeries.objects.filter(first_on__lte=end).exclude(ends_on__lt=month)
    boards = list(boards_handled_by(user).filter(pk__in=running.values("board")))
    held = _held_on(boards, month, end)
    found = [(board, month_without_meeting(month, held.get(board.pk, ()), today)) for board in boards]
    return [EmptyMonth(board, finding) for board, finding in found if finding is not None]


def _held_on(boards: list[Board], first_on: date, last_on: date) -> dict[object, list[date]]:
    """The days on which each board really met: meetings that were opened."""
    rows = Meeting.objects.filter(board__in=boards, cancelled_at=None).exclude(state=MeetingState.PLANNED)
    days: dict[object, list[date]] = {}
    for board_id, starts_at in rows.values_list("board_id", "starts_at"):
        day = timezone.localdate(starts_at)
        if first_on <= day <= last_on:
            days.setdefault(board_id, []).append(day)
    return days
