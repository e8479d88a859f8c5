"""Closing a meeting: every case is concluded, deferred or withdrawn, and what was missing has a reason."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from mdt.enums import MeetingState
from mdt.models import Meeting
from mdt.selectors.minutes import undecided
from mdt.selectors.quorum import attendance_findings
from mdt.services.held import meeting_held, must_run
from mdt.services.sealing import seal_when_signed

DONE = frozenset({MeetingState.CLOSED, MeetingState.SIGNED})


@transaction.atomic
def meeting_close(*, by: User, meeting: Meeting, note: str = "", now: datetime) -> Meeting:
    """The closed meeting; closing it twice is closing it once.

    Without anybody to sign its minutes are sealed in the same transaction. Raises ValidationError while a
    case has no outcome (MDT-05), or when something is missing and `note` does not say why (MDT-03, MDT-04).
    """
    row = meeting_held(meeting)
    must_run(by, row.board)
    if row.state in DONE:
        return row
    _check(row, note.strip())
    row.state, row.closed_at, row.closed_by = MeetingState.CLOSED, now, by
    row.closing_note = note.strip()
    row.save(update_fields=["state", "closed_at", "closed_by", "closing_note"])
    seal_when_signed(by=by, meeting=row, now=now)
    return row


def _check(row: Meeting, note: str) -> None:
    if row.state != MeetingState.OPEN or row.cancelled_at is not None:
        raise ValidationError(_("Only a meeting in session can be closed."))
    open_cases = undecided(row).count()
    if open_cases:
        raise ValidationError(_still_open(open_cases))
    if not note and attendance_findings(row):
        raise ValidationError({"note": _("Please say why the meeting closes although this is missing.")})


def _still_open(number: int) -> str:
    words = ngettext(
        "%(n)s case has no outcome. Conclude, defer or withdraw it first.",
        "%(n)s cases have no outcome. Conclude, defer or withdraw them first.",
        number,
    )
    return words % {"n": number}
