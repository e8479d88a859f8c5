"""The beat table: what runs by the clock. Each task may run twice and change nothing the second time."""

from typing import Any

from celery.schedules import crontab

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "plan reminders": {"task": "worklist.plan_reminders", "schedule": crontab(minute="*/10")},
    "deliver reminders": {"task": "worklist.deliver_reminders", "schedule": 60.0},
    "release stale claims": {"task": "worklist.release_stale_claims", "schedule": crontab(minute="*/5")},
    "plan doses ahead": {"task": "bonetherapy.plan_doses_ahead", "schedule": crontab(hour="1", minute="10")},
}
