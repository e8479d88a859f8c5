"""What the coordinator does with a case: accept it, put it into a lane, carry it over to another meeting."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from mdt.enums import CaseState, DeferralReason, Lane
from mdt.models import Case, CaseDeferral, Meeting
from mdt.selectors.cases import meeting_after, next_meeting
from mdt.services import casework
from mdt.services.alarms import chairs_tell
from mdt.services.live import clock_stop
from mdt.specs.cases import DeferralSpec
from patients.services.writing import refuse
from worklist.services import reminders_cancel

LONGEST_TEXT = 300


@transaction.atomic
def case_accept(*, by: User, case: Case, now: datetime) -> Case:
    """The case on the agenda of its meeting, else of the next one; the board's members may see the patient.

    Raises ValidationError for a proposal without a question and when no meeting is planned, Conflict when
    the case is no longer under way. Accepting twice is accepting once.
    """
    row = casework.held_by_board(by, case)
    if row.state == CaseState.ACCEPTED:
        return row
    if row.state == CaseState.PROPOSED:
        raise ValidationError(_("A proposed case needs a question first."))
    stays = row.meeting if casework.wrong_meeting(row.meeting, row.board, now) is None else None
    meeting = stays or next_meeting(row.board, now)
    if meeting is None:
        raise ValidationError(_("No meeting is planned. Plan one, then accept the case."))
    return casework.placed(by, row, meeting, now, state=CaseState.ACCEPTED, accepted_by=by)


@transaction.atomic
def case_triage(*, by: User, case: Case, lane: Lane, now: datetime) -> Case:
    """The case in this lane; an urgent one is told to the chair at once.

    Raises Conflict when it is no longer under way.
    """
    row = casework.held_by_board(by, case)
    if row.lane == lane:
        return row
    row = casework.written(row, lane=lane)
    if lane == Lane.URGENT:
        chairs_tell(cases=[row], now=now)
    else:
        reminders_cancel([row.id])
    return row


@transaction.atomic
def case_defer(
    *, by: User, case: Case, spec: DeferralSpec, now: datetime, to_meeting: Meeting | None = None
) -> Case:
    """The case carried over to that meeting, else to the next; where none is planned it waits, submitted.

    Raises ValidationError for "other" without words; Conflict when the case has left the meeting that the
    page showed. The same deferral again changes nothing.
    """
    row = casework.held_by_board(by, case)
    wrong = casework.wrong_meeting(to_meeting, row.board, now)
    refuse({"text": _untold(spec), "to_meeting": wrong})
    if _is_done(row, spec):
        return row
    if spec.from_id != row.meeting_id:
        raise Conflict(_("This case is no longer on this meeting's agenda. Reload the page."))
    target = to_meeting or meeting_after(row.board, row.meeting, now)
    _note(by, row, spec, target)
    clock_stop(row, now)
    if row.state == CaseState.ACCEPTED and target is not None:
        return casework.placed(by, row, target, now)
    state = CaseState.SUBMITTED if row.state == CaseState.ACCEPTED else row.state
    return casework.written(row, meeting=target, place=None, state=state)


def _untold(spec: DeferralSpec) -> object:
    if spec.reason == DeferralReason.OTHER and not spec.text.strip():
        return _("Please say which reason.")
    return casework.too_long(spec.text, LONGEST_TEXT)


def _is_done(case: Case, spec: DeferralSpec) -> bool:
    """True when the last deferral is this one, from the meeting the page showed."""
    last = case.deferrals.first()
    if last is None or spec.from_id == case.meeting_id:
        return False
    told = (last.from_meeting_id, last.to_meeting_id, last.reason, last.text)
    return told == (spec.from_id, case.meeting_id, spec.reason, spec.text.strip())


def _note(by: User, case: Case, spec: DeferralSpec, target: Meeting | None) -> None:
    CaseDeferral.objects.create(
        case=case,
        from_meeting=case.meeting,
        to_meeting=target,
        reason=spec.reason,
        text=spec.text.strip(),
        deferred_by=by,
    )
