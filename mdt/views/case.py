"""One case: what is asked, how ready it is, what members think; and what ends it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import dumps
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.errors import Conflict
from accounts.permissions import Permission, SignedInRequest, can, requires
from guidelines.mdt.participation import next_working_day
from mdt.case_words import clock_words, ended_words, lane_badge, ready_badge, reason_words, state_badge
from mdt.enums import Lane
from mdt.forms.cases import MergeForm, QuestionForm, StanceForm, WithdrawForm
from mdt.models import Case
from mdt.models.cases import UNDER_WAY
from mdt.selectors.boards import handles
from mdt.selectors.cases import cases_of
from mdt.selectors.prereads import preparation_of, seat_of
from mdt.selectors.readiness import standings_of
from mdt.services.ending import case_merge, case_withdraw
from mdt.services.submitting import case_word
from mdt.views.case_door import OPENED, back_to, case_or_404, told
from patients.views.door import patient_page
from patients.views.saving import saved, status_of, typed


@require_safe
@requires(Permission.BOARD_VIEW)
def detail(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """The case with the opinions, and the form of the own one."""
    return case_page(request, case_or_404(request, case_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_SUBMIT)
def word(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Put the question in other words."""
    case = case_or_404(request, case_id)
    start = {"question": case.question, "patient_wish": case.patient_wish, "version": case.version}
    form = QuestionForm(typed(request), initial=start)
    _must_own(request, case)

    def act() -> object:
        return case_word(by=request.user, case=case, spec=form.spec(), now=clock.now())

    if saved(request, form, act):
        messages.success(request, _("The question is changed."))
        return redirect("case:detail", case.id)
    return _form_page(request, case, form, _("Change the question"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_SUBMIT)
def withdraw(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Take the case back, with a reason."""
    case = case_or_404(request, case_id)
    form = WithdrawForm(typed(request))
    _must_own(request, case)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return case_withdraw(by=request.user, case=case, reason=reason, now=clock.now())

    if saved(request, form, act):
        messages.success(request, _("The case is withdrawn."))
        return redirect("patients:detail", case.patient_id)
    return _form_page(request, case, form, _("Withdraw the case"), danger=True)


@require_POST
@requires(Permission.BOARD_RUN)
def merge(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Merge the case into another one of the same patient."""
    case, form = case_or_404(request, case_id), MergeForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose the case that stays."))
        return redirect("case:detail", case.id)
    into = get_object_or_404(cases_of(request.user), pk=form.cleaned_data["into"])
    try:
        kept = case_merge(by=request.user, case=case, into=into, now=clock.now())
    except (ValidationError, Conflict) as error:
        told(request, error)
        return back_to(request, case)
    messages.success(request, _("The cases are one now."))
    return redirect("case:detail", kept.id)


def case_page(request: SignedInRequest, case: Case, stance_form: StanceForm | None = None) -> HttpResponse:
    """The page of one case, with what the user may do there."""
    now, user = clock.now(), request.user
    [standing] = standings_of([case], now, clock.today())
    seat, is_open = seat_of(user, case), case.state in UNDER_WAY
    mine = case.opinions.filter(given_by=user).first()
    start = {"stance": mine.stance, "text": mine.text} if mine else {}
    may_run = handles(user, case.board)
    context: dict[str, Any] = {
        "heading": _("MDT case"),
        "case": case,
        "standing": standing,
        "state": state_badge(case),
        "lane": lane_badge(case),
        "ready": ready_badge(standing),
        "clock": clock_words(standing),
        "reasons": reason_words(case),
        "ended": ended_words(case),
        "opinions": case.opinions.select_related("given_by"),
        "deferrals": case.deferrals.select_related("from_meeting", "to_meeting", "deferred_by"),
        "others": _others(request, case) if may_run and is_open else (),
        "preparation": preparation_of(case),
        "is_open": is_open,
        "may_run": may_run,
        "may_word": is_open and (may_run or case.submitted_by_id == user.id),
        "seat": seat,
        "may_judge": is_open and seat is not None and can(user, Permission.PANEL_OPINION),
        "stance_form": stance_form or StanceForm(initial=start),
        "mine": mine,
        "opened": dumps(now.isoformat(), salt=OPENED),
        "adhoc_on": next_working_day(clock.today()) if case.lane == Lane.URGENT and may_run else None,
    }
    return patient_page(request, "mdt/case/detail.html", case.patient, status_of(request), **context)


def _others(request: SignedInRequest, case: Case) -> list[Case]:
    rows = cases_of(request.user).filter(patient_id=case.patient_id, state__in=UNDER_WAY)
    return list(rows.exclude(pk=case.pk).select_related("board"))


def _must_own(request: SignedInRequest, case: Case) -> None:
    if case.submitted_by_id != request.user.id and not handles(request.user, case.board):
        raise PermissionDenied


def _form_page(
    request: SignedInRequest,
    case: Case,
    form: QuestionForm | WithdrawForm,
    heading: str,
    *,
    danger: bool = False,
) -> HttpResponse:
    context = {"heading": heading, "case": case, "form": form, "is_danger": danger}
    return patient_page(request, "mdt/case/form.html", case.patient, status_of(request), **context)
