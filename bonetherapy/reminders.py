"""What this room wants said, handed to the outbox (settings.REMINDER_SOURCES). Ids, dates and kinds only.

Ranges of dates are disjoint and bounded, so that a day without a sweep heals itself and never brings a storm.
Everything that can be one statement is one: the outbox holds a row per audience and channel, not per rule
run.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bonetherapy.enums import CourseState, DoseState
from bonetherapy.models import Course, DentalRecord, Dose, NotStarted
from bonetherapy.reminder_sql import COURSE_START, DENTAL_RECALL, DOSES, HOLD_REVIEW
from bonetherapy.selectors.houses import limit_params
from bonetherapy.selectors.readiness import readiness_of
from guidelines.bone.checks import Check, CheckState
from guidelines.settings import DEFAULT_LIMITS
from patients.models import Patient
from worklist.enums import Audience, Channel, ReminderKind
from worklist.models import Reminder
from worklist.protocols import BatchSource, ReminderRow, SetSource, Subject
from worklist.quiet import send_from

READY = (CheckState.OK, CheckState.NOT_NEEDED)
READINESS_DAYS = 7
CHUNK = 500


def dose_reminders(now: datetime) -> SetSource:
    """Before, due, overdue and escalated doses (REM-01 to REM-05)."""
    kinds = (
        ReminderKind.DOSE_BEFORE,
        ReminderKind.DOSE_DUE,
        ReminderKind.DOSE_OVERDUE_1,
        ReminderKind.DOSE_OVERDUE_2,
    )
    params = _params(now) | {"lead": DEFAULT_LIMITS.reminder_lead_days}
    params |= limit_params("overdue_tier2_days", params["today"])
    return SetSource("doses", kinds, DOSES, params, doses_wanted)


def _params(now: datetime) -> dict[str, Any]:
    return {"today": timezone.localdate(now), "not_before": send_from(now)}


def doses_wanted(subjects: Collection[Subject]) -> Collection[Subject]:
    """Those whose dose is still planned for the date of the message; tier 2 counts from the clinical date."""
    rows = Dose.objects.filter(id__in=[subject.subject_id for subject in subjects], state=DoseState.PLANNED)
    dates = {id_: days for id_, *days in rows.values_list("id", "planned_on", "due_on")}
    return [
        subject
        for subject in subjects
        if subject.subject_id in dates
        and subject.due_on == dates[subject.subject_id][subject.kind == ReminderKind.DOSE_OVERDUE_2]
    ]


def readiness_reminders(now: datetime) -> BatchSource:
    """Coming doses whose checks are not all in order, a week ahead, asked in the first hour of the day."""
    is_time = timezone.localtime(now).hour == settings.REMINDER_HOUR
    rows = _unready(now) if is_time else iter(())
    return BatchSource("readiness", (ReminderKind.READINESS_MISSING,), rows, doses_wanted)


def _unready(now: datetime) -> Iterator[ReminderRow]:
    today = timezone.localdate(now)
    last: tuple[date, Any] | None = None
    while doses := _next_doses(today, last):
        checks = readiness_of(doses, today=today)
        for dose in doses:
            if not all_in_order(checks[dose.id]):
                yield from _readiness_rows(dose, today, now)
        last = (doses[-1].planned_on, doses[-1].id)


def all_in_order(checks: tuple[Check, ...]) -> bool:
    """True when nobody has to do anything before the dose."""
    return all(check.state in READY for check in checks)


def _next_doses(today: date, after: tuple[date, Any] | None) -> list[Dose]:
    """The next doses of the coming week nobody was told about, by date: chunks keep the memory bounded."""
    told = Reminder.objects.filter(
        subject_id=OuterRef("pk"), kind=ReminderKind.READINESS_MISSING, due_on=OuterRef("planned_on")
    )
    rows = Dose.objects.filter(
        state=DoseState.PLANNED,
        planned_on__gt=today,
        planned_on__lte=today + timedelta(days=READINESS_DAYS),
    ).exclude(Exists(told))
    if after is not None:
        rows = rows.filter(Q(planned_on__gt=after[0]) | Q(planned_on=after[0], id__gt=after[1]))
    return list(rows.select_related("course__protocol").order_by("planned_on", "id")[:CHUNK])


def _readiness_rows(dose: Dose, today: date, now: datetime) -> Iterator[ReminderRow]:
    for channel in (Channel.INBOX, Channel.EMAIL):
        yield ReminderRow(
            kind=ReminderKind.READINESS_MISSING,
            subject_id=dose.id,
            patient_id=dose.patient_id,
            department_id=dose.department_id,
            due_on=dose.planned_on,
            audience=Audience.NURSES,
            channel=channel,
            planned_for=today,
            not_before=send_from(now),
            last_day=dose.planned_on,
        )


def hold_review_reminders(now: datetime) -> SetSource:
    """Holds whose review has come, to the responsible doctor and the nurses."""
    return SetSource("hold reviews", (ReminderKind.HOLD_REVIEW,), HOLD_REVIEW, _params(now), holds_wanted)


def holds_wanted(subjects: Collection[Subject]) -> Collection[Subject]:
    """Those whose course is still held with that review."""
    ids = [subject.subject_id for subject in subjects]
    rows = Course.objects.filter(id__in=ids, state=CourseState.HELD).values_list("id", "hold_review_on")
    held = set(rows)
    return [subject for subject in subjects if (subject.subject_id, subject.due_on) in held]


def course_start_reminders(now: datetime) -> SetSource:
    """Confirmed bone metastasis without a course or a dated reason against one, to the doctor (BMA-01)."""
    params = _params(now)
    params |= limit_params("bma_start_target_days", params["today"])
    kinds = (ReminderKind.COURSE_START,)
    return SetSource("course starts", kinds, COURSE_START, params, starts_wanted)


def starts_wanted(subjects: Collection[Subject]) -> Collection[Subject]:
    """Those whose patient still has neither a course nor a dated reason against one."""
    ids = [subject.subject_id for subject in subjects]
    explained = NotStarted.objects.filter(patient=OuterRef("pk"), voided_at=None, decided_on__isnull=False)
    rows = Patient.objects.filter(~Exists(explained), id__in=ids, voided_at=None, courses=None)
    waiting = set(rows.values_list("id", flat=True))
    return [subject for subject in subjects if subject.subject_id in waiting]


def dental_recall_reminders(now: datetime) -> SetSource:
    """Oral examinations that are due again while a course is open (ONJ-02)."""
    kinds = (ReminderKind.DENTAL_RECALL,)
    return SetSource("dental recalls", kinds, DENTAL_RECALL, _params(now), recalls_wanted)


def recalls_wanted(subjects: Collection[Subject]) -> Collection[Subject]:
    """Those whose examination is still the patient's last one."""
    ids = [subject.subject_id for subject in subjects]
    newer = DentalRecord.objects.filter(
        patient=OuterRef("patient"), item="ORAL_EXAM", is_done=True, voided_at=None, on__gt=OuterRef("on")
    )
    last = DentalRecord.objects.filter(id__in=ids, voided_at=None).exclude(Exists(newer))
    wanted = set(last.values_list("id", flat=True))
    return [subject for subject in subjects if subject.subject_id in wanted]
