"""An urgent case reaches the chair at once, through the outbox: a link, no clinical word."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from mdt.models import Case
from mdt.services.seeing import case_show_to_chair
from worklist.enums import Audience, Channel, ReminderKind
from worklist.protocols import ReminderRow
from worklist.services import reminders_write

WINDOW = timedelta(days=7)


def chairs_tell(*, cases: Iterable[Case], now: datetime) -> int:
    """Tell the chairs of these urgent cases; how many notices are new. Once a day and case.

    The inbox shows it at once whatever the hour (MDT-T05); the mail leaves when the gateway is open.
    """
    today, rows = timezone.localdate(now), []
    for case in cases:
        case_show_to_chair(case=case, today=today)
        rows += [_notice(case, channel, now) for channel in (Channel.INBOX, Channel.EMAIL)]
    return reminders_write(rows)


def _notice(case: Case, channel: Channel, now: datetime) -> ReminderRow:
    today = timezone.localdate(now)
    return ReminderRow(
        kind=ReminderKind.CASE_URGENT,
        subject_id=case.id,
        patient_id=case.patient_id,
        department_id=case.patient.department_id,
        due_on=today,
        audience=Audience.CHAIR,
        channel=channel,
        planned_for=today,
        not_before=now,
        last_day=today + WINDOW,
        user_id=case.board.chair_id,
    )
