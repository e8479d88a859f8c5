"""In which order the cases of a meeting are called, and how long they take (product study 4.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from guidelines.mdt.disciplines import Discipline, Seat


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who comes; `leaves_at` None = stays to the end."""

    discipline: Discipline
    leaves_at: time | None = None


def leaves_first_at(seats: Iterable[Seat], experts: Iterable[Expert]) -> time | None:
    """Return when the case loses the first of the places it needs; None when it loses none.

    A place is lost with the last who fills it. One that nobody fills cannot be lost: the order does not help.
    """
    coming = tuple(experts)
    ends = (_place_ends(seat, coming) for seat in seats)
    return min((end for end in ends if end is not None), default=None)


def _place_ends(seat: Seat, experts: tuple[Expert, ...]) -> time | None:
    ends = [expert.leaves_at for expert in experts if expert.discipline in seat]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEntry:
    """One case to be placed; `leaves_at` as `leaves_first_at` says, `wanted_by` None = no day."""

    key: str
    urgent: bool = False
    listed: bool = False
    leaves_at: time | None = None
    wanted_by: date | None = None
    submitted_at: datetime | None = None


def agenda_order(entries: Iterable[AgendaEntry]) -> tuple[str, ...]:
    """Return the keys in the proposed order.

    Urgent cases, then those whose experts leave early, then the rest by the day they are wanted and the
    moment they were submitted; cases that are only listed come last. What is equal stays as it stood.
    """
    return tuple(entry.key for entry in sorted(entries, key=_rank))


def _rank(entry: AgendaEntry) -> tuple[int, time, date, float]:
    group = 3 if entry.listed else 0 if entry.urgent else 2 if entry.leaves_at is None else 1
    submitted = entry.submitted_at.timestamp() if entry.submitted_at else float("inf")
    return group, entry.leaves_at or time.max, entry.wanted_by or date.max, submitted


@dataclass(frozen=True, slots=True)
class Budget:
    """Minutes the cases take and minutes there are."""

    asked: int
    there: int

    @property
    def over(self) -> int:
        """Return the minutes that are missing; 0 when there is time."""
        return max(self.asked - self.there, 0)


def budget_of(minutes: Iterable[int], there: int) -> Budget:
    """Return how the minutes of the cases stand against those of the meeting."""
    return Budget(sum(minutes), there)
