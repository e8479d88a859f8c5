"""My pre-reads: the cases I am to read before a meeting, and what I think of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from mdt.case_words import preread
from mdt.forms.cases import ReadingForm, StanceForm
from mdt.minutes.serving import pdf_response
from mdt.selectors.cases import agenda_of
from mdt.selectors.papers import papers_for
from mdt.selectors.prereads import prereads_of
from mdt.services.opinions import opinion_give, reading_count
from mdt.views.case import case_page
from mdt.views.case_door import case_or_404, opened_at
from mdt.views.minutes.door import language_or_404, meeting_or_404
from mdt.views.trail import listed
from patients.views.saving import saved


@require_safe
@requires(Permission.PANEL_OPINION)
def prereads(request: SignedInRequest) -> HttpResponse:
    """The cases, those without my opinion told from the others."""
    cases = prereads_of(request.user, clock.now())
    listed(request, cases, "pre-reads")
    rows = [preread(case) for case in cases]
    waiting = sum(1 for row in rows if row.mine is None)
    papers = papers_for(request.user, {case.meeting for case in cases}, get_language())
    return render(request, "mdt/case/prereads.html", {"rows": rows, "waiting": waiting, "papers": papers})


@require_safe
@requires(Permission.BOARD_VIEW)
def preread_file(request: SignedInRequest, meeting_id: UUID, language: str) -> HttpResponse:
    """The pre-read of a meeting on paper, for those who may see every patient in it."""
    meeting = meeting_or_404(request, meeting_id)
    papers = papers_for(request.user, [meeting], language_or_404(language)).defer(None)
    paper = get_object_or_404(papers)
    patients = {case.patient_id for case in agenda_of(meeting)}
    audit.record_many(
        request=request, patient_ids=sorted(patients), action=ReadAction.PRINT, subject="pre-reads"
    )
    return pdf_response(paper, f"MDT-{meeting.starts_at:%Y-%m%d}-{language}-pre-read.pdf")


@require_POST
@requires(Permission.PANEL_OPINION)
def opinion(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Give or change my opinion; back to what is left to read."""
    case, form = case_or_404(request, case_id), StanceForm(request.POST)

    def act() -> object:
        return opinion_give(by=request.user, case=case, spec=form.spec(), now=clock.now())

    if saved(request, form, act):
        messages.success(request, _("Your opinion is noted."))
        return redirect("case:prereads")
    return case_page(request, case, form)


@require_POST
@requires(Permission.BOARD_VIEW)
def reading(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """How long the page of a case was looked at; what cannot be read is not counted."""
    case, form = case_or_404(request, case_id), ReadingForm(request.POST)
    begun = opened_at(form.cleaned_data["opened"]) if form.is_valid() else None
    if begun is not None:
        seconds = form.cleaned_data["seconds"]
        reading_count(by=request.user, case=case, opened_at=begun, seconds=seconds, now=clock.now())
    return HttpResponse(status=204)
