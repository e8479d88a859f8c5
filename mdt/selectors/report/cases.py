"""Cases concluded in the meetings of a period: lane, waiting time, readiness, SAF-05, minutes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from bonetherapy.models import Course
from guidelines.rates import Rate, Standing, median, rate_of, rounded, standing
from mdt.enums import CaseState, Lane, Work
from mdt.models import Board, Case, Meeting, TimeSpent
from patients.enums import MetastasisStatus
from worklist.enums import TaskKind
from worklist.models import Task

MINUTE = 60  # seconds


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One concluded case; `has_metastasis` None: not known whether bone metastasis stood by that day."""

    case_id: UUID
    meeting_id: UUID
    lane: Lane
    starts_at: datetime
    submitted_at: datetime | None
    has_metastasis: bool | None
    has_statement: bool
    is_treated: bool


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes spent on a case: their median, of how many cases, and of how many nothing was measured."""

    median: Decimal | None
    cases: int
    unknown: int


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """`waiting_days`: median from submission to the meeting, of `waiting_of` cases.

    `complete`: of what was asked of the owners, everything had its answer at the deadline; unknown are the
    cases of which nothing was asked: how complete they were was not kept. `statement` is SAF-05; `treated`
    counts those without one that had a bone-modifying course on that day.
    """

    count: int
    lanes: Mapping[Lane, int]
    waiting_days: Decimal | None
    waiting_of: int
    in_time: Rate
    complete: Rate
    statement: Rate
    treated: int
    minutes: Mapping[Work, Minutes]


def case_rows(held: Sequence[Meeting]) -> list[CaseRow]:
    """The concluded cases of these meetings; one query."""
    day = TruncDate("meeting__starts_at")
    running = Course.objects.filter(patient_id=OuterRef("patient_id"), first_due_on__lte=OuterRef("day"))
    still = Q(stopped_on=None) | Q(stopped_on__gt=OuterRef("day"))
    rows = Case.objects.filter(meeting__in=held, state=CaseState.CLOSED).annotate(
        day=day,
        starts_at=F("meeting__starts_at"),
        status=F("patient__bone_metastasis__status"),
        confirmed_on=F("patient__bone_metastasis__confirmed_on"),
        is_treated=Exists(running.filter(still)),
    )
    return [_row(row) for row in rows.order_by("day", "place", "id")]


def _row(case: Case) -> CaseRow:
    facts = vars(case)
    return CaseRow(
        case_id=case.pk,
        meeting_id=facts["meeting_id"],
        lane=Lane(case.lane),
        starts_at=facts["starts_at"],
        submitted_at=case.submitted_at,
        has_metastasis=_has_metastasis(facts["status"], facts["confirmed_on"], facts["day"]),
        has_statement=bool(case.drug_statement),
        is_treated=facts["is_treated"],
    )


def _has_metastasis(status: str | None, confirmed_on: date | None, day: date) -> bool | None:
    """Whether it was confirmed by that day; a confirmation later than that is none of this meeting."""
    if status == MetastasisStatus.CONFIRMED:
        return None if confirmed_on is None else confirmed_on <= day
    return False if status == MetastasisStatus.EXCLUDED else None


def case_figures(board: Board, rows: Sequence[CaseRow]) -> CaseFigures:
    """What is said of these cases; two queries."""
    lanes = Counter(row.lane for row in rows)
    days = [_waited(row.submitted_at, row.starts_at) for row in rows if row.submitted_at]
    notice = timedelta(hours=board.deadline_hours)
    silent = [row for row in rows if row.has_metastasis and not row.has_statement]
    return CaseFigures(
        count=len(rows),
        lanes={lane: lanes[lane] for lane in Lane},
        waiting_days=median(days),
        waiting_of=len(days),
        in_time=rate_of(
            standing(None if row.submitted_at is None else row.submitted_at <= row.starts_at - notice)
            for row in rows
        ),
        complete=_complete(rows, notice),
        statement=rate_of(standing(row.has_statement, inside=row.has_metastasis) for row in rows),
        treated=sum(row.is_treated for row in silent),
        minutes=_minutes({row.case_id for row in rows}),
    )


def _waited(submitted_at: datetime, starts_at: datetime) -> int:
    """Days by the calendar of the hospital."""
    return (timezone.localtime(starts_at).date() - timezone.localtime(submitted_at).date()).days


def _complete(rows: Sequence[CaseRow], notice: timedelta) -> Rate:
    asked: dict[UUID, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    tasks = Task.objects.filter(kind=TaskKind.CASE_ITEM, subject_id__in=[row.case_id for row in rows])
    for case_id, asked_at, closed_at in tasks.values_list("subject_id", "created_at", "closed_at"):
        if case_id is not None:
            asked[case_id].append((asked_at, closed_at))
    return rate_of(_completeness(asked[row.case_id], row.starts_at - notice) for row in rows)


def _completeness(asked: Sequence[tuple[datetime, datetime | None]], deadline: datetime) -> Standing:
    """Unknown when nothing was asked before the deadline."""
    before = [closed_at for asked_at, closed_at in asked if asked_at <= deadline]
    if not before:
        return standing(None)
    return standing(all(closed_at is not None and closed_at <= deadline for closed_at in before))


def _minutes(case_ids: Collection[UUID]) -> dict[Work, Minutes]:
    """A page that was closed said nothing more: its time ended when it was last seen."""
    until = Coalesce("ended_at", "seen_at", "started_at")
    rows = TimeSpent.objects.filter(case_id__in=case_ids).order_by().values("case_id", "work")
    spent: dict[Work, list[int]] = {work: [] for work in Work}
    for row in rows.annotate(time=Sum(until - F("started_at"))):
        spent[Work(row["work"])].append(round(row["time"].total_seconds() / MINUTE))
    return {work: _of_work(minutes, len(case_ids)) for work, minutes in spent.items()}


def _of_work(minutes: Sequence[int], cases: int) -> Minutes:
    middle = median(minutes)
    return Minutes(None if middle is None else rounded(middle), len(minutes), cases - len(minutes))
