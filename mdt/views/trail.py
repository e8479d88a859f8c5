"""A list that shows patients by name leaves a line in the trail for each of them, all written at once."""

from collections.abc import Iterable
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

from accounts import audit
from accounts.enums import ReadAction
from mdt.models import Case, Meeting

ONE_READING = 3600  # seconds: a meeting of sixty cases is one reading of its list, not sixty


def listed(request: HttpRequest, cases: Iterable[Case], subject: str) -> None:
    """Note that the user saw whose cases these are; `subject` names the list. One query, none for no case."""
    patient_ids = [case.patient_id for case in cases]
    audit.record_many(request=request, patient_ids=patient_ids, action=ReadAction.VIEW, subject=subject)


def listed_in(request: HttpRequest, meeting: Meeting, cases: Iterable[Case]) -> None:
    """The same for the list beside every case of a meeting: each case once an hour and user."""
    shown = list(cases)
    before = _seen_before(f"meeting-list:{request.user.pk}:{meeting.pk}", {case.pk for case in shown})
    listed(request, [case for case in shown if case.pk not in before], "meeting list")


def _seen_before(key: str, now_seen: set[UUID]) -> set[UUID]:
    """What this hour has on record already; nothing without a cache: rather a line too many than none."""
    try:
        before: set[UUID] = cache.get(key, set())
        if now_seen - before:
            cache.set(key, before | now_seen, ONE_READING)
    except (RedisError, OSError):
        return set()
    return before
