"""The list on the left of the room's screen: every case of the meeting, how far it is, which one is shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from django.db.models import Count, Exists, F, OuterRef, Q

from accounts.models import User
from guidelines.mdt.dataset import CaseItem
from mdt.enums import CaseState, Work
from mdt.models import Case, Meeting, TimeSpent
from mdt.models.cases import ON_AGENDA
from mdt.selectors.gaps import Gaps
from patients.selectors import visible_to

NO_GAPS: Gaps = MappingProxyType({})
# A page says every few seconds that it is there; after this silence it was closed.
SILENCE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One case. `name` empty: the user may not see this patient. `number` counts as the list does.

    `missing`: what must be on record and is not; None: nobody has looked, or the user may not know.
    """

    case: Case
    number: int
    name: str
    decided: int
    opinions: int
    is_shown: bool
    missing: tuple[CaseItem, ...] | None = None

    @property
    def is_closed(self) -> bool:
        """Whether the case is concluded."""
        return self.case.state == CaseState.CLOSED


def agenda_of(meeting: Meeting, user: User, now: datetime, gaps: Gaps = NO_GAPS) -> list[AgendaRow]:
    """The cases in their order, each with what `gaps` says of it; two queries for any number of them."""
    shown = case_on_screen(meeting, now)
    seen = visible_to(user).filter(pk=OuterRef("patient_id"))
    rows = meeting.cases.filter(state__in=ON_AGENDA).select_related("patient")
    counted = rows.annotate(
        is_visible=Exists(seen),
        decided=Count("decisions", filter=Q(decisions__voided_at=None), distinct=True),
        told=Count("opinions", distinct=True),
    ).order_by(F("place").asc(nulls_last=True), "submitted_at", "id")
    return [
        AgendaRow(
            case=row,
            number=number,
            name=row.patient.name if row.is_visible else "",
            decided=row.decided,
            opinions=row.told,
            is_shown=shown is not None and shown.case_id == row.id,
            missing=gaps.get(row.id) if row.is_visible else None,
        )
        for number, row in enumerate(counted, start=1)
    ]


def case_on_screen(meeting: Meeting, now: datetime) -> TimeSpent | None:
    """The clock that runs in this meeting; None when nobody shows a case."""
    rows = TimeSpent.objects.filter(case__meeting=meeting, work=Work.DISCUSSION, ended_at=None)
    return rows.filter(seen_at__gte=now - SILENCE).order_by("started_at").first()


def seconds_on(case: Case) -> int:
    """How long the case was on the screen; a running clock counts up to when it was last seen."""
    rows = case.time_spent.filter(work=Work.DISCUSSION)
    return int(sum((_last(row) - row.started_at).total_seconds() for row in rows))


def _last(row: TimeSpent) -> datetime:
    return row.ended_at or row.seen_at or row.started_at


def next_to(rows: list[AgendaRow], case: Case) -> tuple[AgendaRow | None, AgendaRow | None]:
    """The case before and the case after this one, among those the user may see."""
    seen = [row for row in rows if row.name]
    at = next((place for place, row in enumerate(seen) if row.case.id == case.id), None)
    if at is None:
        return None, None
    return (seen[at - 1] if at else None), (seen[at + 1] if at + 1 < len(seen) else None)
