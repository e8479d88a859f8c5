"""Who is asked to a meeting, and what they answer."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Discipline
from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission, can
from mdt.enums import Answer, MailKind, MeetingState
from mdt.models import Invitation, Meeting, MeetingMail
from mdt.selectors.guests import guests_for
from mdt.services.held import meeting_held, must_be_planned, must_run
from mdt.services.mails import mails_write
from mdt.services.seeing import meeting_hide_from
from mdt.specs import AnswerSpec
from patients.services.writing import refuse

LONGEST_NOTE = 200


def members_invite(*, meeting: Meeting, now: datetime) -> int:
    """Invite every active member who is not invited yet; how many. The caller holds the meeting.

    Guests who were asked before the meeting was published hear of it with the members. Somebody who was
    invited and then taken off the list stays off it.
    """
    asked = set(meeting.invitations.values_list("user_id", flat=True))
    members = meeting.board.members.filter(left_on=None, user__is_active=True).exclude(user__in=asked)
    rows = [Invitation(meeting=meeting, user_id=row.user_id, discipline=row.discipline) for row in members]
    Invitation.objects.bulk_create(rows)
    mails_write(meeting=meeting, invitations=_unheard(meeting), kind=MailKind.INVITATION, now=now)
    return len(rows)


def _unheard(meeting: Meeting) -> QuerySet[Invitation]:
    """The people of the list to whom nothing was ever written."""
    written = MeetingMail.objects.filter(invitation=OuterRef("pk"))
    return meeting.invitations.filter(~Exists(written), withdrawn_at=None)


@transaction.atomic
def guest_invite(
    *, by: User, meeting: Meeting, user: User, discipline: Discipline, now: datetime
) -> Invitation:
    """The invitation of somebody who is no member; invited already, nothing changes.

    Raises ValidationError for who takes no part in boards or works in a hospital without an open referral to
    this one (`guests_for`), Conflict when the meeting is not planned.
    """
    must_run(by, meeting.board)
    row = meeting_held(meeting)
    must_be_planned(row)
    refuse({"user": _guest_problem(user, row, now)})
    invitation, is_new = Invitation.objects.get_or_create(
        meeting=row, user=user, defaults={"discipline": discipline}
    )
    is_back = invitation.withdrawn_at is not None
    if is_back:
        _come_back(invitation, row, discipline)
    if (is_new or is_back) and row.published_at is not None:
        mails_write(meeting=row, invitations=[invitation], kind=MailKind.INVITATION, now=now)
    return invitation


def _guest_problem(user: User, meeting: Meeting, now: datetime) -> object:
    if not can(user, Permission.BOARD_VIEW):
        return _("This role takes no part in boards.")
    if not guests_for(meeting.board, timezone.localdate(now)).filter(pk=user.pk).exists():
        return _("This person's hospital has no open referral to this board.")
    return None


def _come_back(invitation: Invitation, meeting: Meeting, discipline: Discipline) -> None:
    """Invited again, under a new number: a calendar that took the cancellation hears the later word."""
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    invitation.withdrawn_at, invitation.answer, invitation.discipline = None, Answer.NEEDS_ACTION, discipline
    invitation.answered_at = invitation.answered_by = None
    invitation.save(update_fields=["withdrawn_at", "answer", "discipline", "answered_at", "answered_by"])


@transaction.atomic
def invitation_withdraw(*, by: User, invitation: Invitation, now: datetime) -> Invitation:
    """The person is no longer expected, and told so if invited by mail. A second click changes nothing.

    Raises Conflict when the meeting is not planned any more.
    """
    must_run(by, invitation.meeting.board)
    meeting = meeting_held(invitation.meeting)
    must_be_planned(meeting)
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        mails_write(meeting=meeting, invitations=[row], kind=MailKind.CANCELLATION, now=now)
        meeting_hide_from(meeting=meeting, user_id=row.user_id, today=timezone.localdate(now))
    return row


@transaction.atomic
def invitation_answer(*, by: User, invitation: Invitation, spec: AnswerSpec, now: datetime) -> Invitation:
    """The invitation with the answer of the person it is for; a later answer replaces it.

    The person answers, or whoever runs the board, who was told by phone: who did is on record. Raises
    ValidationError for a leaving time before the meeting begins, Conflict when the meeting is over,
    cancelled, or the person is no longer invited.
    """
    if invitation.user_id != by.pk:
        must_run(by, invitation.meeting.board)
    meeting = meeting_held(invitation.meeting)
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    is_live = meeting.cancelled_at is None and meeting.state in {MeetingState.PLANNED, MeetingState.OPEN}
    if row.withdrawn_at is not None or not is_live:
        raise Conflict(_("This invitation is over: it was withdrawn, or the meeting is closed or cancelled."))
    refuse({"leaves_at": _too_early(spec, meeting), "note": _too_long(spec.note)})
    stays = spec.answer in {Answer.DECLINED, Answer.NEEDS_ACTION}
    row.answer, row.note = spec.answer, spec.note.strip()
    row.leaves_at = None if stays else spec.leaves_at
    row.answered_at, row.answered_by = now, by
    row.save(update_fields=["answer", "note", "leaves_at", "answered_at", "answered_by"])
    return row


def _too_early(spec: AnswerSpec, meeting: Meeting) -> object:
    begins = timezone.localtime(meeting.starts_at).time()
    if spec.leaves_at is None or spec.leaves_at > begins:
        return None
    return _("The meeting begins at %(time)s: give a later time, or decline.") % {"time": f"{begins:%H:%M}"}


def _too_long(note: str) -> object:
    text = _("Too long: at most %(most)s characters.")
    return text % {"most": LONGEST_NOTE} if len(note.strip()) > LONGEST_NOTE else None
