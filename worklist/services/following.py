"""What is due about a patient follows the patient to another department."""

from django.db.models import Q

from patients.models import Patient
from patients.selectors.access import OWN_DEPARTMENT
from worklist.enums import Channel, ReminderState, TaskState
from worklist.models import Reminder, Task

ON_ITS_WAY = Q(state__in=[ReminderState.PENDING, ReminderState.CLAIMED])
UNANSWERED = Q(state__in=[ReminderState.FAILED, ReminderState.MISSED], read_at=None)
UNREAD = Q(state=ReminderState.SENT, channel=Channel.INBOX, read_at=None)


def worklist_follows_patient(*, patient: Patient, merged_from: Patient | None = None) -> None:
    """Put open tasks, waiting reminders and unread notices into the patient's department.

    `merged_from` names the double whose rows now belong to `patient`; they are moved by then. What was read
    or settled stays where it happened (settings.PATIENT_FOLLOWERS).
    """
    tasks = Task.objects.filter(patient=patient, state=TaskState.OPEN)
    notices = Reminder.objects.filter(ON_ITS_WAY | UNANSWERED | UNREAD, patient=patient)
    for rows in (tasks, notices):
        rows.exclude(department_id=patient.department_id).update(department_id=patient.department_id)
    _release(patient)


def _release(patient: Patient) -> None:
    """A task of somebody who can no longer open the patient goes to whoever has that role now."""
    away = Task.objects.filter(patient=patient, state=TaskState.OPEN, owner__role__in=OWN_DEPARTMENT)
    away = away.exclude(owner__department_id=patient.department_id)
    away.exclude(owner_id__in=patient.care_team.values("user_id")).update(owner=None)
