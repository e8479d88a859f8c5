"""What is said about decisions (settings.REMINDER_SOURCES): once for each of their stages. Ids and days only.

The owner hears that a decision is to be confirmed, that it is asked about, that it is overdue; of an overdue
one the coordinator of the board hears as well (MDT-07).
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from mdt.selectors.followed import Stage, followed, in_stage, stage_of
from worklist.enums import Audience, Channel, ReminderKind
from worklist.models import Reminder
from worklist.protocols import BatchSource, ReminderRow, Subject
from worklist.quiet import send_from

# An old register must not start a storm: what is overdue for longer stands on the board of open decisions.
STALE = timedelta(days=28)
WINDOW = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Notice:
    """When a kind of reminder is wanted, and the column that names who hears it.

    `began` is the day the stage began: with the kind it makes a notice single.
    """

    stage: Stage
    reader: str
    began: Callable[[Any], date]


def _due(row: Any) -> date:
    day: date = row.due_on
    return day


NOTICES: Mapping[ReminderKind, Notice] = MappingProxyType(
    {
        ReminderKind.DECISION_CONFIRM: Notice(Stage.CONFIRM, "owner", lambda row: row.decided_on),
        ReminderKind.DECISION_ASKED: Notice(Stage.ASKED, "owner", lambda row: row.asked_on),
        ReminderKind.DECISION_OVERDUE: Notice(Stage.OVERDUE, "owner", _due),
        ReminderKind.DECISION_LATE: Notice(Stage.OVERDUE, "case__board__coordinator", _due),
    }
)


def decision_reminders(now: datetime) -> BatchSource:
    """Notices of every decision by the stage in which it stands today."""
    return BatchSource("decisions", tuple(NOTICES), _rows(now), partial(decisions_wanted, now))


def decisions_wanted(now: datetime, subjects: Collection[Subject]) -> Collection[Subject]:
    """Those that still stand in the stage of their message, since the same day; one query."""
    today = timezone.localdate(now)
    rows = followed().filter(id__in=[subject.subject_id for subject in subjects])
    standing = {row.id: row for row in rows}
    return [subject for subject in subjects if _holds(standing.get(subject.subject_id), subject, today)]


def _holds(row: Any, subject: Subject, today: date) -> bool:
    notice = NOTICES[ReminderKind(subject.kind)]
    return row is not None and stage_of(row, today) is notice.stage and notice.began(row) == subject.due_on


def _rows(now: datetime) -> Iterator[ReminderRow]:
    today = timezone.localdate(now)
    for kind, notice in NOTICES.items():
        for row in _untold(kind, notice, today).iterator(chunk_size=500):
            yield from _notices(kind, row, row.reader, notice.began(row), now)


def _untold(kind: ReminderKind, notice: Notice, today: date) -> QuerySet[Any]:
    """Decisions in this stage of which nobody was told; what is overdue for long is left out."""
    told = Reminder.objects.filter(subject_id=OuterRef("pk"), kind=kind)
    fresh = Q(due_on=None) | Q(due_on__gte=today - STALE)
    rows = followed().filter(in_stage(notice.stage, today), fresh, case__patient__voided_at=None)
    named = rows.filter(**{f"{notice.reader}__isnull": False})
    untold: QuerySet[Any] = named.exclude(Exists(told)).annotate(reader=F(f"{notice.reader}_id"))
    return untold


def _notices(kind: ReminderKind, row: Any, reader: Any, began: date, now: datetime) -> Iterator[ReminderRow]:
    today = timezone.localdate(now)
    for channel in (Channel.INBOX, Channel.EMAIL):
        yield ReminderRow(
            kind=kind,
            subject_id=row.id,
            patient_id=row.case.patient_id,
            department_id=row.case.patient.department_id,
            due_on=began,
            audience=Audience.DOCTOR,
            channel=channel,
            planned_for=today,
            not_before=send_from(now),
            last_day=today + WINDOW,
            user_id=reader,
        )
