"""The beat table: what runs by the clock, in one place. Each task may run twice and change nothing by it.

A wake-up nobody took before the next one is dropped (`expires`): the next sweep does its work.
"""

from typing import Any

from celery.schedules import crontab

QUEUES = ("default", "reminders")
BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "plan reminders": {
        "task": "worklist.plan_reminders",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "deliver reminders": {
        "task": "worklist.deliver_reminders",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "release stale claims": {
        "task": "worklist.release_stale_claims",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 300},
    },
    "reassess": {
        "task": "worklist.reassess",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "flag overdue scans": {
        "task": "imaging.flag_overdue_scans",
        "schedule": crontab(hour="6", minute="0"),
        "options": {"expires": 6 * 3600},
    },
    "answer decisions": {
        "task": "mdt.answer_decisions",
        "schedule": crontab(minute="45"),
        "options": {"expires": 3600},
    },
    "plan doses ahead": {
        "task": "bonetherapy.plan_doses_ahead",
        "schedule": crontab(hour="1", minute="10"),
        "options": {"expires": 6 * 3600},
    },
    "judge readiness": {
        "task": "bonetherapy.judge_readiness",
        "schedule": crontab(hour="0", minute="20"),
        "options": {"expires": 6 * 3600},
    },
    "open reviews": {
        "task": "bonetherapy.open_reviews",
        "schedule": crontab(hour="0", minute="40"),
        "options": {"expires": 6 * 3600},
    },
    "render minutes": {
        "task": "mdt.render_minutes",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "watch CTX": {
        "task": "bonetherapy.watch_ctx",
        "schedule": crontab(minute="35"),
        "options": {"expires": 3600},
    },
    "plan meetings": {
        "task": "mdt.plan_meetings",
        "schedule": crontab(hour="1", minute="30"),
        "options": {"expires": 6 * 3600},
    },
    "remind the invited": {
        "task": "mdt.remind_invited",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 600},
    },
    "seal the trail": {
        "task": "accounts.seal_trail",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "clear sessions": {
        "task": "accounts.clear_sessions",
        "schedule": crontab(hour="3", minute="20"),
        "options": {"expires": 6 * 3600},
    },
    "forget answers": {
        "task": "accounts.forget_answers",
        "schedule": crontab(minute="50"),
        "options": {"expires": 3600},
    },
    "deliver mails about meetings": {
        "task": "mdt.deliver_mails",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
}
