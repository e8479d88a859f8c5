"""Boards and their members."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from accounts.models import Hospital, User
from accounts.permissions import Permission, can
from mdt.enums import ApprovalStep, CaseState, MeetingState
from mdt.models import Board, BoardMember, Case, Invitation
from mdt.services.held import must_run
from mdt.services.invitations import invitation_withdraw, members_invite
from mdt.services.proposing import proposals_take_back
from mdt.specs import BoardSpec
from patients.services.writing import must, refuse


@transaction.atomic
def board_create(*, by: User, spec: BoardSpec) -> Board:
    """A new board of the user's hospital.

    Raises ValidationError for a name that is taken, people who cannot lead it, numbers that make no sense.
    """
    must(by, Permission.BOARD_RUN)
    if by.hospital_id is None:
        raise PermissionDenied
    _refuse_problems(spec, by.hospital_id)
    return Board.objects.create(hospital_id=by.hospital_id, **_columns(spec))


@transaction.atomic
def board_change(*, by: User, board: Board, spec: BoardSpec) -> Board:
    """The board as it is from now on; meetings that exist keep their place. Raises as above.

    One that meets no more takes back what the rules proposed to it, and has no case of a person under way.
    """
    must_run(by, board)
    _refuse_problems(spec, board.hospital_id, board)
    for name, value in _columns(spec).items():
        setattr(board, name, value)
    board.save(update_fields=list(_columns(spec)))
    if not board.is_active:
        proposals_take_back(board=board)
    return board


@transaction.atomic
def member_add(*, by: User, board: Board, user: User, discipline: Discipline, now: datetime) -> BoardMember:
    """The seat; somebody who sits there already changes to this discipline. Published meetings invite too.

    Raises ValidationError for somebody of another hospital or whose role takes no part in boards.
    """
    must_run(by, board)
    refuse({"user": _cannot_sit(user, board.hospital_id)})
    row, _is_new = BoardMember.objects.update_or_create(
        board=board, user=user, left_on=None, defaults={"discipline": discipline}
    )
    for meeting in board.meetings.filter(state="PLANNED", cancelled_at=None, starts_at__gt=now).exclude(
        published_at=None
    ):
        members_invite(meeting=meeting, now=now)
    return row


@transaction.atomic
def member_leave(*, by: User, member: BoardMember, now: datetime) -> BoardMember:
    """The seat is free from today; meetings to come do not expect the person. Left once, it stays so."""
    must_run(by, member.board)
    row = BoardMember.objects.select_for_update().select_related("board", "user").get(pk=member.pk)
    if row.left_on is not None:
        return row
    row.left_on = timezone.localdate(now)
    row.save(update_fields=["left_on"])
    planned = row.board.meetings.filter(state=MeetingState.PLANNED, cancelled_at=None, starts_at__gt=now)
    asked = Invitation.objects.filter(user=row.user, withdrawn_at=None, meeting__in=planned)
    for invitation in asked.select_related("meeting__board"):
        invitation_withdraw(by=by, invitation=invitation, now=now)
    return row


def _columns(spec: BoardSpec) -> dict[str, Any]:
    return {
        "name": spec.name.strip(),
        "chair": spec.chair,
        "coordinator": spec.coordinator,
        "disciplines": _codes({*spec.disciplines, *spec.required}),
        "required": _codes(spec.required),
        "quorum": spec.quorum,
        "place": spec.place.strip(),
        "video_link": spec.video_link.strip(),
        "minutes_per_case": spec.minutes_per_case,
        "deadline_hours": spec.deadline_hours,
        "outcome_after_days": spec.outcome_after_days,
        "approval": [str(step) for step in spec.approval],
        "medical_affairs": spec.medical_affairs,
        "is_active": spec.is_active,
    }


def _codes(disciplines: Iterable[Discipline]) -> list[str]:
    """Their codes in the order of the vocabulary (VOC-01)."""
    asked = {str(one) for one in disciplines}
    return [code for code in Discipline.values if code in asked]


def _refuse_problems(spec: BoardSpec, hospital_id: UUID, board: Board | None = None) -> None:
    """Holds the hospital, so that of two boards of one name the second is refused in words."""
    Hospital.objects.select_for_update(no_key=True).get(pk=hospital_id)
    same = Board.objects.filter(hospital_id=hospital_id, name=spec.name.strip())
    taken = (same.exclude(pk=board.pk) if board else same).exists()
    refuse(
        {
            "name": _("There is a board of this name already.") if taken else _unnamed(spec),
            "chair": _cannot_sit(spec.chair, hospital_id),
            "coordinator": _cannot_run(spec.coordinator, hospital_id),
            "quorum": _too_many(spec),
            "medical_affairs": _cannot_sign(spec, hospital_id),
            "minutes_per_case": None if spec.minutes_per_case else _("At least one minute."),
            "is_active": _left_behind(spec, board),
        }
    )


def _left_behind(spec: BoardSpec, board: Board | None) -> object:
    """Nobody handles the cases of a board that meets no more: they would stand on no list."""
    if spec.is_active or board is None:
        return None
    waiting = Case.objects.filter(board=board, state__in=[CaseState.SUBMITTED, CaseState.ACCEPTED])
    words = _("Cases are under way at this board: conclude or withdraw them first.")
    return words if waiting.exists() else None


def _unnamed(spec: BoardSpec) -> object:
    return None if spec.name.strip() else _("Please name the board.")


def _cannot_sit(user: User, hospital_id: UUID) -> object:
    """What is wrong with a person as chair or member; None when nothing is."""
    if user.hospital_id != hospital_id:
        return _("This person belongs to another hospital: invite them to a meeting as a guest.")
    return None if can(user, Permission.BOARD_VIEW) else _("This role takes no part in boards.")


def _cannot_run(user: User, hospital_id: UUID) -> object:
    fits = user.hospital_id == hospital_id and can(user, Permission.BOARD_RUN)
    return None if fits else _("This person cannot run a board here.")


def _cannot_sign(spec: BoardSpec, hospital_id: UUID) -> object:
    """A step that nobody can take would leave the minutes open for good."""
    signer = spec.medical_affairs
    if signer is None:
        asked = ApprovalStep.MEDICAL_AFFAIRS in spec.approval
        return _("Please say who signs for the medical affairs office.") if asked else None
    fits = signer.hospital_id == hospital_id and can(signer, Permission.MINUTES_SIGN)
    return None if fits else _("This person cannot sign minutes here.")


def _too_many(spec: BoardSpec) -> object:
    if spec.quorum is None or 1 <= spec.quorum <= len(Discipline):
        return None
    return _("From 1 to %(most)s disciplines.") % {"most": len(Discipline)}
