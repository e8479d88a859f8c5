"""Taking a record out of use: void it, or merge it into the right one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from patients import services
from patients.forms.merging import MergeForm
from patients.forms.people import ReasonForm
from patients.selectors.page import banner_of
from patients.selectors.whole import OpenRecord
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed


@requires(Permission.PATIENT_MERGE)
def void(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """A record that should not be there, with the reason."""
    patient = patient_or_404(request, patient_id, "void")
    form = ReasonForm(typed(request))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return services.patient_void(by=request.user, patient=patient, reason=reason, now=clock.now())

    if saved(request, form, act):
        messages.success(request, _("The record is void."))
        return redirect("patients:list")
    return patient_page(request, "patients/void.html", patient, status_of(request), form=form)


@requires(Permission.PATIENT_MERGE)
def merge(request: SignedInRequest, patient_id: UUID, other_id: UUID) -> HttpResponse:
    """Two records side by side; the user says which one stays and why."""
    pair = [patient_or_404(request, one, "merge") for one in (patient_id, other_id)]
    form = MergeForm(pair, typed(request))
    told: list[str] = []

    def act() -> None:
        keep, remove = form.chosen()
        reason = form.cleaned_data["reason"]
        done = services.patients_merge(
            by=request.user, keep=keep, remove=remove, reason=reason, now=clock.now()
        )
        told.extend([*(f"{part.label} {part.count}" for part in done.moved), *done.filled])

    if saved(request, form, act):
        what = ", ".join(told) or _("nothing")
        messages.success(request, _("The records are merged. Moved: %(what)s.") % {"what": what})
        return redirect("patients:detail", form.chosen()[0].id)
    today = clock.today()
    sides = [(patient, banner_of(OpenRecord(patient, today))) for patient in pair]
    return patient_page(request, "patients/merge.html", pair[0], status_of(request), form=form, sides=sides)
