"""What would go out: the very same statement as the real sweep, run in a transaction that is rolled back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from worklist.enums import Audience, Channel, ReminderKind, ReminderState
from worklist.models import Reminder
from worklist.services.planning import PlanningIncomplete, reminders_plan


@dataclass(frozen=True, slots=True)
class Group:
    """How many messages of one kind would go to one audience over one channel."""

    kind: str
    audience: str
    channel: str
    number: int

    @property
    def kind_word(self) -> str:
        """The kind in the user's language."""
        return str(ReminderKind(self.kind).label)

    @property
    def audience_word(self) -> str:
        """The audience in the user's language."""
        return str(Audience(self.audience).label)

    @property
    def channel_word(self) -> str:
        """The channel in the user's language."""
        return str(Channel(self.channel).label)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """New rows by source, the groups waiting at that moment, their first rows, the sources that failed."""

    counts: dict[str, int]
    groups: list[Group]
    rows: list[Reminder]
    failed: list[str]


@transaction.atomic
def reminders_rehearse(now: datetime, limit: int = 100, hospital_id: UUID | None = None) -> Rehearsal:
    """Plan as if it were `now`, look (at one hospital, or at all), and undo: nothing is written."""
    failed: list[str] = []
    try:
        counts = reminders_plan(now)
    except PlanningIncomplete as error:
        counts, failed = error.counts, error.failed
    waiting = Reminder.objects.filter(state=ReminderState.PENDING, not_before__lte=now)
    if hospital_id is not None:
        waiting = waiting.filter(department__hospital_id=hospital_id)
    groups = waiting.order_by("kind").values_list("kind", "audience", "channel").annotate(n=Count("id"))
    rows = list(waiting.select_related("department").order_by("kind", "due_on", "id")[:limit])
    result = Rehearsal(counts, [Group(*group) for group in groups], rows, failed)
    transaction.set_rollback(True)
    return result
