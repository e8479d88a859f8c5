"""The coordinator's board: which cases are ready, what is missing where, and one click for each answer."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.models import User
from accounts.permissions import Permission, SignedInRequest, requires
from imaging.slot_forms import Ids
from mdt.case_words import Badge, clock_words, lane_badge, ready_badge, reason_words, state_badge
from mdt.enums import CaseState, DeferralReason, Lane
from mdt.forms.cases import DeferForm, LaneForm
from mdt.models import Case
from mdt.models.cases import UNDER_WAY
from mdt.selectors.boards import boards_handled_by
from mdt.selectors.cases import WITH_ALL, cases_of
from mdt.selectors.readiness import Standing, standings_of
from mdt.services.asking import owners_ask
from mdt.services.triage import case_accept, case_defer, case_triage
from mdt.views.case_door import back_to, case_or_404, pressed
from mdt.views.trail import listed
from patients.forms.base import RoomForm
from patients.views.door import patient_page
from patients.views.saving import saved, status_of, typed

MOST = 200
SAID_BY_ITSELF = [(one.value, one.label) for one in DeferralReason if one is not DeferralReason.OTHER]


class AskForm(RoomForm):
    """Cases that were ticked."""

    case = Ids(required=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the board."""

    standing: Standing
    state: Badge
    lane: Badge
    ready: Badge
    clock: str
    reasons: str
    is_submitted: bool
    is_proposed: bool
    lanes: tuple[tuple[str, str], ...]


@require_safe
@requires(Permission.BOARD_RUN)
def board(request: SignedInRequest) -> HttpResponse:
    """Cases under way, urgent first, then by the hours to their deadline."""
    standings = standings_of(_cases(request.user), clock.now(), clock.today())
    listed(request, (standing.case for standing in standings), "case board")
    lines = [_line(standing) for standing in sorted(standings, key=_rank)]
    context = {
        "today": clock.today(),
        "lines": lines,
        "boards": boards_handled_by(request.user),
        "ready": sum(1 for line in lines if line.standing.is_ready),
        "waiting": sum(1 for line in lines if line.is_submitted),
        "proposed": sum(1 for line in lines if line.is_proposed),
        "late": sum(1 for line in lines if line.standing.is_late),
        "deferrals": SAID_BY_ITSELF,
    }
    return render(request, "mdt/case/board.html", context)


@require_POST
@requires(Permission.BOARD_RUN)
def accept(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Put the case on the agenda."""
    case = case_or_404(request, case_id)
    done = _("The case is on the agenda.")
    pressed(request, lambda: case_accept(by=request.user, case=case, now=clock.now()), done)
    return back_to(request, case)


@require_POST
@requires(Permission.BOARD_RUN)
def lane(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Put the case into a lane."""
    case, form = case_or_404(request, case_id), LaneForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose one of the lanes."))
        return back_to(request, case)
    chosen = form.cleaned_data["lane"]
    words = _("The chair has been told.") if chosen == Lane.URGENT else _("The lane is changed.")
    pressed(request, lambda: case_triage(by=request.user, case=case, lane=chosen, now=clock.now()), words)
    return back_to(request, case)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOARD_RUN)
def defer(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Carry the case over to another meeting, with the reason."""
    case, now = case_or_404(request, case_id), clock.now()
    form = DeferForm(typed(request), case=case, now=now)

    def act() -> object:
        to_meeting = form.cleaned_data["to_meeting"]
        return case_defer(by=request.user, case=case, spec=form.spec(), to_meeting=to_meeting, now=now)

    if saved(request, form, act):
        messages.success(request, _("The case waits for the other meeting."))
        return redirect("case:board")
    context = {"heading": _("Defer the case"), "case": case, "form": form}
    return patient_page(request, "mdt/case/form.html", case.patient, status_of(request), **context)


@require_POST
@requires(Permission.BOARD_RUN)
def ask(request: SignedInRequest) -> HttpResponse:
    """Ask the owners of everything the ticked cases lack."""
    form = AskForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["case"]:
        messages.warning(request, _("Tick the cases whose owners should be asked."))
        return redirect("case:board")
    wanted = [case for case in _cases(request.user) if case.id in set(form.cleaned_data["case"])]
    new = owners_ask(by=request.user, cases=wanted, now=clock.now())
    words = ngettext("%(number)s new question to the owners.", "%(number)s new questions to the owners.", new)
    messages.success(request, words % {"number": new})
    return redirect("case:board")


def _cases(user: User) -> list[Case]:
    rows = cases_of(user).filter(board__in=boards_handled_by(user), state__in=UNDER_WAY)
    return list(rows.select_related(*WITH_ALL).order_by("meeting__starts_at", "created_at")[:MOST])


def _rank(standing: Standing) -> tuple[bool, timedelta, bool]:
    hours = standing.hours_left
    waits = timedelta.max if hours is None else timedelta(hours=hours)
    return standing.case.lane != Lane.URGENT, waits, standing.case.state == CaseState.ACCEPTED


def _line(standing: Standing) -> Line:
    case = standing.case
    return Line(
        standing=standing,
        state=state_badge(case),
        lane=lane_badge(case),
        ready=ready_badge(standing),
        clock=clock_words(standing),
        reasons=reason_words(case),
        is_submitted=case.state == CaseState.SUBMITTED,
        is_proposed=case.state == CaseState.PROPOSED,
        lanes=tuple((one.value, str(one.label)) for one in Lane if one != case.lane),
    )
