"""What this room does by the clock."""

from celery import shared_task

from accounts import clock
from imaging.services.flags import overdue_slots_flag
from worklist.services import patients_reassess_due, reminders_plan


@shared_task(name="imaging.flag_overdue_scans", time_limit=540)
def flag_overdue_scans() -> dict[str, int]:
    """Every morning: bring the calendars up to the day, flag what is overdue, plan what the doctors hear."""
    now = clock.now()
    patients_reassess_due(now=now)
    return {"flagged": overdue_slots_flag(now), **reminders_plan(now)}
