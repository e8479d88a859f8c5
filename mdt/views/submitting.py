"""Submit a patient to the board: the question, the lane, the next meeting preset, and it is done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from mdt.case_words import reason_words
from mdt.enums import CaseState, Lane
from mdt.forms.cases import SubmitForm
from mdt.models import Case
from mdt.selectors.cases import case_under_way
from mdt.selectors.readiness import standings_of
from mdt.services.submitting import UnderWay, case_submit
from patients.models import Patient
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CASE_SUBMIT)
def new(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """The form; where a case is under way already it offers to open or to join that one."""
    patient, now = patient_or_404(request, patient_id, "case"), clock.now()
    form = SubmitForm(typed(request), patient=patient, now=now)
    in_the_way: list[Case] = []

    def act() -> object:
        try:
            return case_submit(
                by=request.user,
                patient=patient,
                board=form.cleaned_data["board"],
                meeting=form.cleaned_data["meeting"],
                spec=form.spec(),
                now=now,
            )
        except UnderWay as found:
            in_the_way.append(found.case)
            raise

    if saved(request, form, act):
        return _done(request, patient, form)
    return patient_page(
        request, "mdt/case/new.html", patient, status_of(request), **_context(patient, form, in_the_way)
    )


def _done(request: SignedInRequest, patient: Patient, form: SubmitForm) -> HttpResponse:
    if form.cleaned_data["lane"] == Lane.URGENT:
        messages.success(request, _("The case is submitted; the chair has been told."))
    else:
        messages.success(request, _("The case is submitted."))
    return redirect("patients:detail", patient.id)


def _context(patient: Patient, form: SubmitForm, in_the_way: list[Case]) -> dict[str, Any]:
    board, now = form.board_of_rules, clock.now()
    standing = None if board is None else case_under_way(patient, board)
    case = in_the_way[0] if in_the_way else standing
    lacking = None
    if board is not None:
        probe = Case(patient=patient, board=board, meeting=form.fields["meeting"].initial)
        probe.question = probe.patient_wish = "?"
        [lacking] = standings_of([probe], now, clock.today())
    is_open = case is not None and case.state != CaseState.PROPOSED
    return {
        "heading": _("Submit to the MDT"),
        "form": form,
        "board": board,
        "case": case if is_open else None,
        "reasons": reason_words(case) if case is not None and not is_open else "",
        "lacking": lacking,
    }
