"""What would go out: the very same statement as the real sweep, run in a transaction that is rolled back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count

from worklist.enums import ReminderState
from worklist.models import Reminder
from worklist.services.planning import PlanningIncomplete, reminders_plan


@dataclass(frozen=True, slots=True)
class Group:
    """How many messages of one kind would go to one audience over one channel."""

    kind: str
    audience: str
    channel: str
    number: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """New rows by source, the groups waiting at that moment, the first rows of them, the sources that
    failed.
    """

    counts: dict[str, int]
    groups: list[Group]
    rows: list[Reminder]
    failed: list[str]


@transaction.atomic
def reminders_rehearse(now: datetime, limit: int = 100) -> Rehearsal:
    """Plan as if it were `now`, look, and undo: nothing is written."""
    failed: list[str] = []
    try:
        counts = reminders_plan(now)
    except PlanningIncomplete as error:
        counts, failed = error.counts, error.failed
    waiting = Reminder.objects.filter(state=ReminderState.PENDING, not_before__lte=now)
    groups = waiting.order_by("kind").values_list("kind", "audience", "channel").annotate(n=Count("id"))
    rows = list(waiting.select_related("department").order_by("kind", "due_on", "id")[:limit])
    result = Rehearsal(counts, [Group(*group) for group in groups], rows, failed)
    transaction.set_rollback(True)
    return result
