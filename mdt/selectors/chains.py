"""One chain for page, API and minutes: decision -> course -> doses -> what the next meeting hears of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from bonetherapy.enums import DoseState
from bonetherapy.models import Dose
from bonetherapy.selectors.protocols import house_limits
from bonetherapy.selectors.timeline import days_late, slack_days
from guidelines.bone.interruptions import InterruptionReason
from mdt.models import Case
from mdt.selectors.followed import Stage, followed, stage_of
from patients.models import Patient
from patients.selectors.whole import OpenRecord

SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseTale:
    """The doses since the decision whose turn has come, and the next one.

    `late`: given after the days of grace, or not given yet although they are over. `reasons` (VOC-17) are
    those of late and of missed doses, each once; empty: none is recorded. `next_on` None: none is planned.
    """

    due: int
    late: int
    missed: int
    reasons: tuple[InterruptionReason, ...]
    next_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One decision with what became of it; `doses` None: it became no course."""

    decision: Any
    stage: Stage
    doses: DoseTale | None


def chains_of(
    patient: Patient, *, today: date, before: Case | None = None, limit: int = SHOWN
) -> tuple[Link, ...]:
    """The last decisions about the patient, of the newest meeting first; three queries at most.

    `before` leaves out the decisions of that case itself: it is the one under discussion.
    """
    rows = decisions_of([patient.id])
    if before is not None:
        rows = rows.exclude(case=before)
    return links_of(rows[:limit], patient=patient, today=today)


def decisions_of(patient_ids: Collection[UUID]) -> QuerySet[Any]:
    """What boards decided about these patients, of the newest meeting first."""
    rows = followed().filter(case__patient__in=patient_ids)
    return rows.order_by("-decided_on", "case_id", "number")


def links_in(record: OpenRecord, *, before: Case | None = None, limit: int = SHOWN) -> tuple[Link, ...]:
    """The same chains for a page that has opened the record: its doses and limits are not read again."""
    known = record.rows.asked(decisions_of)
    decisions = [row for row in known if before is None or row.case_id != before.id][:limit]
    doses = _by_course(record.rows.all(Dose)) if decisions else {}
    slack = slack_days(record.limits.drugs) if decisions else 0
    return tuple(_link(row, doses, slack, record.today) for row in decisions)


def links_of(rows: Iterable[Any], *, patient: Patient, today: date) -> tuple[Link, ...]:
    """The chains of these rows of `followed`, all about one patient."""
    decisions = list(rows)
    doses = _doses_of([row.course_id for row in decisions if row.course_id])
    slack = slack_days(house_limits(patient.hospital_id, today)) if doses else 0
    return tuple(_link(row, doses, slack, today) for row in decisions)


def _doses_of(courses: Sequence[UUID]) -> Mapping[UUID, list[Dose]]:
    if not courses:
        return {}
    return _by_course(Dose.objects.filter(course__in=courses))


def _by_course(doses: Iterable[Dose]) -> Mapping[UUID, list[Dose]]:
    """The doses that were not cancelled, in their order."""
    found: dict[UUID, list[Dose]] = {}
    for dose in sorted(doses, key=lambda dose: (dose.number, dose.due_on)):
        if dose.state != DoseState.CANCELLED:
            found.setdefault(dose.course_id, []).append(dose)
    return found


def _link(row: Any, doses: Mapping[UUID, list[Dose]], slack: int, today: date) -> Link:
    since = [dose for dose in doses.get(row.course_id, []) if _day_of(dose) >= row.decided_on]
    tale = dose_tale(since, slack=slack, today=today) if row.course_id else None
    return Link(decision=row, stage=stage_of(row, today), doses=tale)


def _day_of(dose: Dose) -> date:
    return dose.given_on or dose.planned_on


def dose_tale(doses: Sequence[Dose], *, slack: int, today: date) -> DoseTale:
    """What is to be said of these doses of one course; held ones wait and are not due."""
    late = [dose for dose in doses if _days_late(dose, today) > slack]
    missed = [dose for dose in doses if dose.state == DoseState.NOT_GIVEN]
    planned = [dose.planned_on for dose in doses if dose.state == DoseState.PLANNED and dose not in late]
    given = [dose for dose in doses if dose.state == DoseState.GIVEN]
    waits = [dose for dose in late if dose.state == DoseState.PLANNED]
    codes = dict.fromkeys(dose.interruption_reason for dose in [*late, *missed] if dose.interruption_reason)
    return DoseTale(
        due=len(given) + len(missed) + len(waits),
        late=len(late),
        missed=len(missed),
        reasons=tuple(InterruptionReason(code) for code in codes),
        next_on=min(planned, default=None),
    )


def _days_late(dose: Dose, today: date) -> int:
    """Of a dose given, or of one that still waits; 0 for what was held or not given."""
    if dose.state == DoseState.PLANNED:
        return max((today - dose.due_on).days, 0)
    return days_late(dose)
