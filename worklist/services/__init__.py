"""The only writers of this room's tables."""

from worklist.services.calling import contact_attempt_log
from worklist.services.claims import stale_claims_release
from worklist.services.delivery import reminders_deliver
from worklist.services.expiry import reminders_cancel, reminders_expire
from worklist.services.handling import task_assign, task_comment, task_postpone, task_take
from worklist.services.notices import inbox_read_all, reminder_read, reminder_retry
from worklist.services.planning import PlanningIncomplete, reminders_plan, reminders_write
from worklist.services.reassessing import Sweep, patient_freshen, patient_reassess, patients_reassess_due
from worklist.services.rehearsal import Rehearsal, reminders_rehearse
from worklist.services.todo import task_open, task_settle, tasks_close_by_fact

__all__ = [
    "PlanningIncomplete",
    "Rehearsal",
    "Sweep",
    "contact_attempt_log",
    "inbox_read_all",
    "patient_freshen",
    "patient_reassess",
    "patients_reassess_due",
    "reminder_read",
    "reminder_retry",
    "reminders_cancel",
    "reminders_deliver",
    "reminders_expire",
    "reminders_plan",
    "reminders_rehearse",
    "reminders_write",
    "stale_claims_release",
    "task_assign",
    "task_comment",
    "task_open",
    "task_postpone",
    "task_settle",
    "task_take",
    "tasks_close_by_fact",
]
