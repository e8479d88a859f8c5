"""What every step of a case shares: the row held, who may handle it, its place on an agenda, its end.

The patient is held first, then the case: whoever writes about the same patient waits for the other, and a
second click finds the work done.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from mdt.enums import MeetingState
from mdt.models import Board, BoardReferral, Case, Meeting, PreRead
from mdt.models.cases import UNDER_WAY
from mdt.selectors.boards import handles
from mdt.services.held import meeting_held, must_be_planned
from mdt.services.live import clock_stop
from mdt.services.seeing import case_hide_from_board, case_show_to_board
from patients.services.writing import locked
from worklist.enums import TaskKind
from worklist.services import reminders_cancel, tasks_close_by_fact

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ITEM_CLOSED = _("The case is no longer under way.")


def held_row(case: Case) -> Case:
    """The case as it stands, held; hold its patient before."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("board__chair", "patient", "meeting")
    return rows.get(pk=case.pk)


def held_by_board(by: User, case: Case) -> Case:
    """The case under way, held, for somebody who handles it. Raises PermissionDenied, Conflict."""
    locked(case.patient_id)
    row = held_row(case)
    if not handles(by, row.board):
        raise PermissionDenied
    must_be_under_way(row)
    return row


def must_be_under_way(case: Case) -> None:
    """Raises Conflict when the case is concluded, withdrawn or merged."""
    if case.state not in UNDER_WAY:
        raise Conflict(
            _("This case is concluded, withdrawn or merged. Reload the page to see it as it stands.")
        )


def written(case: Case, **columns: Any) -> Case:
    """The case with these columns, and its version risen."""
    for name, value in columns.items():
        setattr(case, name, value)
    case.version += 1
    case.save(update_fields=[*columns, "version"])
    return case


def placed(by: User, case: Case, meeting: Meeting, now: datetime, **columns: Any) -> Case:
    """The case at the end of an agenda; the meeting is held, so two acceptances get two numbers.

    Raises Conflict for a meeting that somebody cancelled or began meanwhile, ValidationError for one behind
    the end of the access to a referred case.
    """
    must_be_planned(meeting_held(meeting))
    if (behind := behind_the_access(case, meeting)) is not None:
        raise ValidationError(behind)
    last = Case.objects.filter(meeting=meeting).exclude(pk=case.pk).aggregate(last=Max("place"))["last"]
    row = written(case, meeting=meeting, place=(last or 0) + 1, **columns)
    case_show_to_board(by=by, case=row, today=timezone.localdate(now))
    return row


def ended(case: Case, now: datetime, **columns: Any) -> Case:
    """The case, over: its clock, the board's access, waiting notices and questions to owners go with it.

    So does the printed agenda that shows it: who may see all others there could read on of this patient.
    """
    row = written(case, place=None, **columns)
    clock_stop(row, now)
    PreRead.objects.filter(meeting=row.meeting_id).delete()
    case_hide_from_board(case=row, today=timezone.localdate(now))
    reminders_cancel([row.id])
    tasks_close_by_fact(
        patient=row.patient,
        kinds=[TaskKind.CASE_ITEM],
        evidence=str(ITEM_CLOSED),
        now=now,
        subject_id=row.id,
    )
    return row


def wrong_meeting(meeting: Meeting | None, board: Board, now: datetime) -> object:
    """What is wrong with the choice of a meeting; None when nothing is."""
    if meeting is None:
        return None
    is_open = meeting.state == MeetingState.PLANNED and meeting.cancelled_at is None
    if meeting.board_id == board.pk and is_open and meeting.starts_at > now:
        return None
    return _("This meeting takes no cases any more. Choose another one.")


def behind_the_access(case: Case, meeting: Meeting) -> "_StrPromise | None":
    """What is wrong with a meeting at which the board sees a referred patient no more; else None."""
    held_on = timezone.localdate(meeting.starts_at)
    if BoardReferral.objects.filter(case=case, until__lt=held_on).exists():
        return _("The access ends before this meeting. Choose an earlier one.")
    return None


def bad_words(words: str, longest: int, missing: object) -> object:
    """What is wrong with words that must be there; None when nothing is."""
    return too_long(words, longest) if words.strip() else missing


def too_long(words: str, longest: int) -> object:
    """What is wrong with words that may be there; None when nothing is."""
    if len(words.strip()) <= longest:
        return None
    return _("Too long: at most %(most)s characters.") % {"most": longest}


def both(first: str, more: str) -> str:
    """Both texts, the second one only if the first does not say it already."""
    added = more.strip()
    return first if not added or added in first else f"{first}\n\n{added}".strip()
