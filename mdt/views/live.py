"""The meeting in session: the case on the screen, what changes meanwhile, who is there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.errors import Conflict
from accounts.permissions import Permission, SignedInRequest, requires
from guidelines.mdt.quorum import AttendanceMode
from mdt.forms.decisions import GuestForm
from mdt.models import BoardMember, Invitation, Meeting
from mdt.selectors.agenda_live import agenda_of, case_on_screen
from mdt.selectors.meetings_live import leads
from mdt.selectors.presence import Person, presence_of
from mdt.services.attendance import attendance_record, attendance_remove
from mdt.services.live import case_show, meeting_begin
from mdt.specs.attendance import AttendanceSpec
from mdt.views.live_desk import FORM, desk_page
from mdt.views.live_door import Spot, glance_or_404, meeting_or_404, spot_or_404
from mdt.views.live_state import digest_of, state_context
from patients.views.saving import saved, status_of, typed

ABSENT = "ABSENT"


@require_safe
@requires(Permission.BOARD_VIEW)
def meeting(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """To the case the room looks at, else to the first one that is not concluded.

    Whoever runs a meeting without a case is told so; for anybody else there is nothing here.
    """
    row = meeting_or_404(request, meeting_id)
    rows = [one for one in agenda_of(row, request.user, clock.now()) if one.name]
    if not rows and not leads(request.user, row):
        raise Http404
    if not rows:
        return render(request, "mdt/live/empty.html", {"meeting": row})
    shown = case_on_screen(row, clock.now())
    wanted = [one for one in rows if shown and one.case.id == shown.case_id]
    waiting = [one for one in rows if not one.is_closed]
    first = next(iter(wanted or waiting or rows))
    return redirect("live:case", row.id, first.case.id)


@require_safe
@requires(Permission.BOARD_VIEW)
def case(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """The case, with an empty desk on the right."""
    return desk_page(request, spot_or_404(request, meeting_id, case_id))


@require_safe
@requires(Permission.BOARD_VIEW)
def state(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """What changed since the digest a page shows (`?seen=`); nothing (204) when nothing did."""
    return _state(request, glance_or_404(request, meeting_id, case_id))


@require_POST
@requires(Permission.BOARD_RUN)
def show(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """The same from the page of whoever runs the meeting: the clock of this case goes on."""
    spot = glance_or_404(request, meeting_id, case_id)
    case_show(by=request.user, case=spot.case, now=clock.now())
    return _state(request, spot)


def _state(request: SignedInRequest, spot: Spot, **more: Any) -> HttpResponse:
    context = state_context(spot, **more)
    digest = digest_of(context | {"open_bench": ""}, request)
    seen = request.POST.get("seen") or request.GET.get("seen")
    if seen == digest:
        return HttpResponse(status=204)
    answer = render(request, "mdt/live/state.html", context | {"digest": digest, "is_swap": True})
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@requires(Permission.BOARD_RUN)
def begin(request: SignedInRequest, meeting_id: UUID) -> HttpResponse:
    """The meeting begins."""
    row = meeting_or_404(request, meeting_id)
    if not leads(request.user, row):
        raise Http404
    try:
        meeting_begin(by=request.user, meeting=row, now=clock.now())
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("live:meeting", row.id)


@require_POST
@requires(Permission.DECISION_RECORD)
def attendance(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """Tick one person: `tick` is who and how, `<id>:REMOTE`; ABSENT takes the tick away."""
    spot = spot_or_404(request, meeting_id, case_id)
    code, _colon, mode = request.POST.get("tick", "").partition(":")
    person = _person(spot, code)
    if person is not None:
        _tick(request, spot.meeting, person, mode)
    if getattr(request, "htmx", None):
        return _state(request, spot, open_bench=str(person.discipline) if person else "")
    return redirect(spot.url("case"))


def _person(spot: Spot, code: str) -> Person | None:
    benches = presence_of(spot.meeting, spot.today).benches
    return next((one for bench in benches for one in bench.people if code and one.code == code), None)


def _tick(request: SignedInRequest, row: Meeting, person: Person, mode: str) -> None:
    try:
        if mode == ABSENT and person.row is not None:
            attendance_remove(by=request.user, meeting=row, row_id=person.row.id)
        elif mode in set(AttendanceMode):
            attendance_record(by=request.user, meeting=row, spec=_seat(row, person, AttendanceMode(mode)))
    except Conflict as conflict:
        messages.error(request, str(conflict))


def _seat(row: Meeting, person: Person, mode: AttendanceMode) -> AttendanceSpec:
    user = person.row.user if person.row else None
    if user is None and person.user_id is not None:
        seats: list[BoardMember | Invitation] = [*row.board.members.all(), *row.invitations.all()]
        user = next((one.user for one in seats if one.user_id == person.user_id), None)
    hospital = person.row.hospital if person.row else ""
    return AttendanceSpec(
        user=user, name=person.name, discipline=person.discipline, mode=mode, hospital=hospital
    )


@require_http_methods(FORM)
@requires(Permission.DECISION_RECORD)
def guest(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """Somebody without a seat who takes part."""
    spot = spot_or_404(request, meeting_id, case_id)
    form = GuestForm(typed(request), auto_id="guest_%s")

    def act() -> object:
        return attendance_record(by=request.user, meeting=spot.meeting, spec=form.spec())

    if saved(request, form, act):
        messages.success(request, _("Attendance is recorded."))
        return redirect(spot.url("case"))
    return desk_page(request, spot, status=status_of(request), guest_form=form)
