"""Settings of the processes under fault: doses as the only source, a sweep each second at any hour."""

from config.rooms import REMINDER_SOURCES as EVERY_SOURCE
from config.settings import *  # noqa: F403 - settings are inherited whole

REMINDER_SOURCES = EVERY_SOURCE[:1]
REMINDER_HOUR, QUIET_FROM_HOUR = 0, 24
EMAIL_TIMEOUT = 3  # on a busy machine the sinks answer late, and that is none of the faults
CELERY_BEAT_SCHEDULE = {
    "plan reminders": {"task": "worklist.plan_reminders", "schedule": 1.0},
    "deliver reminders": {"task": "worklist.deliver_reminders", "schedule": 1.0},
    "release stale claims": {"task": "worklist.release_stale_claims", "schedule": 1.0},
}
CELERY_BEAT_MAX_LOOP_INTERVAL = 1
