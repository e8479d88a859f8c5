"""The response of one examination: computed while it is stated, confirmed by a clinician, taken back."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from guidelines.imaging.flare import Correlative
from guidelines.imaging.response_entry import ResponseStandard
from imaging.enums import Response
from imaging.forms_responding import ResponseForm
from imaging.models import ImagingStudy, ResponseAssessment
from imaging.selectors.missing import missing_of, new_lesion_of, new_places
from imaging.selectors.register import Register, register_of
from imaging.services import response_record, response_void
from imaging.services.responding import computed_of
from imaging.sheets import study_line
from imaging.views.register import RESPONSE_BADGES
from patients.forms.answers import answers_in
from patients.forms.people import ReasonForm
from patients.lines.base import Line
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import asked_of, saved, status_of, typed


@requires(Permission.IMAGING_RECORD)
def response(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """State, see the computed class, confirm; while it is filled in, the class alone (`#judged`)."""
    patient = patient_or_404(request, patient_id, "response")
    study = get_object_or_404(ImagingStudy.objects.filter(patient=patient, voided_at=None), pk=row_id)
    register = register_of(patient)
    known = register.assessments.get(study.id)
    if request.method == "GET" and request.headers.get("HX-Request"):
        context = _judged(ResponseForm(request.GET), register, study)
        return patient_page(request, "imaging/response.html#judged", patient, **context)
    form = ResponseForm(
        typed(request), initial=_offered(register, study, known), is_correction=known is not None
    )

    def act() -> object:
        return response_record(
            by=request.user,
            patient=patient,
            spec=form.spec(study.id),
            today=clock.today(),
            now=clock.now(),
            reason=form.cleaned_data.get("reason", ""),
            answers=answers_in(request.POST),
        )

    if saved(request, form, act):
        return redirect("imaging:lesions", patient_id=patient.id)
    return patient_page(
        request,
        "imaging/response.html",
        patient,
        status_of(request),
        form=form,
        study=study,
        line=study_line(study),
        known=known,
        back_url=reverse("imaging:lesions", args=[patient.id]),
        **_judged(form if form.is_bound else ResponseForm(form.initial), register, study),
        **asked_of(request, form),
    )


def _offered(register: Register, study: ImagingStudy, known: ResponseAssessment | None) -> dict[str, Any]:
    """The assessment as it stands; for a new one what the record suggests, nothing confirmed."""
    if known is not None:
        return ResponseForm.start(known)
    comparison = register.comparison(study)
    if comparison is None:
        raise Http404
    found = new_lesion_of(new_places(comparison, register), register)
    return {
        "new_lesion": found.value,
        "correlative": Correlative.NOT_DONE.value,
        "standard": ResponseStandard.MDA.value,
        "assessed_on": clock.today(),
    }


def _judged(form: ResponseForm, register: Register, study: ImagingStudy) -> dict[str, Any]:
    """What the rules make of the statements so far, and what they lack."""
    spec = form.statements(study.id, clock.today())
    computed = computed_of(register, study, spec)
    if computed is None:
        raise Http404
    return {
        "computed": computed,
        "computed_badge": RESPONSE_BADGES[Response(computed.by_sum.category.value)],
        "missing": missing_of(computed.comparison, spec, register),
        "suggested": new_places(computed.comparison, register),
    }


@requires(Permission.IMAGING_RECORD)
def response_gone(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """An assessment that must not count; the examination says again what its report said."""
    patient = patient_or_404(request, patient_id, "response")
    rows = ResponseAssessment.objects.filter(patient=patient, voided_at=None)
    row = get_object_or_404(rows, pk=row_id)
    form = ReasonForm(typed(request))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return response_void(by=request.user, row=row, reason=reason, now=clock.now())

    if saved(request, form, act):
        return redirect("imaging:lesions", patient_id=patient.id)
    line = Line(on=row.assessed_on, what=str(row.get_confirmed_display()))
    back = reverse("imaging:lesions", args=[patient.id])
    return patient_page(
        request, "patients/record_void.html", patient, status_of(request), form=form, line=line, back_url=back
    )
