"""Settings of the processes test_live starts: the tests' source, a beat of one second, own keys."""

import os

from config.settings import *  # noqa: F403 - settings are inherited whole

REMINDER_SOURCES = ["tests.worklist.planned.reminders"]
CELERY_BEAT_SCHEDULE = {
    "plan reminders": {"task": "worklist.plan_reminders", "schedule": 1.0},
    "deliver reminders": {"task": "worklist.deliver_reminders", "schedule": 1.0},
    "release stale claims": {"task": "worklist.release_stale_claims", "schedule": 1.0},
}
CELERY_BEAT_MAX_LOOP_INTERVAL = 1
# Two runs of the tests may share one Redis.
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": os.environ["LIVE_KEYS"]}  # type: ignore[dict-item]
