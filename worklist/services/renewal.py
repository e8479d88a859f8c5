"""Making room for new reminders about a subject whose date came back."""

from collections.abc import Collection
from uuid import UUID

from worklist.enums import ReminderState
from worklist.models import Reminder


def reminders_forget_cancelled(*, subject_ids: Collection[UUID]) -> int:
    """Remove the cancelled rows of these subjects; their number. Call it in the transaction of the change.

    A cancelled row keeps its key taken: were a dose put back on its old date, nobody would be told.
    """
    rows = Reminder.objects.filter(subject_id__in=subject_ids, state=ReminderState.CANCELLED)
    return rows.delete()[0]
