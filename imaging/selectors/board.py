"""The scan board: what asks for something today, the longest overdue first, and its numbers."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from guidelines.imaging.limits import DEFAULT_IMAGING_LIMITS
from imaging.models import ImagingSlot
from imaging.selectors.slots import QC_PENDING, WITH_STUDY, booked_ahead, in_question, slots_of
from patients.selectors import visible_to
from worklist.models import ContactLog

# So long a settled slot stays on the board, at its end.
SETTLED_DAYS = DEFAULT_IMAGING_LIMITS.scan_lead_days


class Show(StrEnum):
    """Which part of the board is shown."""

    ALL = ""
    LATE = "late"
    QC = "qc"
    BOOKED = "booked"
    SOON = "soon"
    SETTLED = "settled"


PARTS = tuple(one.value for one in Show if one)


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """How the board is narrowed. `kind` is a SlotKind, empty: both; `doctor` None: everybody."""

    show: Show = Show.ALL
    kind: str = ""
    doctor: UUID | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many slots stand in each part; a CT that is late and unread counts in both of its parts."""

    every: int
    late: int
    qc: int
    booked: int
    soon: int
    settled: int


def board_rows(*, user: User, filters: BoardFilters, today: date) -> QuerySet[Any]:
    """The slots shown, the longest overdue first; each with its `contacts`.

    Behind them bone windows of CTs that a later slot has taken the place of, and what is settled.
    """
    rows = _narrowed(_board(user, today), filters).filter(_parts(today)[filters.show])
    behind = Case(
        When(_settled(today), then=Value(2)),
        When(_old_reading(today), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    related = rows.select_related("patient__responsible_doctor", "patient__department", "waived_by")
    placed = related.annotate(contacts=_contacts(), behind=behind).order_by("behind", "due_on", "id")
    return placed.prefetch_related(WITH_STUDY)


def board_numbers(*, user: User, filters: BoardFilters, today: date) -> Numbers:
    """The numbers above the list, by its examination and doctor; one query."""
    parts = _parts(today)
    counts = {part.name.lower(): Count("pk", filter=condition) for part, condition in parts.items() if part}
    found = _narrowed(_board(user, today), filters).aggregate(every=Count("pk"), **counts)
    return Numbers(**found)


def board_doctors(user: User) -> QuerySet[User]:
    """The responsible doctors of everybody with a slot the user may see."""
    patients = visible_to(user).filter(imaging_slots__withdrawn_at=None, imaging_slots__isnull=False)
    return User.objects.filter(id__in=patients.values("responsible_doctor_id")).order_by("name")


def _board(user: User, today: date) -> QuerySet[ImagingSlot]:
    return slots_of(user).filter(_on_board(today))


def _on_board(today: date) -> Q:
    return in_question(today) | QC_PENDING | _settled(today)


def _settled(today: date) -> Q:
    since = today - timedelta(days=SETTLED_DAYS)
    done = Q(is_fulfilled=True, study__done_on__gte=since)
    return done | Q(study=None, waived_at__date__gte=since)


def _old_reading(today: date) -> Q:
    """Its CT was done, and the next slot is overdue itself: only the reading of the old images is left."""
    return QC_PENDING & Q(next_takes_over_on__lte=today)


def _parts(today: date) -> dict[Show, Q]:
    """The parts of the board. An appointment ahead takes a slot out of what is late or due soon."""
    waits = Q(study=None, waived_at=None) & ~booked_ahead(today)
    return {
        Show.ALL: Q(),
        Show.LATE: (waits | QC_PENDING) & ~_old_reading(today) & Q(overdue_from__lte=today),
        Show.QC: QC_PENDING,
        Show.BOOKED: Q(study=None, waived_at=None) & booked_ahead(today),
        Show.SOON: waits & Q(overdue_from__gt=today),
        Show.SETTLED: _settled(today),
    }


def part(name: str, today: date) -> Q:
    """What a part of the board holds, by its name; what is on no board today is in none."""
    return _on_board(today) & _parts(today)[Show(name)]


def _narrowed(rows: QuerySet[ImagingSlot], filters: BoardFilters) -> QuerySet[ImagingSlot]:
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.doctor is not None:
        rows = rows.filter(patient__responsible_doctor=filters.doctor)
    return rows


def _contacts() -> Coalesce:
    """How often somebody was phoned about the slot."""
    calls = ContactLog.objects.filter(subject_id=OuterRef("pk")).order_by().values("subject_id")
    return Coalesce(Subquery(calls.annotate(number=Count("pk")).values("number")), Value(0))
