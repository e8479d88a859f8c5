"""What the cases of a meeting lack of what must be there, at hand for the list in the room (MDT-06).

The list is asked for every few seconds by everybody in the room, and sixty records are not read for that:
one reading serves the meeting for a minute. Only ids and codes are kept.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.core.cache import cache
from redis.exceptions import RedisError

from guidelines.mdt.dataset import WEIGHTS, CaseItem, Weight
from mdt.enums import CaseState
from mdt.models import Meeting
from mdt.selectors.readiness import missing_of

KEPT = 60  # seconds
Gaps = Mapping[UUID, tuple[CaseItem, ...]]


def gaps_at_hand(meeting: Meeting, today: date) -> Gaps:
    """The items that must be there and are not, by case that is still to be discussed.

    A case without an entry has not been looked at: it joined within the last minute, or the cache is gone and
    nothing is said of any.
    """
    key = f"meeting-gaps:{meeting.pk}:{today}"
    try:
        kept = cache.get(key)
        if kept is None:
            kept = {str(case_id): [item.value for item in items] for case_id, items in _gaps(meeting, today)}
            cache.set(key, kept, KEPT)
    except (RedisError, OSError):
        return {}
    return {UUID(case_id): tuple(CaseItem(code) for code in codes) for case_id, codes in kept.items()}


def _gaps(meeting: Meeting, today: date) -> list[tuple[UUID, tuple[CaseItem, ...]]]:
    waiting = list(meeting.cases.filter(state=CaseState.ACCEPTED).select_related("patient"))
    missing = missing_of(waiting, today)
    return [(case.id, _must(missing[case.id])) for case in waiting]


def _must(items: tuple[CaseItem, ...]) -> tuple[CaseItem, ...]:
    return tuple(item for item in items if WEIGHTS[item] is Weight.MUST)
