"""Notices of emergency access (settings.REMINDER_SOURCES); they are written when somebody opens a patient."""

from collections.abc import Collection
from datetime import datetime

from patients.models import EmergencyAccess
from worklist.enums import ReminderKind
from worklist.protocols import BatchSource, Subject


def emergency_notices(now: datetime) -> BatchSource:
    """Here is only asked whether a notice is still wanted."""
    return BatchSource("emergency access", (ReminderKind.EMERGENCY,), iter(()), unreviewed)


def unreviewed(subjects: Collection[Subject]) -> Collection[Subject]:
    """Those whose opening nobody has judged yet."""
    ids = [subject.subject_id for subject in subjects]
    rows = EmergencyAccess.objects.filter(id__in=ids, reviewed_at=None)
    waiting = set(rows.values_list("id", flat=True))
    return [subject for subject in subjects if subject.subject_id in waiting]
