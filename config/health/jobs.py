"""Probes of what runs by the clock: each job of the beat table, each queue, and the last backup."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import redis
from celery.schedules import crontab

from config.health.checks import Check, State
from config.health.stores import broker
from config.schedule import BEAT_SCHEDULE, QUEUES
from worklist.models import JobRun

GRACE = timedelta(
    minutes=10
)  # longer than the longest job may take (nine minutes): a busy worker is not a dead one
BACKUP = "backup"
BACKUP_EVERY = timedelta(hours=26)
Runs = Mapping[str, JobRun]


def jobs(runs: Runs, now: datetime) -> Iterator[Check]:
    """BAD for a job whose last success is older than its time and ten minutes. Before any ran: CAUTION."""
    since = min((run.known_since for run in runs.values()), default=None)
    for entry in BEAT_SCHEDULE.values():
        yield _job(entry["task"], entry["schedule"], runs.get(entry["task"]), since, now)


def _job(
    name: str, every: float | crontab, run: JobRun | None, since: datetime | None, now: datetime
) -> Check:
    """`since`: since when jobs run here at all; one that never succeeded is measured from there."""
    success = run.succeeded_at if run else None
    last = success or since
    if last is None:
        return Check("job", State.CAUTION, subject=name)
    is_late = now > _next(every, last) + GRACE
    return Check("job", State.BAD if is_late else State.WELL, name, success, error=run.error if run else "")


def _next(every: float | crontab, last: datetime) -> datetime:
    """When the job should have run after `last`."""
    if isinstance(every, crontab):
        start, wait, _now = every.remaining_delta(last)
        return start + wait  # type: ignore[no-any-return]  # untyped package
    return last + timedelta(seconds=every)


def queues(runs: Runs, now: datetime) -> Iterator[Check]:
    """BAD for a queue from which no worker took anything for ten minutes; `number`: what waits in it."""
    for name in QUEUES:
        heartbeat = max((run.seen_at for run in runs.values() if run.queue == name), default=None)
        is_silent = heartbeat is not None and now - heartbeat > GRACE
        state = State.CAUTION if heartbeat is None else State.BAD if is_silent else State.WELL
        yield Check("queue", state, name, heartbeat, _waiting(name))


def _waiting(queue: str) -> int | None:
    """None: Redis does not say, which the probe of Redis reports."""
    try:
        with broker() as client:
            return int(client.llen(queue))
    except (redis.RedisError, OSError):
        return None


def backup(runs: Runs, now: datetime) -> Check:
    """CAUTION without a backup of the last day."""
    run = runs.get(BACKUP)
    made = run.succeeded_at if run else None
    is_recent = made is not None and now - made < BACKUP_EVERY
    return Check("backup", State.WELL if is_recent else State.CAUTION, since=made)
