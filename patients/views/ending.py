"""Since when a symptom or problem is over, and when a treatment ended: facts of their own, no corrections."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from patients.forms.facts import ResolveForm
from patients.lines.base import Line
from patients.models import Patient
from patients.services.events import treatment_stop
from patients.services.observations import problem_resolve
from patients.services.status import symptom_resolve
from patients.sheets.events import TREATMENT
from patients.sheets.observations import PROBLEM
from patients.sheets.status import SYMPTOM
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed


@requires(Permission.OBSERVATION_RECORD)
def symptom_over(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """A symptom that is over."""
    patient = patient_or_404(request, patient_id, SYMPTOM.name)
    row = get_object_or_404(SYMPTOM.rows(patient), pk=row_id)
    form = ResolveForm(typed(request), initial={"resolved_on": clock.today()})

    def act() -> object:
        day = form.cleaned_data["resolved_on"]
        return symptom_resolve(by=request.user, symptom=row, resolved_on=day, today=clock.today())

    return _page(request, patient, form, act, SYMPTOM.line(row))


@requires(Permission.LAB_RECORD)
def problem_over(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """A problem that is over."""
    patient = patient_or_404(request, patient_id, PROBLEM.name)
    row = get_object_or_404(PROBLEM.rows(patient), pk=row_id)
    form = ResolveForm(typed(request), initial={"resolved_on": clock.today()})

    def act() -> object:
        day = form.cleaned_data["resolved_on"]
        return problem_resolve(by=request.user, problem=row, resolved_on=day, today=clock.today())

    return _page(request, patient, form, act, PROBLEM.line(row))


@requires(Permission.OBSERVATION_RECORD)
def treatment_over(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """A treatment that ended."""
    patient = patient_or_404(request, patient_id, TREATMENT.name)
    row = get_object_or_404(TREATMENT.rows(patient), pk=row_id)
    form = ResolveForm(typed(request), initial={"resolved_on": clock.today()})

    def act() -> object:
        day = form.cleaned_data["resolved_on"]
        return treatment_stop(by=request.user, treatment=row, stopped_on=day, today=clock.today())

    return _page(request, patient, form, act, TREATMENT.line(row))


def _page(
    request: SignedInRequest, patient: Patient, form: ResolveForm, act: Callable[[], object], line: Line
) -> HttpResponse:
    if saved(request, form, act):
        messages.success(request, _("Saved."))
        return redirect("patients:detail", patient.id)
    return patient_page(
        request, "patients/record_over.html", patient, status_of(request), form=form, line=line
    )
