"""The sessions of one person: which are open, and ending them. Without its row a cookie opens nothing."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import OpenSession, User
from accounts.policy import policy

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One open session as its owner sees it; `handle` names it without opening it."""

    handle: str
    device: str
    address: str | None
    began_at: datetime | None
    last_seen_at: datetime | None
    is_this: bool


def open_sessions(user: User, *, this: str | None, now: datetime) -> list[Line]:
    """What is open now, the one used last first."""
    rule = policy()
    rows = OpenSession.objects.filter(
        user=user, expire_date__gt=now, last_seen_at__gt=now - rule.idle, began_at__gt=now - rule.absolute
    )
    return [_line(row, this) for row in rows]


def end_one(*, by: User, handle: str) -> bool:
    """End the user's session of this handle; False when there is none."""
    for row in OpenSession.objects.filter(user=by):
        if constant_time_compare(_handle(row.session_key), handle):
            return _end(by, [row.session_key]) > 0
    return False


def end_others(*, by: User, this: str | None) -> int:
    """End all sessions of the user but this one; how many."""
    rows = OpenSession.objects.filter(user=by).exclude(session_key=this or "")
    return _end(by, rows.values_list("session_key", flat=True))


def end_all(*, user: User) -> int:
    """End every session of the user; how many."""
    return end_others(by=user, this=None)


def sweep(now: datetime) -> int:
    """Delete what has ended by itself; how many. Doing it twice is doing it once."""
    rule = policy()
    ended = OpenSession.objects.filter(last_seen_at__lte=now - rule.idle) | OpenSession.objects.filter(
        expire_date__lte=now
    )
    return ended.delete()[0]


def _end(user: User, keys: "list[str] | object") -> int:
    ended, _ = OpenSession.objects.filter(session_key__in=keys).delete()
    log.info("sessions_ended", user_id=str(user.pk), number=ended)
    return ended


def _handle(key: str) -> str:
    return salted_hmac("session", key, algorithm="sha256").hexdigest()[:32]


def _line(row: OpenSession, this: str | None) -> Line:
    return Line(
        handle=_handle(row.session_key),
        device=row.device,
        address=row.address,
        began_at=row.began_at,
        last_seen_at=row.last_seen_at,
        is_this=row.session_key == this,
    )
