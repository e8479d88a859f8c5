"""A case goes to the board of another hospital: exactly that patient, exactly those people, until a day."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from mdt.enums import CaseState, MailKind
from mdt.models import Board, BoardReferral, Case, Invitation, Meeting
from mdt.models.cases import UNDER_WAY
from mdt.selectors.boards import seats_of
from mdt.selectors.referred import boards_elsewhere, can_end, is_live
from mdt.services import casework
from mdt.services.attempts import attempt
from mdt.services.held import must_run
from mdt.services.mails import mails_write
from mdt.services.seeing import case_hide_from_board
from mdt.specs.following import ReferralSpec
from patients.enums import AccessReason
from patients.models import Patient
from patients.selectors import visible_to
from patients.services.lent_access import access_lend, access_take_back
from patients.services.writing import for_a_time_only, locked, must, refuse

LONGEST = timedelta(days=366)
LONGEST_QUESTION, LONGEST_REASON = 2000, 300


@transaction.atomic
def case_refer(
    *, by: User, patient: Patient, spec: ReferralSpec, today: date, now: datetime
) -> BoardReferral:
    """The referral with its case; the people of that board see the patient to the end of `until` (MDT-12).

    The same referral twice is one. Raises ValidationError by field, and for who sees the patient for a time
    only; Conflict when that board has a case of the patient under way; PermissionDenied when the patient is
    not the user's to send.
    """
    must(by, Permission.CASE_REFER)
    row = locked(patient.id)
    refuse(_problems(row, spec, today))
    board = Board.objects.get(pk=spec.board_id)
    if not visible_to(by).filter(pk=row.pk).exists() or by.hospital_id != row.hospital_id:
        raise PermissionDenied
    refuse({"__all__": for_a_time_only(by, row)})
    standing = _under_way(row, board)
    if standing is not None:
        return _same(standing, by, spec)
    return _sent(by, row, board, spec, now)


def _sent(by: User, patient: Patient, board: Board, spec: ReferralSpec, now: datetime) -> BoardReferral:
    case = Case.objects.create(
        patient=patient,
        board=board,
        lane=spec.lane,
        question=spec.question.strip(),
        state=CaseState.SUBMITTED,
        submitted_at=now,
        submitted_by=by,
    )
    people = User.objects.filter(id__in=seats_of(board))
    reason = AccessReason.REFERRAL
    access_lend(by=by, patient=patient, users=list(people), until=spec.until, reason=reason)
    return BoardReferral.objects.create(
        case=case,
        from_hospital_id=patient.hospital_id,
        reason=spec.reason.strip(),
        until=spec.until,
        referred_by=by,
    )


def _under_way(patient: Patient, board: Board) -> Case | None:
    rows = Case.objects.filter(patient=patient, board=board, state__in=UNDER_WAY)
    return rows.select_related("referral").first()


def _same(case: Case, by: User, spec: ReferralSpec) -> BoardReferral:
    """The referral that stands, when this very one is sent again."""
    found: BoardReferral | None = getattr(case, "referral", None)
    if found is None or found.referred_by_id != by.id or case.question != spec.question.strip():
        raise Conflict(_("That board has a case of this patient under way already."))
    return found


@transaction.atomic
def referral_accept(
    *, by: User, referral: BoardReferral, meeting: Meeting, today: date, now: datetime
) -> BoardReferral:
    """The referral, accepted: its case on the agenda of `meeting`, its sender invited, from afar.

    Raises PermissionDenied for who does not run the board, ValidationError for a meeting that takes no cases
    or lies behind the end of the access, Conflict for a referral that is over. Twice is once.
    """
    row = _held(referral)
    must_run(by, row.case.board)
    if row.accepted_at is not None:
        return row
    if row.ended_at is not None or row.until < today or row.case.state not in UNDER_WAY:
        raise Conflict(_("This referral is over."))
    refuse({"meeting": _meeting_problem(row, meeting, now)})
    casework.placed(by, row.case, meeting, now, state=CaseState.ACCEPTED, accepted_by=by)
    _invite(row, meeting, now)
    row.accepted_at, row.accepted_by = now, by
    row.save(update_fields=["accepted_at", "accepted_by"])
    return row


def _meeting_problem(row: BoardReferral, meeting: Meeting, now: datetime) -> object:
    wrong = casework.wrong_meeting(meeting, row.case.board, now)
    return wrong or casework.behind_the_access(row.case, meeting)


def _invite(row: BoardReferral, meeting: Meeting, now: datetime) -> None:
    """The sender presents the case from afar, for the discipline of the department.

    The mail goes with those of the members, at once when they were invited before.
    """
    sender = row.referred_by
    invitation, is_new = Invitation.objects.get_or_create(
        meeting=meeting,
        user=sender,
        defaults={
            "discipline": sender.department.discipline if sender.department else "UPPER_HOSPITAL",
            "note": row.from_hospital.name[:200],
        },
    )
    if is_new and meeting.published_at is not None:
        mails_write(meeting=meeting, invitations=[invitation], kind=MailKind.INVITATION, now=now)


@transaction.atomic
def referral_end(*, by: User, referral: BoardReferral, now: datetime) -> BoardReferral:
    """The referral, ended before its day: the board's people see the patient no more. Twice is once.

    A case that was not concluded is withdrawn with it. Raises PermissionDenied for anybody but the sender's
    people and those who run the board.
    """
    row = _held(referral)
    if not can_end(by, row):
        raise PermissionDenied
    if row.ended_at is not None:
        return row
    row.ended_at, row.ended_by = now, by
    row.save(update_fields=["ended_at", "ended_by"])
    _close(by, row.case, now)
    lost = _lost(row, timezone.localdate(now))
    access_take_back(patient=row.case.patient, user_ids=lost, reason=AccessReason.REFERRAL)
    return row


def referrals_lapse(now: datetime) -> int:
    """Withdraw the cases that no board concluded before its access ended; how many.

    Nobody there sees them any more: they would hold up the end of their meeting and every new referral.
    """
    over = BoardReferral.objects.filter(
        ended_at=None, until__lt=timezone.localdate(now), case__state__in=UNDER_WAY
    )
    return sum(
        attempt(partial(_lapse, row, now), "referral_not_lapsed", referral=str(row.pk))
        for row in over.select_related("case").order_by("id")
    )


@transaction.atomic
def _lapse(referral: BoardReferral, now: datetime) -> bool:
    case = _held(referral).case
    if case.state not in UNDER_WAY:
        return False
    reason = str(_("The access of the referral ended before the case was concluded."))
    casework.ended(case, now, state=CaseState.WITHDRAWN, ended_reason=reason)
    return True


def _close(by: User, case: Case, now: datetime) -> None:
    """A case that was not concluded is withdrawn; what the board was shown is taken back in any case."""
    if case.state in UNDER_WAY:
        reason = str(_("The referral was ended."))
        casework.ended(case, now, state=CaseState.WITHDRAWN, ended_by=by, ended_reason=reason)
    else:
        case_hide_from_board(case=case, today=timezone.localdate(now))


def _lost(row: BoardReferral, today: date) -> set[UUID]:
    """Who sits on this board, or sat on it, and on no other one to which the patient is referred still."""
    others = BoardReferral.objects.filter(is_live(today), case__patient=row.case.patient_id)
    boards = [other.case.board for other in others.select_related("case__board")]
    gone = row.case.board.members.exclude(left_on=None).values_list("user_id", flat=True)
    return (seats_of(row.case.board) | set(gone)) - set[UUID]().union(*(seats_of(board) for board in boards))


def _held(referral: BoardReferral) -> BoardReferral:
    """The referral, held; its patient before, as everybody does who changes a patient's cases."""
    locked(referral.case.patient_id)
    rows = BoardReferral.objects.select_for_update(of=("self",))
    related = rows.select_related("case__patient", "case__board", "from_hospital", "referred_by__department")
    return related.get(pk=referral.pk)


def _problems(patient: Patient, spec: ReferralSpec, today: date) -> dict[str, object]:
    away = boards_elsewhere(patient).filter(pk=spec.board_id).exists()
    return {
        "board": None if away else _("Choose a board of another hospital."),
        "question": casework.bad_words(spec.question, LONGEST_QUESTION, _("Please write the question.")),
        "reason": casework.bad_words(spec.reason, LONGEST_REASON, _("Please give a reason.")),
        "until": _until_problem(spec.until, today),
    }


def _until_problem(until: date, today: date) -> object:
    if until < today:
        return _("This day is past. Accepted: today or later.")
    return _("Not after %(day)s.") % {"day": today + LONGEST} if until > today + LONGEST else None
