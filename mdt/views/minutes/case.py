"""One case's minutes: the same facts as on paper, what changed since, its file, and a new version."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from mdt.forms.minutes import RenewForm
from mdt.minutes.changes import changes_since
from mdt.minutes.printing import page_of
from mdt.minutes.serving import pdf_response
from mdt.models import Minutes
from mdt.selectors.boards import runs
from mdt.selectors.minutes import LANGUAGES, minutes_for
from mdt.services.sealing import minutes_renew
from mdt.views.minutes.door import language_or_404, minutes_or_404
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed


@require_safe
@requires(Permission.BOARD_VIEW)
def case_page(request: SignedInRequest, patient_id: UUID, minutes_id: UUID) -> HttpResponse:
    """The sealed document, and whether the record still says the same."""
    patient = patient_or_404(request, patient_id, "minutes")
    minutes = minutes_or_404(request, patient_id, minutes_id)
    meeting = minutes.case.meeting
    context = {
        **page_of(minutes, get_language() or LANGUAGES[0]),
        "minutes": minutes,
        "meeting": meeting,
        "versions": versions_of(minutes),
        "changes": changes_since(minutes),
        "files": set(minutes.files.filter(seal=minutes.sha256).values_list("language", flat=True)),
        "may_renew": meeting is not None and runs(request.user, meeting.board),
    }
    return patient_page(request, "mdt/minutes/case.html", patient, **context)


@require_safe
@requires(Permission.BOARD_VIEW)
def live(request: SignedInRequest, minutes_id: UUID) -> HttpResponse:
    """Where the code on the paper leads: the patient's record may have been merged into another since."""
    minutes = get_object_or_404(minutes_for(request.user).select_related("case"), pk=minutes_id)
    return redirect("minutes:case", minutes.case.patient_id, minutes.id)


@require_safe
@requires(Permission.BOARD_VIEW)
def case_file(request: SignedInRequest, patient_id: UUID, minutes_id: UUID, language: str) -> HttpResponse:
    """The PDF of one case."""
    patient_or_404(request, patient_id, "minutes", ReadAction.PRINT)
    minutes = minutes_or_404(request, patient_id, minutes_id)
    found = get_object_or_404(minutes.files, language=language_or_404(language), seal=minutes.sha256)
    return pdf_response(found, f"{minutes.number}-v{minutes.version}-{language}.pdf")


@requires(Permission.BOARD_RUN)
def renew(request: SignedInRequest, patient_id: UUID, minutes_id: UUID) -> HttpResponse:
    """A new version with its reason; the one before stays."""
    patient = patient_or_404(request, patient_id, "minutes")
    minutes = minutes_or_404(request, patient_id, minutes_id)
    form, made = RenewForm(typed(request)), list[Minutes]()

    def act() -> object:
        reason = form.cleaned_data["reason"]
        made.append(minutes_renew(by=request.user, minutes=minutes, reason=reason, now=clock.now()))
        return made

    if saved(request, form, act):
        messages.success(request, _("Version %(n)s is sealed.") % {"n": made[0].version})
        return redirect("minutes:case", patient.id, made[0].id)
    context = {"form": form, "minutes": minutes, "changes": changes_since(minutes)}
    return patient_page(request, "mdt/minutes/renew.html", patient, status_of(request), **context)


def versions_of(minutes: Minutes) -> list[Minutes]:
    """Every version of the same document, the newest first."""
    return list(minutes.case.minutes.defer("content").select_related("sealed_by").order_by("-version"))
