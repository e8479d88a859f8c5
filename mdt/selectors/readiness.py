"""What a case still lacks, whom that is asked of, and until when (MDT-06; product study 6.1)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from accounts.enums import Role
from guidelines.assessment.chart import Chart
from guidelines.assessment.dossier import items_held
from guidelines.day import Day
from guidelines.mdt.dataset import WEIGHTS, CaseItem, Weight, missing_items
from guidelines.mdt.disciplines import Discipline, Seat, in_order, missing_seats
from guidelines.mdt.triggers import TRIGGERS, case_seats
from mdt.models import Case
from mdt.selectors.cases import deadline_of
from patients.selectors.limits import hospital_limits_for
from patients.selectors.whole import records_of
from worklist.enums import TaskKind, TaskState
from worklist.models import Task

NURSES = (CaseItem.PAIN, CaseItem.CALCIUM, CaseItem.CLEARANCE, CaseItem.DENTAL, CaseItem.ALP)
OWNER: Mapping[CaseItem, Role] = MappingProxyType(
    dict.fromkeys(CaseItem, Role.ONCOLOGIST) | dict.fromkeys(NURSES, Role.NURSE)
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One missing item. `owner` is the responsible doctor's name where it is theirs, else empty.

    `asked`: its owner has an open task.
    """

    item: CaseItem
    weight: Weight
    role: Role
    owner: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How ready a case is. `deadline` None: it has no meeting yet; the deadline warns, it locks nothing."""

    case: Case
    gaps: tuple[Gap, ...]
    seats: tuple[tuple[Discipline, ...], ...]
    deadline: datetime | None
    hours_left: int | None

    @property
    def must(self) -> tuple[Gap, ...]:
        """What has to be there."""
        return tuple(gap for gap in self.gaps if gap.weight is Weight.MUST)

    @property
    def wanted(self) -> tuple[Gap, ...]:
        """What is asked of owners: all but what is only nice to have."""
        return tuple(gap for gap in self.gaps if gap.weight is not Weight.NICE)

    @property
    def is_ready(self) -> bool:
        """True when nothing that must be there is missing and every place is filled."""
        return not self.must and not self.seats

    @property
    def is_late(self) -> bool:
        """True when the deadline has passed and something is still asked for."""
        return self.hours_left is not None and self.hours_left < 0 and bool(self.wanted)


def standings_of(cases: Collection[Case], now: datetime, today: date) -> list[Standing]:
    """How ready each case is; the number of queries does not depend on how many there are.

    Each case needs its patient, board and meeting loaded.
    """
    missing = missing_of(cases, today)
    asked = _asked({case.id for case in cases})
    coming = _disciplines(cases)
    return [_standing(case, missing[case.id], asked, coming[case.id], now) for case in cases]


def missing_of(cases: Collection[Case], today: date) -> dict[UUID, tuple[CaseItem, ...]]:
    """The items that the record does not hold, by case."""
    patients = {case.patient_id: case.patient for case in cases}
    records = records_of(patients.keys(), today)
    limits = hospital_limits_for({patient.hospital_id for patient in patients.values()}, today)
    charts = {
        key: Chart(records[key], Day(today), limits[patient.hospital_id]) for key, patient in patients.items()
    }
    return {
        case.id: missing_items(
            items_held(charts[case.patient_id], question=case.question, wish=case.patient_wish)
        )
        for case in cases
    }


def seats_of(case: Case) -> tuple[Seat, ...]:
    """The places that the triggers of the case ask for; none for a case that only a person submitted."""
    pulled = tuple(trigger for trigger in TRIGGERS if trigger.rule.rule_id in case.triggers)
    return case_seats(pulled) if pulled else ()


def item_key(case: Case, item: CaseItem) -> str:
    """The one key of the task that asks for an item of a case."""
    return f"case:{case.id}:{item.value}"


def _asked(case_ids: Collection[UUID]) -> set[str]:
    rows = Task.objects.filter(subject_id__in=case_ids, kind=TaskKind.CASE_ITEM, state=TaskState.OPEN)
    return set(rows.values_list("key", flat=True))


def _disciplines(cases: Collection[Case]) -> dict[UUID, frozenset[Discipline]]:
    """Whom the board of each case invites."""
    return {case.id: frozenset(Discipline(code) for code in case.board.disciplines) for case in cases}


def _standing(
    case: Case,
    missing: tuple[CaseItem, ...],
    asked: Collection[str],
    coming: frozenset[Discipline],
    now: datetime,
) -> Standing:
    deadline = None if case.meeting is None else deadline_of(case.meeting, case.board)
    return Standing(
        case=case,
        gaps=tuple(_gap(case, item, asked) for item in missing),
        seats=tuple(in_order(seat) for seat in missing_seats(seats_of(case), coming)),
        deadline=deadline,
        hours_left=None if deadline is None else (deadline - now) // timedelta(hours=1),
    )


def _gap(case: Case, item: CaseItem, asked: Collection[str]) -> Gap:
    doctor = case.patient.responsible_doctor
    is_doctors = OWNER[item] == Role.ONCOLOGIST and doctor is not None
    return Gap(
        item=item,
        weight=WEIGHTS[item],
        role=OWNER[item],
        owner=doctor.name if is_doctors and doctor else "",
        asked=item_key(case, item) in asked,
    )
