"""One meeting: when and where, what is on, who comes, and what its coordinator can do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from mdt import services
from mdt.enums import MeetingState
from mdt.forms import AnswerForm, CancelForm, GuestForm, MeetingForm
from mdt.models import Invitation, Meeting
from mdt.selectors.boards import limits_of, runs
from mdt.selectors.guests import guests_for
from mdt.selectors.meetings import (
    agenda_of,
    forecast,
    invited_to,
    is_on_holiday,
    is_ready,
    kind_of_day,
    own_invitation,
)
from mdt.views.door import clicked, form_page, meeting_or_404, run_meeting_or_404
from mdt.views.trail import listed
from mdt.wording import Standing, answer_badge, mail_badge, standing_of
from patients.forms.base import RoomForm
from patients.views.saving import saved, status_of, typed


@dataclass(frozen=True, slots=True)
class Asked:
    """One invited person with two badges: the answer, and what became of the mail."""

    invitation: Invitation
    answer: Standing
    mail: Standing | None


@require_safe
@requires(Permission.BOARD_VIEW)
def meeting(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """The page of a meeting."""
    return _page(request, meeting_or_404(request, meeting_id))


@require_POST
@requires(Permission.BOARD_VIEW)
def answer(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """The answer of the person invited; 409 in words for who is not."""
    row, form = meeting_or_404(request, meeting_id), AnswerForm(request.POST)
    invitation = own_invitation(row, request.user)
    if invitation is None:
        messages.warning(request, _("You are not invited to this meeting."))
        return redirect(_here(row))

    def act() -> object:
        return services.invitation_answer(
            by=request.user, invitation=invitation, spec=form.spec(), now=clock.now()
        )

    if saved(request, form, act):
        messages.success(request, _("Your answer is noted."))
        return redirect(_here(row))
    return _page(request, row, answer_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOARD_RUN)
def answer_for(request: SignedInRequest, meeting_id: UUID, invitation_id: UUID) -> HttpResponse:
    """What somebody invited said by phone, written down by whoever runs the board."""
    row = run_meeting_or_404(request, meeting_id)
    rows = row.invitations.filter(withdrawn_at=None).select_related("meeting__board", "user")
    invitation = get_object_or_404(rows, pk=invitation_id)
    form = AnswerForm(typed(request), initial=_said(invitation))

    def act() -> object:
        return services.invitation_answer(
            by=request.user, invitation=invitation, spec=form.spec(), now=clock.now()
        )

    heading = _("Answer for %(name)s") % {"name": invitation.user.name}
    done = _("The answer is noted.")
    return form_page(request, form, act, done, _here(row), heading=heading, board=row.board)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOARD_RUN)
def meeting_move(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Another time or place; who was invited is told."""
    row = run_meeting_or_404(request, meeting_id)
    form = MeetingForm(typed(request), initial=MeetingForm.start(row))

    def act() -> object:
        return services.meeting_move(by=request.user, meeting=row, spec=form.spec(), now=clock.now())

    heading = _("Move the meeting")
    return form_page(
        request, form, act, _("The meeting is moved."), _here(row), heading=heading, board=row.board
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOARD_RUN)
def meeting_cancel(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel it with a reason; who was invited is told, its cases wait for another meeting."""
    row, form = run_meeting_or_404(request, meeting_id), CancelForm(typed(request))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return services.meeting_cancel(by=request.user, meeting=row, reason=reason, now=clock.now())

    heading, word = _("Cancel the meeting"), _("Cancel the meeting")
    done = _("The meeting is cancelled.")
    return form_page(request, form, act, done, _here(row), heading=heading, board=row.board, word=word)


@require_POST
@requires(Permission.BOARD_RUN)
def meeting_publish(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Invite every member."""
    return _pressed(request, meeting_id, services.agenda_publish, _("The members are invited."))


@require_POST
@requires(Permission.BOARD_RUN)
def meeting_open(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """The meeting begins."""
    return _pressed(request, meeting_id, services.meeting_open, _("The meeting is in session."))


def _pressed(
    request: SignedInRequest, meeting_id: UUID, service: Callable[..., object], done: str
) -> HttpResponse:
    """A button that needs nothing but the meeting."""
    row = run_meeting_or_404(request, meeting_id)

    def act() -> object:
        return service(by=request.user, meeting=row, now=clock.now())

    return clicked(request, RoomForm(request.POST), act, done, _here(row))


@require_POST
@requires(Permission.BOARD_RUN)
def guest_add(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Invite somebody who is no member."""
    row = run_meeting_or_404(request, meeting_id)
    form = GuestForm(request.POST, people=guests_for(row.board, clock.today()))

    def act() -> object:
        data = form.cleaned_data
        return services.guest_invite(
            by=request.user, meeting=row, user=data["user"], discipline=data["discipline"], now=clock.now()
        )

    return clicked(request, form, act, _("The guest is invited."), _here(row))


@require_POST
@requires(Permission.BOARD_RUN)
def invitation_gone(request: SignedInRequest, meeting_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Take somebody off the list."""
    row = run_meeting_or_404(request, meeting_id)
    invitation = get_object_or_404(row.invitations.select_related("meeting__board"), pk=invitation_id)

    def act() -> object:
        return services.invitation_withdraw(by=request.user, invitation=invitation, now=clock.now())

    return clicked(request, RoomForm(request.POST), act, _("The person is off the list."), _here(row))


def _here(row: Meeting) -> str:
    return reverse("board:meeting", args=[row.pk])


def _page(request: SignedInRequest, row: Meeting, answer_form: AnswerForm | None = None) -> HttpResponse:
    user, invitations = request.user, list(invited_to(row))
    own = next((one for one in invitations if one.user_id == user.pk), None)
    agenda = agenda_of(row, user)
    listed(request, (line.case for line in agenda if line.is_visible), "meeting")
    is_live = row.cancelled_at is None and row.state in {MeetingState.PLANNED, MeetingState.OPEN}
    context = {
        "meeting": row,
        "board": row.board,
        "day_words": f"{timezone.localtime(row.starts_at):%Y-%m-%d %H:%M}",
        "standing": standing_of(row),
        "day": kind_of_day(row),
        "is_on_holiday": is_on_holiday(row),
        "today": clock.today(),
        "is_ready": is_ready(row, clock.today()),
        "agenda": agenda,
        "asked": [Asked(one, answer_badge(one.answer), mail_badge(_mail(one))) for one in invitations],
        "forecast": forecast(row.board.required, invitations, limits_of(row.board, clock.today())),
        "own": own,
        "can_answer": own is not None and is_live,
        "answer_form": answer_form or _answer_form(own),
        "can_run": runs(user, row.board),
        "is_live": is_live,
        "is_planned": is_live and row.state == MeetingState.PLANNED,
    }
    if context["can_run"]:
        context["guest_form"] = GuestForm(people=guests_for(row.board, clock.today()))
    return render(request, "mdt/board/meeting.html", context, status=status_of(request))


def _mail(invitation: Any) -> Any:
    """The annotation of `invited_to`."""
    return invitation.mail_state


def _answer_form(own: Invitation | None) -> AnswerForm:
    if own is None:
        return AnswerForm()
    return AnswerForm(initial=_said(own))


def _said(invitation: Invitation) -> dict[str, Any]:
    """What the form shows of an answer given before."""
    return {"answer": invitation.answer, "leaves_at": invitation.leaves_at, "note": invitation.note}
