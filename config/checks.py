"""System checks: unsafe settings stop the application before it serves anyone."""

import base64
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import connection

from accounts.policy.profiles import PROFILES

YOUNGEST_DAYS = 180  # as accounts.trail.cutting
SAME_MACHINE = {"", "localhost", "127.0.0.1", "::1"}


@register(Tags.security)
def secrets_are_set(**kwargs: Any) -> Iterable[CheckMessage]:
    """Errors for a missing or short SECRET_KEY, INDEX_KEY or FIELD_KEYS: there are no working defaults."""
    if len(settings.SECRET_KEY) < 32:
        yield Error("SECRET_KEY is missing or shorter than 32 characters.", id="boneboard.E001")
    if len(settings.INDEX_KEY) < 32:
        yield Error("INDEX_KEY is missing or shorter than 32 characters.", id="boneboard.E002")
    if not settings.FIELD_KEYS or not all(map(_is_256_bit, settings.FIELD_KEYS)):
        yield Error(
            "FIELD_KEYS must hold at least one base64 key of 32 bytes.",
            hint="python -c 'import base64,os;print(base64.b64encode(os.urandom(32)).decode())'",
            id="boneboard.E003",
        )


@register(Tags.security)
def trail_is_kept(**kwargs: Any) -> Iterable[CheckMessage]:
    """Errors for a trail nobody can sign, or that is thrown away before the law allows it."""
    if not settings.TRAIL_KEYS or not all(map(_is_256_bit, settings.TRAIL_KEYS)):
        yield Error(
            "TRAIL_KEYS must hold at least one base64 key of 32 bytes.",
            hint="head -c 32 /dev/urandom | base64 -w 0",
            id="boneboard.E010",
        )
    if 0 < settings.TRAIL_RETENTION_DAYS < YOUNGEST_DAYS:
        yield Error(f"TRAIL_RETENTION_DAYS is below {YOUNGEST_DAYS}.", id="boneboard.E011")


@register(Tags.security)
def profile_is_known(**kwargs: Any) -> Iterable[CheckMessage]:
    """Errors for a security profile nobody wrote, or times no session can have."""
    if settings.SECURITY_PROFILE not in PROFILES:
        names = ", ".join(sorted(PROFILES))
        yield Error(f"SECURITY_PROFILE must be one of {names}.", id="boneboard.E012")
    if settings.SESSION_IDLE_MINUTES < 0 or settings.SESSION_ABSOLUTE_HOURS < 0:
        yield Error(
            "SESSION_IDLE_MINUTES and SESSION_ABSOLUTE_HOURS cannot be negative.", id="boneboard.E013"
        )


@register(Tags.security, deploy=True)
def production_is_safe(**kwargs: Any) -> Iterable[CheckMessage]:
    """Errors for DEBUG or a wildcard host in production, warnings for plain http."""
    if settings.DEBUG:
        yield Error("DEBUG is on.", hint="Unset DEBUG in production.", id="boneboard.E004")
    if "*" in settings.ALLOWED_HOSTS:
        yield Error("ALLOWED_HOSTS lets every host name in.", id="boneboard.E005")
    if not settings.BASE_URL.startswith("https://"):
        yield Caution(
            "BASE_URL is not https: cookies and passwords cross the network in the clear.",
            id="boneboard.W001",
        )
    if not settings.TRAIL_HEADS_DIR:
        yield Caution(
            "TRAIL_HEADS_DIR is empty: a trail whose end is cut off together with its chain tells nobody.",
            id="boneboard.W010",
        )


@register(Tags.security, deploy=True)
def stores_are_reached_over_tls(**kwargs: Any) -> Iterable[CheckMessage]:
    """Warnings for a database or a Redis on another machine that is spoken to in the open."""
    database = connection.settings_dict
    if not _is_this_machine(database["HOST"]) and database["OPTIONS"].get("sslmode") != "verify-full":
        yield Caution(
            "The database is on another machine and reached without TLS.",
            hint="DATABASE_CA_FILE names the authority its certificate is from.",
            id="boneboard.W011",
        )
    for name, address in _redises().items():
        parts = urlsplit(address)
        if parts.scheme == "redis" and not _is_this_machine(parts.hostname or ""):
            yield Caution(
                f"{name} is on another machine and reached without TLS.",
                hint="rediss:// instead of redis://, and REDIS_CA_FILE.",
                id="boneboard.W012",
            )


def _redises() -> dict[str, str]:
    return {"CACHE_URL": settings.CACHE_URL, "BROKER_URL": settings.CELERY_BROKER_URL}


def _is_this_machine(host: str) -> bool:
    return host in SAME_MACHINE or host.startswith("/")


def _is_256_bit(key: str) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == 32
    except ValueError:
        return False
