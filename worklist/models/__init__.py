"""Tables of this room."""

from worklist.models.contacts import ContactLog
from worklist.models.reminders import Reminder
from worklist.models.tasks import Task

__all__ = ["ContactLog", "Reminder", "Task"]
