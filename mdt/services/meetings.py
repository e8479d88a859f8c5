"""What a coordinator does with a meeting: add, move, cancel, publish, open. It never goes back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from mdt.enums import Answer, CaseState, DeferralReason, MailKind, MeetingState
from mdt.models import Board, Case, CaseDeferral, Meeting
from mdt.models.cases import UNDER_WAY
from mdt.services.held import board_held, meeting_held, must_be_planned, must_run
from mdt.services.invitations import members_invite
from mdt.services.mails import mails_write
from mdt.services.seeing import case_show_to_board
from mdt.specs import MeetingSpec
from patients.services.writing import refuse

LONGEST_MINUTES = 600


@transaction.atomic
def meeting_add(*, by: User, board: Board, spec: MeetingSpec, now: datetime) -> Meeting:
    """A single meeting of the board; the same one asked for twice is one.

    Raises ValidationError for a moment that has passed or at which this board meets already.
    """
    must_run(by, board)
    board_held(board)
    there = Meeting.objects.filter(board=board, starts_at=spec.starts_at, cancelled_at=None).first()
    if there is not None and _says(there) == _columns(spec):
        return there
    refuse(_problems(spec, now, is_taken=there is not None))
    return Meeting.objects.create(board=board, **_columns(spec))


@transaction.atomic
def meeting_move(*, by: User, meeting: Meeting, spec: MeetingSpec, now: datetime) -> Meeting:
    """The meeting at its new time and place; `series_on` stays. Who was invited hears of it once.

    Another time asks for a new answer. Raises ValidationError as above, Conflict when it is cancelled or has
    begun.
    """
    must_run(by, meeting.board)
    board_held(meeting.board)
    row = meeting_held(meeting)
    must_be_planned(row)
    if _says(row) == _columns(spec):
        return row
    at_once = Meeting.objects.filter(board=row.board, starts_at=spec.starts_at, cancelled_at=None)
    refuse(_problems(spec, now, is_taken=at_once.exclude(pk=row.pk).exists()))
    is_elsewhen = row.starts_at != spec.starts_at
    _write(row, **_columns(spec))
    if is_elsewhen:
        row.invitations.update(answer=Answer.NEEDS_ACTION, answered_at=None, answered_by=None, leaves_at=None)
        _see_until(row, by, now)
    _tell(row, MailKind.INVITATION, now)
    return row


@transaction.atomic
def meeting_cancel(*, by: User, meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """The meeting, cancelled for a reason; it keeps its day in the series. Its cases wait for another one.

    A second click for the same reason changes nothing. Raises ValidationError without a reason, Conflict when
    it has begun or was cancelled for another one.
    """
    must_run(by, meeting.board)
    row, words = meeting_held(meeting), reason.strip()
    refuse({"reason": None if words else _("Please give a reason.")})
    if row.cancelled_at is not None and row.cancel_reason == words[:200]:
        return row
    must_be_planned(row)
    _write(row, cancelled_at=now, cancelled_by=by, cancel_reason=words[:200])
    _cases_wait(row, by)
    _tell(row, MailKind.CANCELLATION, now)
    return row


@transaction.atomic
def meeting_publish(*, by: User, meeting: Meeting, now: datetime) -> Meeting:
    """The meeting, published: every member is invited. Once more, it invites who became a member since.

    Raises Conflict when it is cancelled or has begun.
    """
    must_run(by, meeting.board)
    row = meeting_held(meeting)
    must_be_planned(row)
    if row.published_at is None:
        _write(row, published_at=now, published_by=by)
    members_invite(meeting=row, now=now)
    return row


@transaction.atomic
def meeting_open(*, by: User, meeting: Meeting, now: datetime) -> Meeting:
    """The meeting in session. Open already, it stays so; raises Conflict when it is cancelled or closed."""
    must_run(by, meeting.board)
    row = meeting_held(meeting)
    if row.cancelled_at is not None or row.state not in {MeetingState.PLANNED, MeetingState.OPEN}:
        raise Conflict(_("This meeting is closed or cancelled."))
    if row.state == MeetingState.PLANNED:
        _write(row, state=MeetingState.OPEN, opened_at=now)
    return row


def _see_until(row: Meeting, by: User, now: datetime) -> None:
    """Who was shown the patients of its agenda sees them for the meeting at its new day, too."""
    for case in row.cases.filter(state=CaseState.ACCEPTED).select_related("patient", "board", "meeting"):
        case_show_to_board(by=by, case=case, today=timezone.localdate(now))


def _tell(row: Meeting, kind: MailKind, now: datetime) -> None:
    """Everybody who was invited, under the next number (RFC 5545 SEQUENCE)."""
    if row.published_at is None:
        return
    _write(row, sequence=row.sequence + 1)
    mails_write(meeting=row, invitations=row.invitations.filter(withdrawn_at=None), kind=kind, now=now)


def _cases_wait(row: Meeting, by: User) -> None:
    """The cases of its agenda, without a meeting again, each with the reason."""
    cases = list(Case.objects.select_for_update().filter(meeting=row, state__in=UNDER_WAY))
    words = gettext("The meeting was cancelled: %(reason)s") % {"reason": row.cancel_reason}
    CaseDeferral.objects.bulk_create(
        CaseDeferral(case=case, from_meeting=row, reason=DeferralReason.OTHER, text=words, deferred_by=by)
        for case in cases
    )
    for case in cases:
        waits = CaseState.SUBMITTED if case.state == CaseState.ACCEPTED else case.state
        case.state, case.meeting, case.place, case.version = waits, None, None, case.version + 1
        case.save(update_fields=["state", "meeting", "place", "version"])


def _columns(spec: MeetingSpec) -> dict[str, Any]:
    return {
        "starts_at": spec.starts_at,
        "duration_minutes": spec.duration_minutes,
        "place": spec.place.strip(),
        "video_link": spec.video_link.strip(),
    }


def _says(row: Meeting) -> dict[str, Any]:
    names = ("starts_at", "duration_minutes", "place", "video_link")
    return {name: getattr(row, name) for name in names}


def _problems(spec: MeetingSpec, now: datetime, *, is_taken: bool) -> dict[str, object]:
    fits = 1 <= spec.duration_minutes <= LONGEST_MINUTES
    passed = _("This moment has passed. Choose a later one.") if spec.starts_at <= now else None
    return {
        "starts_at": _("This board meets at that time already.") if is_taken else passed,
        "duration_minutes": None if fits else _("From 1 to %(most)s minutes.") % {"most": LONGEST_MINUTES},
    }


def _write(row: Meeting, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
