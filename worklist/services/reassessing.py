"""Reassessment: the record is read, the rules are asked, the tasks follow, and the next day is noted.

Facts mark their patient in the database, whoever writes them (migration 0002); time alone is told by
`reassess_on`. Each patient's row is held while it is assessed, so two workers come to one result. The marks
are taken away before the record is read: what is written later leaves a mark of its own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from traceback import extract_tb
from uuid import UUID

import structlog
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from guidelines.assessment.assess import Assessment
from guidelines.assessment.chart import earliest
from patients.models import Patient
from patients.selectors.limits import limits_change_on
from worklist.kept import flag_note
from worklist.models import FactChange, Reassessment
from worklist.selectors.findings import assessments_of
from worklist.services.reconciling import tasks_reconcile
from worklist.sources import keepers

log = structlog.stdlib.get_logger(__name__)

BATCH = 50
RETRY_MINUTES = (5, 30, 120, 720)
COLUMNS = (
    "reassess_on",
    "assessed_at",
    "pathway_state",
    "data_flags",
    "failures",
    "failed_at",
    "retry_at",
    "error",
)
# Whoever is marked for the first time gets a row, so that there is one to hold.
FIRST_TIME = """
INSERT INTO worklist_reassessment (patient_id)
SELECT DISTINCT patient_id FROM worklist_factchange ON CONFLICT DO NOTHING
"""
# The two halves of the union each read an index: nobody whose day has not come is looked at.
CLAIM = """
SELECT patient_id FROM worklist_reassessment
WHERE patient_id IN (
    SELECT patient_id FROM worklist_reassessment WHERE reassess_on <= %(today)s
    UNION SELECT patient_id FROM worklist_factchange
) AND (retry_at IS NULL OR retry_at <= %(now)s)
ORDER BY patient_id LIMIT %(limit)s FOR UPDATE SKIP LOCKED
"""


@dataclass(frozen=True, slots=True)
class Sweep:
    """What one sweep did."""

    reassessed: int
    failed: int


def patients_reassess_due(*, now: datetime) -> Sweep:
    """Reassess everybody whose facts changed or whose day has come, and nobody else.

    A patient whose assessment fails is left for later, longer each time, and holds up no other.
    """
    with connection.cursor() as cursor:
        cursor.execute(FIRST_TIME)
    done = failed = 0
    while True:
        claimed, wrong = _batch(now)
        done, failed = done + claimed - wrong, failed + wrong
        if claimed < BATCH:
            return Sweep(done, failed)


def patient_reassess(*, patient_id: UUID, now: datetime) -> Reassessment:
    """The patient's assessment, made now whether or not it is due; raises whatever the rules raise."""
    with transaction.atomic():
        Reassessment.objects.get_or_create(patient_id=patient_id)
        row = Reassessment.objects.select_for_update().get(patient_id=patient_id)
        _assess([row], now)
    return row


def patient_freshen(*, patient_id: UUID, now: datetime) -> Reassessment:
    """The patient's assessment as a page shows it: made now when a fact or the date changed since.

    One that cannot be made is noted and never stops the page: `failures` says so.
    """
    waiting = Exists(FactChange.objects.filter(patient_id=OuterRef("patient_id")))
    row = Reassessment.objects.annotate(is_marked=waiting).filter(patient_id=patient_id).first()
    if row is not None and _stands(row, row.is_marked, now):
        return row
    _alone(patient_id, now)
    return Reassessment.objects.get(patient_id=patient_id)


def _stands(row: Reassessment, is_marked: bool, now: datetime) -> bool:
    if row.retry_at is not None and row.retry_at > now:
        return True
    comes = row.reassess_on is not None and row.reassess_on <= timezone.localdate(now)
    return row.assessed_at is not None and not is_marked and not comes


def _batch(now: datetime) -> tuple[int, int]:
    """How many patients were claimed together, and how many of them failed."""
    ids: list[UUID] = []
    try:
        with transaction.atomic():
            ids = _claimed(now)
            _assess([Reassessment(patient_id=patient_id) for patient_id in ids], now)
    except Exception:  # one of them spoils the batch: each is tried alone, and only that one waits
        if not ids:
            raise
        return len(ids), sum(not _alone(patient_id, now) for patient_id in ids)
    return len(ids), 0


def _claimed(now: datetime) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"today": timezone.localdate(now), "now": now, "limit": BATCH})
        return [row[0] for row in cursor.fetchall()]


def _alone(patient_id: UUID, now: datetime) -> bool:
    """True when the patient could be assessed; else the failure is noted for an administrator."""
    try:
        patient_reassess(patient_id=patient_id, now=now)
    except Exception as error:  # whatever it is, it must be seen and must not stop the others
        log.error("assessment failed", patient_id=str(patient_id), error=type(error).__name__)
        _note_failure(patient_id, error, now)
        return False
    return True


def _note_failure(patient_id: UUID, error: Exception, now: datetime) -> None:
    """Where it happened, without the words of the error: they may tell of the patient."""
    row, _ = Reassessment.objects.get_or_create(patient_id=patient_id)
    minutes = RETRY_MINUTES[min(row.failures, len(RETRY_MINUTES) - 1)]
    last = extract_tb(error.__traceback__)[-1]
    row.failures, row.failed_at, row.retry_at = row.failures + 1, now, now + timedelta(minutes=minutes)
    row.error = f"{type(error).__name__} in {last.name}, line {last.lineno}"[:200]
    row.save(update_fields=["failures", "failed_at", "retry_at", "error"])


def _assess(rows: Sequence[Reassessment], now: datetime) -> None:
    """Assess the patients of these rows, which the caller holds."""
    ids = [row.patient_id for row in rows]
    if not ids:
        return
    changes = _take_marks(ids)
    today = timezone.localdate(now)
    patients = Patient.objects.in_bulk(ids)
    found = assessments_of(patients, today)
    for keep in keepers():
        keep(found, now)
    tasks_reconcile(
        patients=patients,
        found={key: found[key].findings if key in found else () for key in patients},
        changes=changes,
        today=today,
        now=now,
    )
    changes_on = _changes_on(patients, found, today)
    for row in rows:
        _note(row, found.get(row.patient_id), changes_on.get(row.patient_id), now)
    Reassessment.objects.bulk_update(rows, COLUMNS)


def _take_marks(ids: Collection[UUID]) -> list[FactChange]:
    """The marks, taken away. Those of transactions that are still open are not seen and stay."""
    marks = list(FactChange.objects.filter(patient_id__in=ids).order_by("id"))
    FactChange.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return marks


def _changes_on(
    patients: Mapping[UUID, Patient], found: Mapping[UUID, Assessment], today: date
) -> dict[UUID, date | None]:
    """When to look again: on the day the rules name, or when the hospital's limits become others before."""
    limits_on = limits_change_on({patient.hospital_id for patient in patients.values()}, today)
    return {
        key: earliest(one.next_change_on, limits_on.get(patients[key].hospital_id))
        for key, one in found.items()
    }


def _note(row: Reassessment, found: Assessment | None, changes_on: date | None, now: datetime) -> None:
    row.assessed_at = now
    row.reassess_on = changes_on
    row.pathway_state = (found.pathway_state or "") if found else ""
    row.data_flags = [flag_note(flag) for flag in found.data_flags] if found else []
    row.failures, row.failed_at, row.retry_at, row.error = 0, None, None, ""
