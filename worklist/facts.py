"""This room's part of a patient's record: what people answered to findings (settings.FACT_SOURCES)."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone

from guidelines.record.board import Answer
from patients.record.grouping import Parts, Ref, by_patient, together
from worklist.enums import TaskKind, TaskState
from worklist.models import Task


def record_parts(patient_ids: Collection[UUID], on: date, ref: Ref) -> Parts:
    """`answers` of each patient: findings that a person settled, with the words as the reason; one query."""
    settled = Task.objects.filter(
        patient_id__in=patient_ids, kind=TaskKind.FINDING, state=TaskState.DONE, closed_by__isnull=False
    )
    return together(
        patient_ids, answers=by_patient(settled.order_by("closed_at"), lambda row: _answer(row, ref))
    )


def _answer(row: Task, ref: Ref) -> Answer:
    on = None if row.closed_at is None else timezone.localdate(row.closed_at)
    return Answer(on=on, ref=ref(row.id), code=row.code, subject=row.subject, reason=row.evidence)
