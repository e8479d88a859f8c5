"""Who is there, discipline by discipline, and whether that is enough (MDT-03, MDT-11)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from accounts.enums import Discipline
from accounts.models import User
from guidelines.findings import Finding
from guidelines.mdt.disciplines import Discipline as Seat
from guidelines.mdt.quorum import AttendanceMode, quorum_check
from mdt.models import Attendance, Meeting
from patients.selectors.limits import hospital_limits


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody expected or ticked; `row` None: not ticked, so not there."""

    name: str
    user_id: UUID | None
    discipline: Discipline
    row: Attendance | None

    @property
    def mode(self) -> str:
        """`ON_SITE`, `REMOTE`, empty for somebody who is not there."""
        return self.row.mode if self.row else ""

    @property
    def code(self) -> str:
        """How a form names the person: the account, of a guest the row."""
        return str(self.user_id or (self.row.id if self.row else ""))


@dataclass(frozen=True, slots=True)
class Bench:
    """One discipline with its people."""

    discipline: Discipline
    is_required: bool
    people: tuple[Person, ...]

    @property
    def on_site(self) -> int:
        """How many are in the room."""
        return sum(person.mode == AttendanceMode.ON_SITE for person in self.people)

    @property
    def remote(self) -> int:
        """How many take part from elsewhere."""
        return sum(person.mode == AttendanceMode.REMOTE for person in self.people)

    @property
    def is_there(self) -> bool:
        """Whether anybody of it is."""
        return bool(self.on_site or self.remote)


@dataclass(frozen=True, slots=True)
class Presence:
    """Everybody. `quorum`: what is missing, None when the meeting is complete."""

    benches: tuple[Bench, ...]
    quorum: Finding | None

    @property
    def missing(self) -> list[Bench]:
        """Disciplines the board cannot do without and that are not there."""
        return [bench for bench in self.benches if bench.is_required and not bench.is_there]


def presence_of(meeting: Meeting, today: date) -> Presence:
    """The people of a meeting; the same number of queries for any number of them."""
    people = tuple(_people(meeting))
    board = meeting.board
    named = [*board.disciplines, *board.required, *(person.discipline for person in people)]
    benches = tuple(
        Bench(one, one in board.required, tuple(p for p in people if p.discipline == one))
        for one in Discipline
        if one in named
    )
    present = [Seat(bench.discipline) for bench in benches if bench.is_there]
    limits = hospital_limits(board.hospital_id, today).mdt
    if board.quorum:
        limits = replace(limits, mdt_quorum=board.quorum)
    return Presence(benches, quorum_check(present, limits))


def _people(meeting: Meeting) -> Iterable[Person]:
    rows = list(meeting.attendance.all())
    ticked = {row.user_id: row for row in rows if row.user_id}
    expected = _expected(meeting)
    for user, discipline in expected.values():
        row = ticked.get(user.id)
        yield Person(user.name, user.id, Discipline(row.discipline if row else discipline), row)
    for row in rows:
        if row.user_id not in expected:
            yield Person(row.name, row.user_id, Discipline(row.discipline), row)


def _expected(meeting: Meeting) -> dict[UUID, tuple[User, str]]:
    """Members of the board, and whoever was asked to come; a member's seat stands."""
    asked = meeting.invitations.filter(withdrawn_at=None).select_related("user")
    seats = meeting.board.members.filter(left_on=None).select_related("user")
    found = {row.user.id: (row.user, row.discipline) for row in asked}
    return found | {row.user.id: (row.user, row.discipline) for row in seats}
