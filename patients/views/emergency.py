"""Opening a patient of others in an emergency, and judging it afterwards (docs/adr/0028)."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import audit, clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from patients import services
from patients.forms.emergency import EmergencyForm, EmergencyReviewForm, EmergencySearchForm
from patients.models import Patient
from patients.selectors.access import visible_to
from patients.selectors.emergency import emergencies_of, emergency_door, emergency_found
from patients.views.saving import saved, status_of, typed

PAGE = 50


@requires(Permission.EMERGENCY_OPEN)
def emergency_search(request: SignedInRequest) -> HttpResponse:
    """Is this the person? Masked identities of those who fit exactly; what was typed is posted."""
    form = EmergencySearchForm(typed(request))
    found: list[Patient] = []
    if form.is_valid():
        data = form.cleaned_data
        found = emergency_found(request.user, typed=data["q"], born=data["born"])
        audit.record_many(
            request=request,
            patient_ids=[patient.id for patient in found],
            action=ReadAction.VIEW,
            subject="emergency search",
        )
    context = {"form": form, "found": found, "is_asked": form.is_bound and form.is_valid()}
    return render(request, "patients/emergency_search.html", context)


@requires(Permission.EMERGENCY_OPEN)
def emergency_open(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Who this is, masked, and the reason; then the patient's page, until the access ends by itself."""
    patient = get_object_or_404(emergency_door(request.user), pk=patient_id)
    if visible_to(request.user).filter(pk=patient.pk).exists():
        return redirect("patients:detail", patient.pk)
    form = EmergencyForm(typed(request))
    if saved(request, form, lambda: _open(request, patient, form)):
        messages.warning(request, _("The department is told that you opened this patient, and why."))
        return redirect("patients:detail", patient.pk)
    audit.record(request=request, patient_id=patient.pk, subject="emergency")
    context = {"form": form, "patient": patient, "hours": settings.EMERGENCY_HOURS}
    return render(request, "patients/emergency_open.html", context, status=status_of(request))


@require_safe
@requires(Permission.EMERGENCY_REVIEW)
def emergencies(request: SignedInRequest) -> HttpResponse:
    """Openings of the department's patients by others: unjudged ones, or all with `?show=all`."""
    rows = emergencies_of(request.user)
    show_all = request.GET.get("show") == "all"
    page = Paginator(rows if show_all else rows.filter(reviewed_at=None), PAGE).get_page(
        request.GET.get("page")
    )
    audit.record_listed(request=request, patient_ids=[row.patient_id for row in page], subject="emergencies")
    context = {"page": page, "show_all": show_all, "now": clock.now()}
    return render(request, "patients/emergencies.html", context)


@requires(Permission.EMERGENCY_REVIEW)
def emergency_review(request: SignedInRequest, opened_id: UUID) -> HttpResponse:
    """One opening and its verdict."""
    opened = get_object_or_404(emergencies_of(request.user), pk=opened_id)
    audit.record(request=request, patient_id=opened.patient_id, subject="emergency review")
    form = EmergencyReviewForm(typed(request))
    if saved(
        request,
        form,
        lambda: services.emergency_review(by=request.user, opened=opened, spec=form.spec(), now=clock.now()),
    ):
        messages.success(request, _("Saved."))
        return redirect("patients:emergencies")
    context = {"form": form, "opened": opened, "patient": opened.patient, "now": clock.now()}
    return render(request, "patients/emergency_review.html", context, status=status_of(request))


def _open(request: SignedInRequest, patient: Patient, form: EmergencyForm) -> None:
    """The reason goes on the request first, so that every line of it says why."""
    spec = form.spec()
    request.access_reason = spec.words  # type: ignore[attr-defined]  # see accounts.audit
    services.emergency_open(by=request.user, patient=patient, spec=spec, now=clock.now())
