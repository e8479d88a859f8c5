"""Who came to a meeting, and what that means: quorum (MDT-03) and disciplines of decisions (MDT-04)."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from guidelines.findings import Finding
from guidelines.mdt.decisions import DecisionType, discipline_check
from guidelines.mdt.disciplines import Discipline
from guidelines.mdt.limits import MdtLimits
from guidelines.mdt.quorum import quorum_check, required_check
from mdt.models import Decision, Meeting
from patients.selectors.limits import hospital_limits


def present_at(meeting: Meeting) -> frozenset[Discipline]:
    """The disciplines that took part, each once however many of its people came."""
    codes = meeting.attendance.values_list("discipline", flat=True)
    return frozenset(Discipline(code) for code in codes if code in set(Discipline))


def board_at(meeting: Meeting) -> Any:
    """The board as it stood when the meeting closed: a new chair or seat says nothing of meetings before.

    While the meeting goes on that of today; so too where the history is younger than the meeting.
    """
    if meeting.closed_at is None:
        return meeting.board
    events: Any = meeting.board.events  # type: ignore[attr-defined]  # the reverse name that pghistory gives
    until = events.filter(pgh_created_at__lte=meeting.closed_at).order_by("pgh_id")
    return until.select_related("hospital", "chair", "coordinator").last() or meeting.board


def quorum_limits(meeting: Meeting) -> MdtLimits:
    """The hospital's limits of that day; a board may ask for a number of its own."""
    board, day = board_at(meeting), timezone.localtime(meeting.starts_at).date()
    limits = hospital_limits(board.hospital_id, day).mdt
    return limits if board.quorum is None else replace(limits, mdt_quorum=board.quorum)


def attendance_findings(meeting: Meeting) -> tuple[Finding, ...]:
    """What is missing at the table: quorum, the board's own seats, the disciplines of what was decided."""
    present = present_at(meeting)
    required = frozenset(Discipline(code) for code in meeting.board.required if code in set(Discipline))
    found = [quorum_check(present, quorum_limits(meeting)), required_check(present, required)]
    types = Decision.objects.filter(case__meeting=meeting, voided_at=None).order_by("type")
    for code in types.values_list("type", flat=True).distinct():
        found.append(discipline_check(DecisionType(code), present) if code in set(DecisionType) else None)
    return tuple(finding for finding in found if finding is not None)
