"""A small source of reminders for tests: open tasks are the subjects, `due_on` is their date.

It has the shape of the real dose source: disjoint date ranges joined by UNION ALL, over two channels.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.enums import Role
from patients.models import Patient
from tests.cast import TODAY
from worklist import quiet
from worklist.enums import Audience, Channel, ReminderKind, ReminderState, TaskKind
from worklist.models import Reminder, Task
from worklist.protocols import BatchSource, ReminderRow, SetSource, Subject

LEAD_DAYS = 3
MORNING = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
KINDS = (
    ReminderKind.DOSE_BEFORE,
    ReminderKind.DOSE_DUE,
    ReminderKind.DOSE_OVERDUE_1,
    ReminderKind.DOSE_OVERDUE_2,
)
RANGE = """
SELECT '{kind}' AS kind, task.id AS subject_id, task.patient_id, task.department_id, task.due_on,
    way.audience, NULL::uuid AS user_id, NULL::uuid AS contact_id, way.channel,
    {planned_for} AS planned_for, %(not_before)s AS not_before, {last_day} AS last_day
FROM worklist_task AS task,
    (VALUES ('NURSES', 'INBOX'), ('NURSES', 'EMAIL')) AS way (audience, channel)
WHERE task.state = 'OPEN' AND task.kind = 'OTHER' AND {dates}
"""
SELECT = " UNION ALL ".join(
    RANGE.format(kind=kind, planned_for=planned_for, last_day=last_day, dates=dates)
    for kind, planned_for, last_day, dates in (
        ("DOSE_BEFORE", "due_on - 3", "due_on - 1", "due_on > %(today)s AND due_on <= %(today)s + 3"),
        ("DOSE_DUE", "due_on", "due_on", "due_on = %(today)s"),
        (
            "DOSE_OVERDUE_1",
            "due_on + 1",
            "GREATEST(due_on + 1, %(today)s) + 7",
            "due_on >= %(today)s - 28 AND due_on < %(today)s",
        ),
        (
            "DOSE_OVERDUE_2",
            "due_on + 29",
            "GREATEST(due_on + 29, %(today)s) + 7",
            "due_on < %(today)s - 28",
        ),
    )
)


def reminders(now: datetime) -> SetSource:
    """The source settings name in these tests."""
    params = {"today": timezone.localdate(now), "not_before": quiet.send_from(now)}
    return SetSource("test", KINDS, SELECT, params, wanted)


def wanted(subjects: Collection[Subject]) -> Collection[Subject]:
    """Open tasks that still have the same date."""
    rows = Task.objects.filter(id__in=[subject.subject_id for subject in subjects], state="OPEN")
    dates = dict(rows.values_list("id", "due_on"))
    return [subject for subject in subjects if dates.get(subject.subject_id) == subject.due_on]


def broken(now: datetime) -> SetSource:
    """A source whose statement is wrong."""
    return SetSource("broken", (ReminderKind.DENTAL_RECALL,), "SELECT no_such_column", {}, wanted)


def in_python(now: datetime) -> BatchSource:
    """Open tasks again, row by row, for the other channel of sources."""
    return BatchSource("in python", (ReminderKind.READINESS_MISSING,), _rows(now), wanted)


def _rows(now: datetime) -> Iterator[ReminderRow]:
    today = timezone.localdate(now)
    for task in Task.objects.filter(state="OPEN", kind="OTHER").order_by("id").iterator(chunk_size=100):
        yield ReminderRow(
            kind=ReminderKind.READINESS_MISSING,
            subject_id=task.id,
            patient_id=task.patient_id,
            department_id=task.department_id,
            due_on=task.due_on,
            audience=Audience.NURSES,
            channel=Channel.INBOX,
            planned_for=today,
            not_before=now,
            last_day=today + timedelta(days=7),
        )


def subject(patient: Patient, due_on: date, **more: Any) -> Task:
    """Something to remind of."""
    facts = {"kind": TaskKind.OTHER, "role": Role.NURSE, "department_id": patient.department_id}
    key = f"subject {due_on} {Task.objects.count()}"
    return Task.objects.create(**{"key": key, **facts, "patient": patient, "due_on": due_on} | more)


def reminder(patient: Patient, **more: Any) -> Reminder:
    """A row of the outbox that was sent on TODAY, unless told otherwise."""
    facts = {
        "kind": ReminderKind.DOSE_DUE,
        "subject_id": uuid4(),
        "patient": patient,
        "department_id": patient.department_id,
        "due_on": TODAY,
        "audience": Audience.NURSES,
        "channel": Channel.INBOX,
        "planned_for": TODAY,
        "not_before": MORNING,
        "last_day": TODAY,
        "state": ReminderState.SENT,
        "claimed_at": MORNING,
    }
    row = Reminder(**facts | more)
    row.sent_at = MORNING if row.state == ReminderState.SENT else None
    row.save(force_insert=True)
    return Reminder.objects.get(
        subject_id=row.subject_id,
        kind=row.kind,
        audience=row.audience,
        channel=row.channel,
        due_on=row.due_on,
    )


def expected(task: Task, today: date) -> ReminderKind | None:
    """The oracle: which reminder the rules ask for today, written without SQL."""
    late = (today - task.due_on).days
    if late < -LEAD_DAYS:
        return None
    if late < 0:
        return ReminderKind.DOSE_BEFORE
    if late == 0:
        return ReminderKind.DOSE_DUE
    return ReminderKind.DOSE_OVERDUE_1 if late <= 28 else ReminderKind.DOSE_OVERDUE_2


def ids(tasks: Collection[Task]) -> set[UUID]:
    """Primary keys."""
    return {task.id for task in tasks}
