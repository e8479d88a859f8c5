"""Tables of this room."""

from worklist.models.contacts import ContactLog
from worklist.models.notes import TaskNote
from worklist.models.reassessments import FactChange, Reassessment
from worklist.models.reminders import Reminder
from worklist.models.runs import JobRun
from worklist.models.tasks import Task

__all__ = ["ContactLog", "FactChange", "JobRun", "Reassessment", "Reminder", "Task", "TaskNote"]
