"""Meetings of a period: how many, with how many cases, who came (QI-24, QI-25, MDT-03)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils import timezone

from guidelines.mdt.disciplines import Discipline
from guidelines.mdt.limits import MdtLimits
from guidelines.mdt.meetings import MeetingRecord, UnitFigures, unit_figures
from guidelines.mdt.quorum import quorum_check, required_check
from guidelines.rates import Rate, rate_of, standing
from guidelines.reading.limit_values import limits_from
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS
from mdt.models import Attendance, Board, BoardMember, Invitation, Meeting
from mdt.models.meetings import LIVE
from mdt.periods import Period
from mdt.selectors.meetings import OVER
from mdt.selectors.report.cases import CaseRow
from patients.models import LimitsVersion

Present = Mapping[UUID, frozenset[Discipline]]
Met = Callable[[date, frozenset[Discipline]], bool]


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """`quorum` and `complete`: of the meetings with an attendance list; the others are unknown in both."""

    unit: UnitFigures
    quorum: Rate
    complete: Rate
    required: tuple[Discipline, ...]


def held_in(board: Board, period: Period) -> list[Meeting]:
    """The meetings of the period that are over, the first one first."""
    begin, end = period.moments()
    rows = board.meetings.filter(LIVE, state__in=OVER, starts_at__gte=begin, starts_at__lt=end)
    return list(rows.order_by("starts_at", "id"))


def meeting_figures(board: Board, held: Sequence[Meeting], cases: Collection[CaseRow]) -> MeetingFigures:
    """What is said of these meetings; four queries."""
    came = _attendance(held)
    present = {key: _disciplines(row.discipline for row in rows) for key, rows in came.items()}
    required = _disciplines(board.required)
    limits = _limits(board, held)
    return MeetingFigures(
        unit=unit_figures(_records(board, held, cases, came, present)),
        quorum=_rate(held, present, lambda day, there: quorum_check(there, limits[day]) is None),
        complete=_rate(held, present, lambda _day, there: required_check(there, required) is None),
        required=tuple(one for one in Discipline if one in required),
    )


def day_of(meeting: Meeting) -> date:
    """The day of the meeting in the hospital."""
    return timezone.localtime(meeting.starts_at).date()


def _attendance(held: Sequence[Meeting]) -> dict[UUID, list[Attendance]]:
    found: dict[UUID, list[Attendance]] = defaultdict(list)
    for row in Attendance.objects.filter(meeting__in=held).order_by():
        found[row.meeting_id].append(row)
    return found


def _disciplines(codes: Iterable[str]) -> frozenset[Discipline]:
    return frozenset(Discipline(code) for code in codes if code in set(Discipline))


def _rate(held: Sequence[Meeting], present: Present, is_met: Met) -> Rate:
    """Of the meetings with an attendance list."""
    return rate_of(
        standing(is_met(day_of(one), present[one.pk]) if one.pk in present else None) for one in held
    )


def _limits(board: Board, held: Sequence[Meeting]) -> dict[date, MdtLimits]:
    """What the hospital asked for on each of these days; the board may ask for a number of its own."""
    rows = LimitsVersion.objects.filter(hospital_id=board.hospital_id, approved_at__isnull=False)
    versions = list(rows.order_by("-version"))
    found = {}
    for day in map(day_of, held):
        begun = next((row for row in versions if row.effective_from <= day), None)
        limits = (DEFAULT_HOSPITAL_LIMITS if begun is None else limits_from(begun.values)).mdt
        found[day] = limits if board.quorum is None else replace(limits, mdt_quorum=board.quorum)
    return found


def _records(
    board: Board,
    held: Sequence[Meeting],
    cases: Collection[CaseRow],
    came: Mapping[UUID, list[Attendance]],
    present: Present,
) -> list[MeetingRecord]:
    """Each meeting as MDT-09 reads it; without an attendance list nobody is known to have come or not."""
    number = Counter(case.meeting_id for case in cases)
    asked, seats = _asked(held), list(BoardMember.objects.filter(board=board))
    records = []
    for one in held:
        there = {row.user_id for row in came.get(one.pk, ())}
        regulars = _regulars(seats, one) & asked[one.pk] if there else set()
        records.append(
            MeetingRecord(
                held_on=day_of(one),
                cases=number[one.pk],
                disciplines=present.get(one.pk, frozenset()),
                regulars_invited=len(regulars),
                regulars_present=len(regulars & there),
            )
        )
    return records


def _asked(held: Sequence[Meeting]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for meeting_id, user_id in Invitation.objects.filter(meeting__in=held, withdrawn_at=None).values_list(
        "meeting_id", "user_id"
    ):
        found[meeting_id].add(user_id)
    return found


def _regulars(seats: Iterable[BoardMember], meeting: Meeting) -> set[UUID]:
    """Who sat on the board that day."""
    day = day_of(meeting)
    return {
        seat.user_id
        for seat in seats
        if seat.created_at <= meeting.starts_at and (seat.left_on is None or seat.left_on > day)
    }
