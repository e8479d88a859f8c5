"""Entering what is known: tumour, bone metastasis, laboratory results."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from guidelines.labs import Analyte
from patients import services
from patients.forms.answers import answers_in
from patients.forms.base import RoomForm
from patients.forms.facts import (
    DiagnosisForm,
    DriverForms,
    LabCorrectionForm,
    LabForm,
    MetastasisForm,
    as_typed,
    drivers_start,
    drivers_typed,
)
from patients.forms.people import ReasonForm
from patients.models import LabResult, Patient
from patients.selectors.page import last_limits
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import asked_of, back_of, saved, status_of, typed


def _form_page(
    request: SignedInRequest,
    patient: Patient,
    name: str,
    form: RoomForm,
    act: Callable[[], object],
    **context: object,
) -> HttpResponse:
    """Saves and goes back to the page that asked for it, else to the patient; or shows the form."""
    back = back_of(request)
    if saved(request, form, act):
        messages.success(request, _("Saved."))
        return redirect(back) if back else redirect("patients:detail", patient.id)
    context |= {"form": form, "next": back, "back_url": back, **asked_of(request, form)}
    return patient_page(request, f"patients/{name}.html", patient, status_of(request), **context)


@requires(Permission.PATIENT_EDIT)
def diagnosis(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Histology, TNM, stage, drivers, PD-L1."""
    patient = patient_or_404(request, patient_id, "diagnosis")
    found = getattr(patient, "diagnosis", None)
    form = DiagnosisForm(typed(request), initial=DiagnosisForm.start(found))
    drivers = DriverForms(typed(request), initial=drivers_start(found), prefix="drivers")

    def act() -> object:
        if not drivers.is_valid():
            raise ValidationError(_("Please check the lines of the driver genes."))
        spec = form.spec(drivers_typed(drivers))
        return services.diagnosis_save(by=request.user, patient=patient, spec=spec, today=clock.today())

    return _form_page(request, patient, "diagnosis", form, act, drivers=drivers)


@requires(Permission.DIAGNOSIS_CONFIRM)
def metastasis(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Whether, when and how bone metastasis was established."""
    patient = patient_or_404(request, patient_id, "metastasis")
    found = getattr(patient, "bone_metastasis", None)
    form = MetastasisForm(typed(request), initial=MetastasisForm.start(found))

    def act() -> object:
        return services.bone_metastasis_save(
            by=request.user,
            patient=patient,
            spec=form.spec(),
            today=clock.today(),
            answers=answers_in(request.POST),
        )

    return _form_page(request, patient, "metastasis", form, act)


@requires(Permission.LAB_RECORD)
def lab_add(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """A new result; unit and limits of the last one of the chosen test are offered (`?analyte=`)."""
    patient = patient_or_404(request, patient_id, "lab")
    form = LabForm(typed(request), initial=_offered(request, patient))

    def act() -> object:
        return services.lab_add(
            by=request.user,
            patient=patient,
            spec=form.spec(),
            today=clock.today(),
            answers=answers_in(request.POST),
        )

    part = "#fields" if request.headers.get("HX-Request") and request.method == "GET" else ""
    if part:
        return patient_page(request, f"patients/lab.html{part}", patient, form=form)
    return _form_page(request, patient, "lab", form, act)


def _offered(request: SignedInRequest, patient: Patient) -> dict[str, object]:
    code, today = request.GET.get("analyte", ""), clock.today()
    if code not in set(Analyte):
        return {"sampled_on": today}
    last = last_limits(patient, Analyte(code))
    columns = ("unit", "ref_low", "ref_high") if last else ()
    known = {name: as_typed(getattr(last, name)) for name in columns}
    return {"analyte": code, "sampled_on": today, **known}


@requires(Permission.LAB_RECORD)
def lab_correct(request: SignedInRequest, patient_id: UUID, lab_id: UUID) -> HttpResponse:
    """A result typed again with a reason; the wrong one stays visible, struck out."""
    patient, lab = _lab(request, patient_id, lab_id)
    form = LabCorrectionForm(typed(request), initial=LabForm.start(lab))

    def act() -> object:
        return services.lab_correct(
            by=request.user,
            lab=lab,
            spec=form.spec(),
            reason=form.cleaned_data["reason"],
            today=clock.today(),
            now=clock.now(),
            answers=answers_in(request.POST),
        )

    return _form_page(request, patient, "lab", form, act, lab=lab)


@requires(Permission.LAB_RECORD)
def lab_void(request: SignedInRequest, patient_id: UUID, lab_id: UUID) -> HttpResponse:
    """A result that must not count."""
    patient, lab = _lab(request, patient_id, lab_id)
    form = ReasonForm(typed(request))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return services.lab_void(by=request.user, lab=lab, reason=reason, now=clock.now())

    return _form_page(request, patient, "lab_void", form, act, lab=lab, analyte=Analyte(lab.analyte))


def _lab(request: SignedInRequest, patient_id: UUID, lab_id: UUID) -> tuple[Patient, LabResult]:
    patient = patient_or_404(request, patient_id, "lab")
    return patient, get_object_or_404(patient.labs.filter(voided_at=None), pk=lab_id)
