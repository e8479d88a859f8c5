"""Cases sent to the boards of other hospitals: sent out, accepted, ended."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from mdt.enums import CaseState, Lane
from mdt.following_words import link_words, mark_of
from mdt.forms.following import AcceptForm, ReferralForm
from mdt.models import BoardReferral, Meeting
from mdt.selectors.boards import runs
from mdt.selectors.chains import links_of
from mdt.selectors.followed import followed
from mdt.selectors.referral_state import state_of
from mdt.selectors.referred import boards_elsewhere, can_end, meetings_for, referrals_of
from mdt.services.referrals import case_refer, referral_accept, referral_end
from mdt.views.trail import listed
from patients.forms.base import RoomForm
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed

PAGE = 50
OFFERED = timedelta(days=30)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_REFER)
def refer(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Send a question and the record of this patient to the board of another hospital."""
    patient, today = patient_or_404(request, patient_id, "refer"), clock.today()
    offered = {"until": today + OFFERED, "lane": Lane.DISCUSS.value}
    form = ReferralForm(typed(request), initial=offered, boards=boards_elsewhere(patient))
    made: list[BoardReferral] = []

    def act() -> object:
        spec, now = form.spec(), clock.now()
        made.append(case_refer(by=request.user, patient=patient, spec=spec, today=today, now=now))
        return made

    if saved(request, form, act):
        messages.success(request, _("The case is sent. They see this patient until the day you chose."))
        return redirect("following:referral", made[0].id)
    return patient_page(request, "mdt/following/refer.html", patient, status_of(request), form=form)


@require_safe
@requires(Permission.BOARD_VIEW)
def referrals(request: SignedInRequest) -> HttpResponse:
    """Every referral the user may see, the newest first."""
    page = Paginator(referrals_of(request.user), PAGE).get_page(request.GET.get("page"))
    listed(request, (row.case for row in page), "referrals")
    today = clock.today()
    lines = [(row, state_of(row, today)) for row in page]
    return render(request, "mdt/following/referrals.html", {"page": page, "lines": lines, "today": today})


@require_safe
@requires(Permission.BOARD_VIEW)
def referral(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """One referral: who may see the patient until when, and what the other board concluded."""
    return _page(request, _referral(request, referral_id))


@require_POST
@requires(Permission.BOARD_RUN)
def accept(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Put the case on the agenda of a meeting."""
    row = _referral(request, referral_id)
    form = AcceptForm(request.POST, meetings=meetings_for(row, clock.now()))

    def act() -> object:
        meeting: Meeting = form.cleaned_data["meeting"]
        today, now = clock.today(), clock.now()
        return referral_accept(by=request.user, referral=row, meeting=meeting, today=today, now=now)

    return _answer(request, row, form, act, _("The case is on the agenda."), accept_form=form)


@require_POST
@requires(Permission.BOARD_RUN)
def end(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """Take the access back before its day."""
    row, form = _referral(request, referral_id), RoomForm(request.POST)

    def act() -> object:
        return referral_end(by=request.user, referral=row, now=clock.now())

    if saved(request, form, act):
        messages.success(request, _("The referral is ended: the other board sees the patient no more."))
        return redirect("following:referrals")
    return _page(request, row, problems=form)


def _referral(request: SignedInRequest, referral_id: UUID) -> BoardReferral:
    """The referral of a patient the user may see; else 404: nobody learns of it."""
    row = get_object_or_404(referrals_of(request.user), pk=referral_id)
    row.case.patient = patient_or_404(request, row.case.patient_id, "referral")
    return row


def _answer(
    request: SignedInRequest,
    row: BoardReferral,
    form: RoomForm,
    act: Callable[[], object],
    done: str,
    **forms: RoomForm,
) -> HttpResponse:
    if saved(request, form, act):
        messages.success(request, done)
        return redirect("following:referral", row.id)
    return _page(request, row, problems=form, **forms)


def _page(
    request: SignedInRequest, row: BoardReferral, problems: RoomForm | None = None, **forms: RoomForm
) -> HttpResponse:
    today, user = clock.today(), request.user
    decided = followed().filter(case=row.case_id).order_by("number")
    links = links_of(decided, patient=row.case.patient, today=today)
    state = state_of(row, today)
    accepts = state.is_open and row.accepted_at is None and runs(user, row.case.board)
    context: dict[str, Any] = {
        "referral": row,
        "state": state,
        "links": [(link, mark_of(link, today), link_words(link)) for link in links],
        "is_concluded": row.case.state == CaseState.CLOSED,
        "can_accept": accepts,
        "can_end": state.is_open and can_end(user, row),
        "accept_form": AcceptForm(meetings=meetings_for(row, clock.now())) if accepts else None,
        "problems": problems,
    }
    return patient_page(
        request, "mdt/following/referral.html", row.case.patient, status_of(request), **context | forms
    )
