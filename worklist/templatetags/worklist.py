"""`{% load worklist %}`: how tasks and reminders look."""

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from design import atoms
from patients.trail_words import table_word
from worklist.enums import ReminderState, TaskKind
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
def closing(task: Task) -> str:
    """How a task ended: a person's words, or the facts that arrived, on which day."""
    day = timezone.localtime(task.closed_at).strftime("%Y-%m-%d %H:%M") if task.closed_at else ""
    if task.closed_by is not None:
        return _("Settled %(day)s by %(name)s: %(words)s") % {
            "day": day, "name": task.closed_by.name, "words": task.evidence
        }  # fmt: skip
    if task.kind != TaskKind.FINDING:
        return _("Closed %(day)s: %(words)s") % {
            "day": day,
            "words": task.evidence or task.get_state_display(),
        }
    return _("%(what)s ended by itself %(day)s: %(facts)s.") % {
        "what": task.title, "day": day, "facts": _facts(task.closing_facts)
    }  # fmt: skip


def _facts(tables: list[str]) -> str:
    """Which facts arrived, by the names of their tables; without any it was the day that came."""
    words = [table_word(table) for table in tables]
    if not words:
        return _("its time is over")
    return _("new or changed: %(facts)s") % {"facts": _(", ").join(words)}


@register.simple_tag
def state_badge(reminder: Reminder) -> SafeString:
    """The state of an outbox row in its own word."""
    state = ReminderState(reminder.state)
    return atoms.badge(STATES[state], None, str(state.label), "")
