"""Notices of this room that a person or a rule starts (settings.REMINDER_SOURCES)."""

from collections.abc import Collection
from datetime import datetime

from mdt.enums import Lane
from mdt.models import Case
from mdt.models.cases import UNDER_WAY
from worklist.enums import ReminderKind
from worklist.protocols import BatchSource, Subject


def case_notices(now: datetime) -> BatchSource:
    """Urgent cases are told when they become urgent; here is only asked whether that still holds."""
    return BatchSource("urgent cases", (ReminderKind.CASE_URGENT,), iter(()), urgent_wanted)


def urgent_wanted(subjects: Collection[Subject]) -> Collection[Subject]:
    """Those whose case is still urgent and not concluded."""
    ids = [subject.subject_id for subject in subjects]
    rows = Case.objects.filter(id__in=ids, lane=Lane.URGENT, state__in=UNDER_WAY)
    wanted = set(rows.values_list("id", flat=True))
    return [subject for subject in subjects if subject.subject_id in wanted]
