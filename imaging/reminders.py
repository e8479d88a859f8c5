"""What this room wants said, handed to the outbox (settings.REMINDER_SOURCES). Ids, dates and kinds only."""

from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.utils import timezone

from imaging.selectors.slots import booked_ahead, standing
from worklist.enums import ReminderKind
from worklist.protocols import SetSource, Subject
from worklist.quiet import send_from

# An old register must not start a storm: who missed a scan longer ago is on the board.
MISSED_DAYS = 28
KINDS = (
    ReminderKind.SCAN_SOON,
    ReminderKind.SCAN_OVERDUE,
    ReminderKind.SCAN_MISSED,
    ReminderKind.SCAN_ASKED,
)
# The ranges are disjoint, so a day without a sweep heals itself with the one stage that holds now. The first
# examination is the baseline, which has a task of its own (DX-01).
SCANS = """
WITH open AS MATERIALIZED (
    SELECT s.* FROM imaging_imagingslot s
    WHERE s.study_id IS NULL AND s.waived_at IS NULL AND s.withdrawn_at IS NULL AND s.number > 0
      AND s.soon_from <= %(today)s::date AND s.next_takes_over_on > %(today)s::date
      AND (s.booked_for IS NULL OR s.booked_for < %(midnight)s::timestamptz)
      AND NOT EXISTS (
        SELECT 1 FROM imaging_imagingslot later
        WHERE later.patient_id = s.patient_id AND later.kind = s.kind AND later.due_on > s.due_on
          AND later.withdrawn_at IS NULL AND (later.study_id IS NOT NULL OR later.waived_at IS NOT NULL))),
due AS (
    SELECT 'SCAN_SOON' AS kind, id, patient_id, due_on, soon_from AS planned_for, overdue_from - 1 AS last_day
    FROM open WHERE overdue_from > %(today)s::date AND missed_from > %(today)s::date
    UNION ALL
    SELECT 'SCAN_OVERDUE', id, patient_id, due_on, overdue_from, %(today)s::date + 7
    FROM open WHERE overdue_from <= %(today)s::date AND missed_from > %(today)s::date
    UNION ALL
    SELECT 'SCAN_MISSED', id, patient_id, due_on, missed_from, %(today)s::date + 7
    FROM open WHERE missed_from <= %(today)s::date AND missed_from > %(today)s::date - %(missed)s::int)
SELECT due.kind, due.id AS subject_id, due.patient_id, p.department_id, due.due_on, 'DOCTOR' AS audience,
       p.responsible_doctor_id AS user_id, NULL::uuid AS contact_id, way.channel, due.planned_for,
       %(not_before)s::timestamptz AS not_before, due.last_day
FROM due
JOIN patients_patient p ON p.id = due.patient_id
  AND p.voided_at IS NULL AND p.responsible_doctor_id IS NOT NULL
CROSS JOIN (VALUES ('INBOX'), ('EMAIL')) AS way(channel)
"""


def scan_reminders(now: datetime) -> SetSource:
    """Scans due soon, overdue and missed, to the responsible doctor: once for each slot and stage."""
    local = timezone.localtime(now)
    params = {
        "today": local.date(),
        "midnight": local.replace(hour=0, minute=0, second=0, microsecond=0),
        "not_before": send_from(now),
        "missed": MISSED_DAYS,
    }
    return SetSource("scans", KINDS, SCANS, params, partial(scans_wanted, now))


def scans_wanted(now: datetime, subjects: Collection[Subject]) -> Collection[Subject]:
    """Those whose slot is still open and not booked for a day to come."""
    rows = standing().filter(id__in=[subject.subject_id for subject in subjects])
    wanted = set(rows.exclude(booked_ahead(timezone.localdate(now))).values_list("id", flat=True))
    return [subject for subject in subjects if subject.subject_id in wanted]
