"""`{% load worklist %}`: how tasks and reminders look."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from design import atoms
from worklist.enums import ReminderState
from worklist.models import Reminder, Task

register = template.Library()

STATES = {
    ReminderState.PENDING: "pending",
    ReminderState.CLAIMED: "pending",
    ReminderState.SENT: "sent",
    ReminderState.FAILED: "email_failed",
    ReminderState.MISSED: "missed",
    ReminderState.CANCELLED: "cancelled",
}


@register.simple_tag
def task_badge(task: Task, today: date) -> SafeString:
    """Overdue with its days, due today, or planned."""
    late = (today - task.due_on).days
    if late > 0:
        return atoms.badge("overdue", late, "", "")
    return atoms.badge("planned" if late else "due_today", None, "", "")


@register.simple_tag
def state_badge(reminder: Reminder) -> SafeString:
    """The state of an outbox row in its own word."""
    state = ReminderState(reminder.state)
    return atoms.badge(STATES[state], None, str(state.label), "")
