"""What a change of a dose or a course means for reminders and tasks already on their way."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from accounts.models import User
from bonetherapy.models import Dose
from patients.models import Patient
from worklist.enums import ReminderState, TaskKind
from worklist.models import Reminder
from worklist.services.todo import tasks_close_by_fact


def reminders_renew(doses: Sequence[Dose]) -> None:
    """Withdraw what waits for these doses, so that the next sweep plans by the new dates.

    The waiting rows go, their keys with them: were a dose put back on its old date and the key still taken,
    nobody would be told.
    """
    reminders_withdraw([dose.id for dose in doses])


def reminders_withdraw(subject_ids: Collection[UUID]) -> None:
    """Remove what was not sent yet about these doses, courses or records."""
    waiting = (ReminderState.PENDING, ReminderState.CANCELLED)
    Reminder.objects.filter(subject_id__in=subject_ids, state__in=waiting).delete()


def calls_close(*, by: User, patient: Patient, evidence: str, now: datetime) -> None:
    """Close the patient's calls: what they were for has happened."""
    tasks_close_by_fact(patient=patient, kinds=[TaskKind.CALL], evidence=evidence, now=now, by=by)
