"""This room's part of a patient's record: what people answered to findings (settings.FACT_SOURCES)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from guidelines.record.board import Answer
from patients.record.grouping import Parts, Ref, by_patient, together
from patients.record.rows import RecordRows
from worklist.enums import TaskKind, TaskState
from worklist.models import Task


def settled(patient_ids: Collection[UUID]) -> QuerySet[Task]:
    """The findings about these patients that a person settled."""
    done = {"kind": TaskKind.FINDING, "state": TaskState.DONE, "closed_by__isnull": False}
    return Task.objects.filter(patient_id__in=patient_ids, **done).order_by("closed_at")


def record_parts(rows: RecordRows, on: date, ref: Ref) -> Parts:
    """`answers` of each patient: findings that a person settled, with the words as the reason; one query."""
    answers = by_patient(rows.asked(settled), lambda row: _answer(row, ref))
    return together(rows.patient_ids, answers=answers)


def _answer(row: Task, ref: Ref) -> Answer:
    on = None if row.closed_at is None else timezone.localdate(row.closed_at)
    return Answer(on=on, ref=ref(row.id), code=row.code, subject=row.subject, reason=row.evidence)
