"""The only writer of looks into the trail. Changes are written by the database itself (accounts.trail).

But for the end of somebody else's sessions: their table is rewritten while people work, so it is not watched.

What shows a whole number or takes something away is counted here too (accounts.rates): nobody gets past both.
"""

from collections.abc import Container, Iterable
from contextlib import suppress
from ipaddress import ip_address
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

from accounts.enums import ReadAction, WriteAction
from accounts.models import ReadRecord, User
from accounts.rates import look_spend

ONE_READING = 3600  # seconds
SESSIONS = "accounts_opensession"
TAKEN_AWAY = {ReadAction.EXPORT, ReadAction.PRINT}


def record(
    *, request: HttpRequest, patient_id: UUID, action: ReadAction = ReadAction.VIEW, subject: str
) -> None:
    """Note that the signed-in user saw this patient. `subject` names the page, never a clinical fact.

    Raises TooOften, as the next two do, for somebody who showed or took away too much within the hour.
    """
    look_spend(_reader(request), action)
    _row(request, patient_id, action, subject).save(force_insert=True)


def record_many(
    *, request: HttpRequest, patient_ids: Iterable[UUID], action: ReadAction, subject: str
) -> None:
    """Note that the signed-in user saw all these patients at once, each of them once; one query.

    What is taken away is a line although it names nobody.
    """
    look_spend(_reader(request), action)
    nobody: list[UUID | None] = [None] if action in TAKEN_AWAY else []
    wanted = list(dict.fromkeys(patient_ids)) or nobody
    rows = [_row(request, patient_id, action, subject) for patient_id in wanted]
    ReadRecord.objects.bulk_create(rows)


def record_listed(*, request: HttpRequest, patient_ids: Iterable[UUID], subject: str) -> None:
    """Note that a list named these patients: one query, and for each patient one line an hour and list.

    A list is opened anew after every step of a day's work; the first time in an hour says who was seen where.
    """
    keys = {f"listed:{request.user.pk}:{subject.replace(' ', '-')}:{one}": one for one in patient_ids}
    known = _known_of(keys)
    fresh = {key: one for key, one in keys.items() if key not in known}
    if fresh:
        record_many(request=request, patient_ids=fresh.values(), action=ReadAction.VIEW, subject=subject)
        _know_all(fresh)


def record_reading(*, request: HttpRequest, patient_id: UUID, subject: str, of: object) -> None:
    """Note a look at what is asked for again and again while a page is open, once an hour for each `of`.

    Three hundred frames of a series are one reading, and so is a page that asks for news every few seconds.
    """
    key = f"reading:{request.user.pk}:{subject.replace(' ', '-')}:{of}"
    if not _is_known(key):
        record(request=request, patient_id=patient_id, subject=subject)
        _know(key)


def record_export(*, request: HttpRequest, subject: str, patient_id: UUID | None) -> None:
    """Note that the signed-in user took something away; None: it is about no single patient."""
    look_spend(_reader(request), ReadAction.EXPORT)
    _row(request, patient_id, ReadAction.EXPORT, subject).save(force_insert=True)


def record_signed_out(*, request: HttpRequest, user_id: UUID, sessions: int) -> None:
    """Note that the signed-in user ended so many sessions of this person, whom the line names as its row."""
    row = _row(request, None, WriteAction.DELETE, SESSIONS)
    row.row_id, row.before = str(user_id), {"sessions": sessions}
    row.save(force_insert=True)


def address_of(request: HttpRequest) -> str | None:
    """Where the request came from; None for a socket or a proxy that says "unknown"."""
    try:
        return str(ip_address(request.META.get("REMOTE_ADDR", "").partition("%")[0]))
    except ValueError:
        return None


def _is_known(key: str) -> bool:
    """Never without a cache: rather a line too many than none."""
    try:
        return cache.get(key) is not None
    except (RedisError, OSError):
        return False


def _known_of(keys: Iterable[str]) -> Container[str]:
    """Those of the keys that are known; none without a cache."""
    try:
        return cache.get_many(keys)
    except (RedisError, OSError):
        return ()


def _know_all(keys: Iterable[str]) -> None:
    with suppress(RedisError, OSError):
        cache.set_many(dict.fromkeys(keys, 1), ONE_READING)


def _know(key: str) -> None:
    """After the line is written: a line that failed is written the next time."""
    with suppress(RedisError, OSError):
        cache.set(key, 1, ONE_READING)


def _reader(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError("Only a signed-in user can read a patient.")
    return request.user


def _row(
    request: HttpRequest, patient_id: UUID | None, action: ReadAction | WriteAction, subject: str
) -> ReadRecord:
    user = _reader(request)
    return ReadRecord(
        user_id=user.id,
        user_name=user.name,
        role=user.role,
        patient_id=patient_id,
        action=action,
        subject=subject,
        address=address_of(request),
        request_id=getattr(request, "request_id", None),
        # Set on Django's own request by whoever let the user in without a standing right: the user's words.
        reason=getattr(request, "access_reason", "")[:500],
    )
