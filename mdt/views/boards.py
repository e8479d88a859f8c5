"""The boards of a hospital, one board with its team and series, and the forms that change them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.enums import Discipline
from accounts.permissions import Permission, SignedInRequest, can, requires
from guidelines.mdt.limits import MeetingFrequency
from guidelines.terms import Text
from mdt import services
from mdt.enums import ApprovalStep
from mdt.forms import BoardForm, MemberForm, SeriesEndForm, SeriesForm
from mdt.models import Board, MeetingSeries
from mdt.selectors.boards import boards_seen, limits_of, members_of, runs
from mdt.views.door import board_or_404, clicked, form_page, run_board_or_404
from patients.forms.base import RoomForm
from patients.views.saving import saved, status_of, typed


@dataclass(frozen=True, slots=True)
class Regular:
    """One series with the words for how often."""

    row: MeetingSeries
    frequency: Text


@require_safe
@requires(Permission.BOARD_VIEW)
def boards(request: SignedInRequest) -> HttpResponse:
    """Every board the user may see."""
    context = {"boards": boards_seen(request.user), "can_run": can(request.user, Permission.BOARD_RUN)}
    return render(request, "mdt/board/boards.html", context)


@require_safe
@requires(Permission.BOARD_VIEW)
def board(request: SignedInRequest, board_id: UUID) -> HttpResponse:
    """One board: what it asks for, who sits on it, when it meets."""
    return _page(request, board_or_404(request, board_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOARD_RUN)
def board_add(request: SignedInRequest) -> HttpResponse:
    """A new board."""
    form = BoardForm(typed(request), user=request.user, initial={"coordinator": request.user})

    def act() -> object:
        return services.board_create(by=request.user, spec=form.spec())

    back = reverse("board:boards")
    return form_page(request, form, act, _("The board is made."), back, heading=_("New board"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOARD_RUN)
def board_change(request: SignedInRequest, board_id: UUID) -> HttpResponse:
    """What the board asks for."""
    row = run_board_or_404(request, board_id)
    form = BoardForm(typed(request), user=request.user, initial=BoardForm.start(row))

    def act() -> object:
        return services.board_change(by=request.user, board=row, spec=form.spec())

    heading = _("Change the board")
    return form_page(request, form, act, _("The board is changed."), _here(row), heading=heading, board=row)


@require_POST
@requires(Permission.BOARD_RUN)
def member_add(request: SignedInRequest, board_id: UUID) -> HttpResponse:
    """Somebody takes a seat."""
    row = run_board_or_404(request, board_id)
    form = MemberForm(request.POST, user=request.user)

    def act() -> object:
        data = form.cleaned_data
        return services.member_add(
            by=request.user, board=row, user=data["user"], discipline=data["discipline"], now=clock.now()
        )

    if saved(request, form, act):
        messages.success(request, _("The member is added."))
        return redirect(_here(row))
    return _page(request, row, member_form=form)


@require_POST
@requires(Permission.BOARD_RUN)
def member_leave(request: SignedInRequest, board_id: UUID, member_id: UUID) -> HttpResponse:
    """Somebody gives the seat up."""
    row = run_board_or_404(request, board_id)
    member = get_object_or_404(row.members.select_related("board"), pk=member_id)

    def act() -> object:
        return services.member_leave(by=request.user, member=member, now=clock.now())

    return clicked(request, RoomForm(request.POST), act, _("The member has left."), _here(row))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOARD_RUN)
def series_add(request: SignedInRequest, board_id: UUID) -> HttpResponse:
    """Regular meetings (MDT-13)."""
    row = run_board_or_404(request, board_id)
    frequency = limits_of(row, clock.today()).mdt_frequency.value
    form = SeriesForm(typed(request), initial={"frequency": frequency})

    def act() -> object:
        return services.series_start(by=request.user, board=row, spec=form.spec(), now=clock.now())

    heading = _("Regular meetings")
    return form_page(
        request, form, act, _("The meetings are planned."), _here(row), heading=heading, board=row
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOARD_RUN)
def series_end(request: SignedInRequest, board_id: UUID, series_id: UUID) -> HttpResponse:
    """The series ends; its meetings after that day are cancelled."""
    row = run_board_or_404(request, board_id)
    series = get_object_or_404(row.series.select_related("board"), pk=series_id)
    form = SeriesEndForm(typed(request), initial={"ends_on": series.ends_on or clock.today()})

    def act() -> object:
        ends_on: date = form.cleaned_data["ends_on"]
        reason = form.cleaned_data["reason"]
        return services.series_end(
            by=request.user, series=series, ends_on=ends_on, reason=reason, now=clock.now()
        )

    heading = _("End the series")
    return form_page(request, form, act, _("The series ends."), _here(row), heading=heading, board=row)


def _here(row: Board) -> str:
    return reverse("board:board", args=[row.pk])


def _page(request: SignedInRequest, row: Board, member_form: MemberForm | None = None) -> HttpResponse:
    today, can_run = clock.today(), runs(request.user, row)
    context = {
        "board": row,
        "members": members_of(row),
        "series": [Regular(one, MeetingFrequency(one.frequency).label) for one in row.series.all()],
        "steps": [ApprovalStep(step).label for step in row.approval],
        "invited": [Discipline(code).label for code in row.disciplines],
        "limits": limits_of(row, today),
        "today": today,
        "can_run": can_run,
        "member_form": member_form or MemberForm(user=request.user),
    }
    return render(request, "mdt/board/board.html", context, status=status_of(request))
