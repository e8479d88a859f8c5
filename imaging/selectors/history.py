"""What people did about a slot, read from its write history: ordered, booked, refused, given up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.vocabulary import say
from guidelines.imaging.orders import RefusalReason
from imaging.models import ImagingSlot


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: when, by whom (empty where the row does not say), in words."""

    at: datetime
    by: str
    words: str


def story_of(slot: ImagingSlot) -> list[Step]:
    """The steps, newest first; one query."""
    events: Any = slot.events  # type: ignore[attr-defined]  # the reverse name that pghistory gives
    rows = events.select_related("ordered_by", "booked_by", "waived_by", "refused_by").order_by("pgh_id")
    steps = [step for before, after in pairwise([None, *rows]) for step in _steps(before, after)]
    return steps[::-1]


def _steps(before: Any, after: Any) -> Iterator[Step]:
    """What differs between two states; before the first there was nothing."""
    if _changed(before, after, "ordered_on") and after.ordered_on:
        yield _step(after, after.ordered_by, _("ordered %(day)s") % {"day": f"{after.ordered_on:%Y-%m-%d}"})
    if _changed(before, after, "booked_for"):
        yield _step(after, after.booked_by, _booking(after))
    if _changed(before, after, "refusal") and after.refusal:
        yield _step(after, after.refused_by, _refusal(after))
    if _changed(before, after, "waived_at"):
        words = _("given up: %(reason)s") % {"reason": after.waiver_reason}
        yield _step(after, after.waived_by, words if after.waived_at else _("due again"))


def _changed(before: Any, after: Any, name: str) -> bool:
    return bool(getattr(before, name, None) != getattr(after, name))


def _booking(row: Any) -> str:
    if row.booked_for is None:
        return _("appointment taken out")
    when = f"{timezone.localtime(row.booked_for):%Y-%m-%d %H:%M}"
    return f"{_('booked for %(when)s') % {'when': when}} {row.booked_place}".strip()


def _refusal(row: Any) -> str:
    return _("refused or put off: %(reason)s") % {"reason": say(RefusalReason(row.refusal).label)}


def _step(row: Any, by: Any, words: str) -> Step:
    return Step(row.pgh_created_at, by.name if by else "", words)
