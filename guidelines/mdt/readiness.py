"""Is a case ready for the meeting: which lines of the record and which chairs are still empty."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guidelines.mdt.disciplines import Discipline, Seat, missing_seats
from guidelines.mdt.record import PARTS, RecordItem, RecordPart, summary_lines
from guidelines.terms import Text

# The meeting itself fills its own lines; only the reason it is asked for must be there before.
BEFORE_THE_MEETING = frozenset(
    item for part, items in PARTS.items() if part is not RecordPart.MEETING for item in items
) | {RecordItem.TRIGGERS}


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a case still lacks before it is presented; nothing here keeps an urgent case from the meeting."""

    missing_items: tuple[RecordItem, ...]
    missing_seats: tuple[Seat, ...]

    @property
    def ready(self) -> bool:
        """Return whether nothing is missing."""
        return not self.missing_items and not self.missing_seats


def case_readiness(
    known: Mapping[RecordItem, Text | None], seats: tuple[Seat, ...], invited: Iterable[Discipline]
) -> Readiness:
    """Return the lines of MDT-06 not yet recorded and the places nobody is invited to fill."""
    empty = tuple(
        line.item for line in summary_lines(known) if line.item in BEFORE_THE_MEETING and not line.recorded
    )
    return Readiness(empty, missing_seats(seats, frozenset(invited)))
