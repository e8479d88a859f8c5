"""What a change of a dose or a course means for reminders and tasks already on their way."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from accounts.models import User
from bonetherapy.models import Course, Dose
from patients.models import Patient
from worklist.enums import TaskKind
from worklist.services.expiry import reminders_cancel
from worklist.services.renewal import reminders_forget_cancelled
from worklist.services.todo import tasks_close_by_fact


def reminders_withdraw(subject_ids: Collection[UUID]) -> None:
    """Nobody needs what waits about these doses, courses or records."""
    reminders_cancel(subject_ids)


def reminders_renew(doses: Sequence[Dose]) -> None:
    """Withdraw what waits for these doses; the next sweep plans by their new dates, old ones included."""
    reminders_renew_ids([dose.id for dose in doses])


def reminders_renew_ids(ids: Collection[UUID]) -> None:
    """The same by id."""
    if ids:
        reminders_cancel(ids)
        reminders_forget_cancelled(subject_ids=ids)


def hold_key(course: Course, what: str = "") -> str:
    """The key of a task that a hold of this course asked for; what all of them begin with without `what`."""
    return f"hold:{course.id}:{what}"


def calls_close(*, by: User, patient: Patient, evidence: str, now: datetime) -> None:
    """Close the patient's calls: what they were for has happened."""
    tasks_close_by_fact(patient=patient, kinds=[TaskKind.CALL], evidence=evidence, now=now, by=by)
