"""Which signatures a meeting needs, which are there, and whose turn it is (Board.approval, in its order)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.enums import Discipline
from accounts.models import User
from accounts.permissions import Permission, can
from mdt.enums import ApprovalStep, MeetingState
from mdt.models import Attendance, Meeting, SignOff

SIGNING = ("board__hospital", "board__chair", "board__coordinator", "board__medical_affairs")


@dataclass(frozen=True, slots=True)
class Needed:
    """One signature: any one of `signers` may give it; `given` None: it is not there yet."""

    step: ApprovalStep
    discipline: str
    signers: tuple[User, ...]
    given: SignOff | None

    def may_sign(self, user: User) -> bool:
        """Whether this person may give it now."""
        return self.given is None and user.id in {signer.id for signer in self.signers}


def needed(meeting: Meeting) -> tuple[Needed, ...]:
    """Every signature the board asks for, in its order; empty for a board that asks for none.

    Of a discipline one person who was there signs. Guests without an account, and people whose role signs
    nothing, leave no signature open: nobody could ever give it.
    """
    given = {(row.step, row.discipline): row for row in meeting.signatures.all()}
    wanted = [part for step in meeting.board.approval for part in _parts(meeting, ApprovalStep(step))]
    return tuple(
        Needed(step, discipline, signers, given.get((str(step), discipline)))
        for step, discipline, signers in wanted
    )


def _parts(meeting: Meeting, step: ApprovalStep) -> list[tuple[ApprovalStep, str, tuple[User, ...]]]:
    board = meeting.board
    if step is ApprovalStep.DISCIPLINES:
        there = _signers(meeting)
        return [(step, code, tuple(there[code])) for code in Discipline.values if code in there]
    person = board.chair if step is ApprovalStep.CHAIR else board.medical_affairs
    return [(step, "", (person,) if person is not None else ())]


def _signers(meeting: Meeting) -> dict[str, list[User]]:
    found: dict[str, list[User]] = {}
    for row in meeting.attendance.all():
        if row.user is not None and can(row.user, Permission.MINUTES_SIGN):
            found.setdefault(row.discipline, []).append(row.user)
    return found


def at_turn(signatures: Iterable[Needed]) -> tuple[Needed, ...]:
    """The open signatures of the first step that is not complete: the chair signs after the disciplines."""
    still = [one for one in signatures if one.given is None]
    return tuple(one for one in still if one.step is still[0].step)


def to_sign(user: User) -> list[Meeting]:
    """Closed meetings that wait for a signature of this person now, the oldest first.

    Asked on every page. Most days there is none, and then nobody asks for the people of their boards.
    """
    possible = _possible(user)
    return [meeting for meeting in possible if is_at_turn(meeting, user)] if possible.exists() else []


def is_at_turn(meeting: Meeting, user: User) -> bool:
    """Whether one of the open signatures is this person's."""
    return any(one.may_sign(user) for one in at_turn(needed(meeting)))


def nobodys_turn() -> list[Meeting]:
    """Closed meetings of which no signature is open, the oldest first."""
    return [meeting for meeting in _closed() if not at_turn(needed(meeting))]


def _possible(user: User) -> QuerySet[Meeting]:
    came = Attendance.objects.filter(meeting=OuterRef("pk"), user=user)
    return _closed().filter(Exists(came) | Q(board__chair=user) | Q(board__medical_affairs=user))


def _closed() -> QuerySet[Meeting]:
    """An index holds the closed meetings alone."""
    rows = Meeting.objects.filter(state=MeetingState.CLOSED, cancelled_at=None)
    return (
        rows.select_related(*SIGNING)
        .prefetch_related("attendance__user", "signatures__signed_by")
        .order_by("closed_at", "id")
    )
