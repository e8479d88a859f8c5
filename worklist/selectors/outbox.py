"""What operators see of the outbox: ids, kinds and states of their hospital, never a person."""

from django.db.models import Count, QuerySet

from accounts.models import User
from worklist.enums import ReminderState
from worklist.models import Reminder


def outbox(user: User) -> QuerySet[Reminder]:
    """Reminders of the user's hospital, newest plan first."""
    rows = reminders_of_hospital(user)
    return rows.select_related("department").order_by("-planned_for", "-created_at", "id")


def state_counts(user: User) -> list[tuple[ReminderState, int]]:
    """How many rows are in each state."""
    rows = reminders_of_hospital(user).values("state")
    found = dict(rows.annotate(number=Count("id")).values_list("state", "number"))
    return [(state, found.get(state, 0)) for state in ReminderState]


def reminders_of_hospital(user: User) -> QuerySet[Reminder]:
    """Reminders of every department of the user's hospital; none without a hospital."""
    if user.hospital_id is None:
        return Reminder.objects.none()
    return Reminder.objects.filter(department__hospital_id=user.hospital_id)
