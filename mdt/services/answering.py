"""Doses, scans and other records answer what became of a decision (MDT-08); what a person said stays.

Called by the sweep for every unanswered decision, and after a write for those of the patient it was about.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from guidelines.assessment.assess import Assessment
from guidelines.mdt.followthrough import DecisionOutcome, decision_outcome
from mdt.models import Decision
from mdt.selectors.done import with_facts
from mdt.selectors.followed import UNANSWERED, followed
from worklist.enums import TaskKind
from worklist.services import tasks_close_by_fact

WRITTEN = ["course", "outcome", "done_on", "answered_at"]
# What records can say: they never know why something was not done, so that question stays with a person.
SAID_BY_RECORDS = frozenset({DecisionOutcome.IMPLEMENTED, DecisionOutcome.PARTIAL})


def decisions_answer(now: datetime) -> int:
    """Answer what the records say by now, for everybody (settings.SWEEP_STEPS); how many changed."""
    return _answer(followed().filter(UNANSWERED), now)


def decisions_follow(assessments: Mapping[UUID, Assessment], now: datetime) -> int:
    """The same for patients whose facts changed (settings.ASSESSMENT_KEEPERS).

    A record that was taken back takes its answer with it.
    """
    return decisions_refresh(patient_ids=assessments.keys(), now=now)


def decisions_refresh(*, patient_ids: Collection[UUID], now: datetime) -> int:
    """The answers of the records about these patients, as they stand now; how many changed."""
    return _answer(followed().filter(case__patient__in=patient_ids), now)


@dataclass(slots=True)
class Work:
    """What has to be written, for all decisions together."""

    changed: list[Any] = field(default_factory=list)
    answered: list[Any] = field(default_factory=list)


@transaction.atomic
def _answer(rows: QuerySet[Any], now: datetime) -> int:
    """Hold only what changes: most decisions wait, and whoever writes one must not wait for all."""
    today = timezone.localdate(now)
    open_ = with_facts(rows.filter(answered_by=None, due_on__isnull=False)).order_by("id")
    changing = [row.id for row in open_ if _differs(row, today)]
    if not changing:
        return 0
    held = with_facts(followed().filter(id__in=changing, answered_by=None)).order_by("id")
    work = Work()
    for row in held.select_for_update(of=("self",)):
        _take(work, row, today, now)
    Decision.objects.bulk_update(work.changed, WRITTEN)
    _settle_tasks(work.answered, now)
    return len(work.changed)


def _said(row: Any, today: date) -> tuple[UUID | None, str, date | None]:
    """Course, outcome and its day as the records have it."""
    found = decision_outcome(due_on=row.due_on, done_on=row.fact_on, reviewed_on=today)
    course = row.course_id or row.fact_course
    return (course, found.value, row.fact_on) if found in SAID_BY_RECORDS else (course, "", None)


def _differs(row: Any, today: date) -> bool:
    return _said(row, today) != (row.course_id, row.outcome, row.done_on)


def _take(work: Work, row: Any, today: date, now: datetime) -> None:
    if not _differs(row, today):
        return
    row.course_id, row.outcome, row.done_on = _said(row, today)
    row.answered_at = now if row.outcome else None
    work.changed.append(row)
    if row.outcome and row.task_id is not None:
        work.answered.append(row)


def _settle_tasks(rows: Iterable[Any], now: datetime) -> None:
    for row in rows:
        tasks_close_by_fact(
            patient=row.case.patient,
            kinds=[TaskKind.BOARD_DECISION],
            evidence=row.done_on.isoformat(),
            now=now,
            subject_id=row.id,
        )
