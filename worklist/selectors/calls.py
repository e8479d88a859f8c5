"""The call list: failed and missed messages, and what settings.CALL_SOURCES adds, as one row per patient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from patients.models import Contact, Patient
from patients.selectors import visible_to
from worklist.enums import Audience, CallOutcome, Channel, ReminderState
from worklist.models import ContactLog, Reminder
from worklist.protocols import CallRow
from worklist.sources import call_sources

LIMIT = 200
DONE = frozenset({CallOutcome.REACHED, CallOutcome.IN_PERSON, CallOutcome.REFUSED})


@dataclass(frozen=True, slots=True)
class CallItem:
    """One patient to phone: why, whom, and what was tried. `contact` None: no number is recorded."""

    row: CallRow
    contact: Contact | None
    last: ContactLog | None
    attempts: int

    @property
    def url(self) -> str:
        """Where the call is made and logged."""
        return reverse("worklist:call", args=[self.row.patient.id])


@dataclass(frozen=True, slots=True)
class CallList:
    """Who is left, worst first, and how many patients were called today."""

    items: list[CallItem]
    done_today: int

    @property
    def patient_ids(self) -> list[UUID]:
        """Whom the list names."""
        return [item.row.patient.id for item in self.items]


def call_list(*, user: User, today: date, limit: int = LIMIT) -> CallList:
    """Everybody the user should phone today; the number of queries does not depend on how many there are."""
    patients = visible_to(user)
    rows = _one_per_patient(_rows(patients, today))
    ids = [row.patient.id for row in rows]
    logs, contacts = _logs(ids), _contacts(ids)
    items = [
        CallItem(row, contacts.get(row.patient.id), _last(logs, row), len(logs.get(row.patient.id, ())))
        for row in rows
        if _waits(row, logs.get(row.patient.id, []), today)
    ]
    return CallList(items[:limit], _done(patients, today))


def attempts_of(patient: Patient) -> QuerySet[ContactLog]:
    """The patient's last ten attempts, newest first."""
    return patient.contact_log.select_related("by", "contact").order_by("-at")[:10]


def trouble_of(patients: QuerySet[Patient]) -> QuerySet[Reminder]:
    """Messages that did not arrive and nobody has made up for: all missed ones, failed ones to patients."""
    lost = Q(state=ReminderState.MISSED) | Q(state=ReminderState.FAILED, audience=Audience.PATIENT)
    # Said again as a list of states: only so the partial index `reminder_trouble` is found.
    over = [ReminderState.FAILED, ReminderState.MISSED]
    return Reminder.objects.filter(lost, state__in=over, patient__in=patients, read_at=None)


def _rows(patients: QuerySet[Patient], today: date) -> list[CallRow]:
    failed = trouble_of(patients).select_related("patient").order_by("planned_for", "id")[:LIMIT]
    rows = [_row(reminder) for reminder in failed]
    for source in call_sources():
        rows += source(patients=patients, today=today, limit=LIMIT)
    return rows


def _row(reminder: Reminder) -> CallRow:
    is_mail = reminder.channel == Channel.EMAIL and reminder.state == ReminderState.FAILED
    return CallRow(
        patient=reminder.patient,
        subject_id=reminder.subject_id,
        badge="email_failed" if is_mail else "missed",
        days=None,
        line=reminder.get_kind_display(),
        since=reminder.planned_for,
        url=reverse("patients:detail", args=[reminder.patient_id]),
    )


def _one_per_patient(rows: Iterable[CallRow]) -> list[CallRow]:
    """The oldest need of each patient, oldest first."""
    worst: dict[UUID, CallRow] = {}
    for row in sorted(rows, key=lambda row: (row.since, row.patient.name_pinyin, row.patient.id)):
        worst.setdefault(row.patient.id, row)
    return list(worst.values())


def _logs(ids: list[UUID]) -> dict[UUID, list[ContactLog]]:
    """Attempts by patient, newest first."""
    logs: dict[UUID, list[ContactLog]] = {}
    for log in ContactLog.objects.filter(patient_id__in=ids).order_by("-at"):
        logs.setdefault(log.patient_id, []).append(log)
    return logs


def _contacts(ids: list[UUID]) -> dict[UUID, Contact]:
    """The first contact with a number of each patient."""
    rows = Contact.objects.filter(patient_id__in=ids).exclude(phone_index="")
    found: dict[UUID, Contact] = {}
    for contact in rows.order_by("rank", "created_at"):
        found.setdefault(contact.patient_id, contact)
    return found


def _last(logs: dict[UUID, list[ContactLog]], row: CallRow) -> ContactLog | None:
    return next(iter(logs.get(row.patient.id, ())), None)


def _waits(row: CallRow, logs: Sequence[ContactLog], today: date) -> bool:
    """False while the next try lies ahead, and on the day somebody was reached: tomorrow it may be back."""
    if not logs:
        return True
    last = logs[0]
    if last.next_try_on is not None and last.next_try_on > today:
        return False
    return not (last.outcome in DONE and timezone.localdate(last.at) >= today)


def _done(patients: QuerySet[Patient], today: date) -> int:
    return (
        ContactLog.objects.filter(patient__in=patients, at__gte=_midnight(today), outcome__in=DONE)
        .values("patient_id")
        .distinct()
        .count()
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
