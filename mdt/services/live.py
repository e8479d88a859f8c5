"""The meeting in session: it begins, one case after the other is on the screen, and the clock knows which."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import CaseState, MeetingState, Work
from mdt.models import Case, Meeting, TimeSpent
from mdt.selectors.agenda_live import SILENCE
from mdt.selectors.meetings_live import leads
from patients.services.writing import must


def meeting_lock(meeting_id: UUID) -> Meeting:
    """The meeting's row with its board, held until the transaction ends.

    Without the key: rows that only point to the meeting may be written by others at the same time.
    """
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("board")
    return rows.get(pk=meeting_id)


def case_lock(case_id: UUID) -> Case:
    """The case on an agenda in session, held; raises Conflict when it is not under discussion (any more)."""
    rows = Case.objects.select_for_update(of=("self",), no_key=True)
    case = rows.select_related("patient", "meeting__board").get(pk=case_id)
    if case.state != CaseState.ACCEPTED or case.meeting is None:
        raise Conflict(_("This case is no longer under discussion. Reload the page to see it as it stands."))
    if case.meeting.state == MeetingState.PLANNED:
        raise Conflict(_("The meeting has not begun yet."))
    if case.meeting.state != MeetingState.OPEN:
        raise Conflict(_("This meeting is closed. Reload the page to see it as it stands."))
    return case


@transaction.atomic
def meeting_begin(*, by: User, meeting: Meeting, now: datetime) -> Meeting:
    """The meeting in session; twice is once. Raises Conflict when it was closed or cancelled."""
    must(by, Permission.BOARD_RUN)
    if not leads(by, meeting):
        raise PermissionDenied
    held = meeting_lock(meeting.pk)
    if held.state == MeetingState.OPEN:
        return held
    if held.state != MeetingState.PLANNED or held.cancelled_at is not None:
        raise Conflict(_("This meeting is closed or cancelled."))
    held.state, held.opened_at = MeetingState.OPEN, now
    held.save(update_fields=["state", "opened_at"])
    return held


@transaction.atomic
def case_show(*, by: User, case: Case, now: datetime) -> TimeSpent | None:
    """The clock that runs now: of this case, when `by` runs the meeting and nobody else does so meanwhile.

    None outside a session and for a case that is not under discussion. Said again, the clock goes on.
    """
    must(by, Permission.BOARD_RUN)
    if case.meeting is None or not leads(by, case.meeting):
        raise PermissionDenied
    meeting = meeting_lock(case.meeting.pk)
    if meeting.state != MeetingState.OPEN or case.state != CaseState.ACCEPTED:
        return None
    running = _running(meeting)
    if running is not None and _is_seen(running, now):
        if running.user_id != by.id:
            return running
        if running.case_id == case.id:
            return _seen(running, now)
    if running is not None:
        _end(running, now)
    return TimeSpent.objects.create(case=case, work=Work.DISCUSSION, user=by, started_at=now, seen_at=now)


def clock_stop(case: Case, now: datetime) -> None:
    """End the discussion of this case. Call it inside the transaction that ends it."""
    for running in TimeSpent.objects.filter(case=case, work=Work.DISCUSSION, ended_at=None):
        _end(running, now)


def _running(meeting: Meeting) -> TimeSpent | None:
    rows = TimeSpent.objects.filter(case__meeting=meeting, work=Work.DISCUSSION, ended_at=None)
    return rows.order_by("started_at").first()


def _is_seen(running: TimeSpent, now: datetime) -> bool:
    return now - (running.seen_at or running.started_at) <= SILENCE


def _seen(running: TimeSpent, now: datetime) -> TimeSpent:
    running.seen_at = max(now, running.seen_at or now)
    running.save(update_fields=["seen_at"])
    return running


def _end(running: TimeSpent, now: datetime) -> None:
    """The end is now; of a page that was closed, when it was last seen."""
    last_at = now if _is_seen(running, now) else (running.seen_at or running.started_at)
    running.ended_at = max(last_at, running.started_at)
    running.save(update_fields=["ended_at"])
