"""The agenda of a meeting: built in one click, changed by keyboard, buttons or dragging, published."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from guidelines.mdt.agenda import budget_of
from mdt.case_words import lane_badge, ready_badge, reason_words
from mdt.enums import Lane
from mdt.forms.cases import MoveForm
from mdt.models import Case, Meeting
from mdt.selectors.boards import boards_handled_by
from mdt.selectors.cases import agenda_of
from mdt.selectors.papers import papers_for
from mdt.selectors.readiness import Standing, standings_of
from mdt.services.agenda import CHANGEABLE, agenda_build, agenda_move, agenda_publish
from mdt.views.case_door import pressed
from mdt.views.trail import listed
from patients.selectors import visible_to


@require_safe
@requires(Permission.BOARD_RUN)
def agenda(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """The cases in their order and the minutes they take."""
    return _page(request, _meeting(request, meeting_id))


@require_POST
@requires(Permission.BOARD_RUN)
def build(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Propose the order."""
    meeting = _meeting(request, meeting_id)
    return _changed(request, meeting, lambda: agenda_build(by=request.user, meeting=meeting))


@require_POST
@requires(Permission.BOARD_RUN)
def move(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Give one case another number."""
    meeting, form = _meeting(request, meeting_id), MoveForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("This row could not be moved. Open the agenda again."))
        return redirect("case:agenda", meeting.id)
    visible = agenda_of(meeting).filter(patient__in=visible_to(request.user))
    case = get_object_or_404(visible, pk=form.cleaned_data["case"])
    place = form.cleaned_data["place"]

    def act() -> object:
        return agenda_move(by=request.user, meeting=meeting, case=case, place=place)

    return _changed(request, meeting, act)


@require_POST
@requires(Permission.BOARD_RUN)
def publish(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """Publish the agenda."""
    meeting = _meeting(request, meeting_id)
    done = _("The agenda is published.")
    pressed(request, lambda: agenda_publish(by=request.user, meeting=meeting, now=clock.now()), done)
    return redirect("case:agenda", meeting.id)


def minutes_of(case: Case) -> int:
    """Minutes planned for a case; one that is only listed is taken as read."""
    if case.budget_minutes is not None:
        return case.budget_minutes
    return 0 if case.lane == Lane.LISTED else case.board.minutes_per_case


def _meeting(request: SignedInRequest, meeting_id: UUID) -> Meeting:
    rows = Meeting.objects.filter(board__in=boards_handled_by(request.user)).select_related("board")
    return get_object_or_404(rows, pk=meeting_id)


def _page(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    cases = list(agenda_of(meeting).filter(patient__in=visible_to(request.user)))
    listed(request, cases, "agenda")
    rows = [_row(standing) for standing in standings_of(cases, clock.now(), clock.today())]
    context = {
        "meeting": meeting,
        "rows": rows,
        "budget": budget_of((minutes_of(case) for case in cases), meeting.duration_minutes),
        "papers": papers_for(request.user, [meeting], get_language()),
        "can_change": meeting.state in CHANGEABLE and meeting.cancelled_at is None,
    }
    return render(request, "mdt/case/agenda.html", context)


def _row(standing: Standing) -> dict[str, object]:
    case = standing.case
    return {
        "case": case,
        "lane": lane_badge(case),
        "ready": ready_badge(standing),
        "reasons": reason_words(case),
        "minutes": minutes_of(case),
        "up": max((case.place or 1) - 1, 1),
        "down": (case.place or 0) + 1,
    }


def _changed(request: SignedInRequest, meeting: Meeting, act: Callable[[], object]) -> HttpResponse:
    """The agenda in its new order: htmx takes the list from it, anybody else comes back to the page.

    Sending htmx to another page would break off what the user has pressed meanwhile.
    """
    if pressed(request, act) and getattr(request, "htmx", None):
        return _page(request, meeting)
    return redirect("case:agenda", meeting.id)
