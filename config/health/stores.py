"""Probes of what keeps data: PostgreSQL, its tables, Redis twice, the disk of attachments."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import redis
from django.conf import settings
from django.core.cache import cache as store
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from accounts import clock
from config.health.checks import Check, State

ANSWER_S = 2
FREE_SHARE = 0.05


def database() -> Check:
    """BAD when no statement comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return Check("database", State.BAD, error=type(error).__name__)
    return Check("database", State.WELL)


def tables() -> Check:
    """BAD when the program is newer than its tables: a migration was not run."""
    try:
        is_current = _tables_are_current()
    except Error as error:
        return Check("tables", State.UNKNOWN, error=type(error).__name__)
    return Check("tables", State.WELL if is_current else State.BAD)


def _tables_are_current() -> bool:
    return _written() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def _written() -> frozenset[tuple[str, str]]:
    """Every migration this program brings along; reading them takes a moment, so once."""
    return frozenset(MigrationLoader(None).disk_migrations)


def clock_skew(now: datetime) -> Check:
    """BAD when this machine and the database disagree by more than a minute about what time it is."""
    apart = clock.apart(now)
    return Check("clock", State.BAD if apart > clock.APART else State.WELL, number=int(apart.total_seconds()))


def broker() -> redis.Redis:
    """The Redis that wakes the workers; it answers within seconds or not at all."""
    address = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://").replace("virtual_host", "db")
    return redis.Redis.from_url(address, socket_connect_timeout=ANSWER_S, socket_timeout=ANSWER_S)


def redises() -> Iterator[Check]:
    """BAD for the one that wakes workers; CAUTION for the one of short-lived counts: pages do without."""
    try:
        with broker() as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        yield Check("broker", State.BAD, error=type(error).__name__)
    else:
        yield Check("broker", State.WELL)
    try:
        store.get("health")
    except (redis.RedisError, OSError) as error:
        yield Check("cache", State.CAUTION, error=type(error).__name__)
    else:
        yield Check("cache", State.WELL)


def disk() -> Check:
    """BAD when attached reports cannot be written, or hardly any more; `number`: per cent that is free."""
    if not settings.ATTACHMENT_DIR:
        return Check("disk", State.CAUTION, subject="missing")
    place = _existing(Path(settings.ATTACHMENT_DIR))
    usage = shutil.disk_usage(place)
    share = usage.free / usage.total
    is_good = share > FREE_SHARE and os.access(place, os.W_OK)
    return Check("disk", State.WELL if is_good else State.BAD, number=int(share * 100))


def _existing(place: Path) -> Path:
    """The folder itself, or the nearest above it: it is made when the first file comes."""
    return next(folder for folder in (place.absolute(), *place.absolute().parents) if folder.exists())
