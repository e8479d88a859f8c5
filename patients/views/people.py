"""Registering, editing and moving a patient."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.permissions import Permission, SignedInRequest, requires
from guidelines.findings import Finding
from patients import services
from patients.forms.base import RoomForm
from patients.forms.people import EditForm, MoveForm, RegistrationForm
from patients.models import Patient
from patients.selectors.access import visible_to
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed


@requires(Permission.PATIENT_EDIT)
def register(request: SignedInRequest) -> HttpResponse:
    """A new patient; a possible double is shown before anything is kept."""
    form = RegistrationForm(request.user, typed(request))
    if saved(
        request,
        form,
        lambda: services.patient_register(by=request.user, spec=form.spec(), today=clock.today()),
    ):
        messages.success(request, _("The patient is registered."))
        return redirect("patients:detail", form.spec().id)
    context = {"form": form, **doubts(request, form)}
    return render(request, "patients/register.html", context, status=status_of(request))


@requires(Permission.PATIENT_EDIT)
def edit(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Identity of a patient; who changed what stays in the write history."""
    patient = patient_or_404(request, patient_id, "edit")
    form = EditForm(request.user, typed(request), initial=EditForm.start(patient))
    if saved(
        request,
        form,
        lambda: services.patient_edit(
            by=request.user, patient=patient, spec=form.person(), today=clock.today()
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect("patients:detail", patient.id)
    context = {"form": form, **doubts(request, form)}
    return patient_page(request, "patients/edit.html", patient, status_of(request), **context)


@requires(Permission.PATIENT_EDIT)
def move(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Another department, ward or bed; everything that is due goes along."""
    patient = patient_or_404(request, patient_id, "move")
    place = {"department": patient.department_id, "ward": patient.ward_id, "bed": patient.bed}
    form = MoveForm(request.user, typed(request), initial=place)
    if saved(request, form, lambda: _moved(request, patient, form)):
        messages.success(request, _("The patient has moved. Planned doses and reminders have moved too."))
        still_mine = visible_to(request.user).filter(pk=patient.pk).exists()
        return redirect("patients:detail", patient.id) if still_mine else redirect("patients:list")
    return patient_page(request, "patients/move.html", patient, status_of(request), form=form)


def _moved(request: SignedInRequest, patient: Patient, form: MoveForm) -> None:
    doctor = form.cleaned_data["responsible_doctor"]
    row = services.patient_move(by=request.user, patient=patient, spec=form.spec(), doctor=doctor)
    if row.responsible_doctor is None:
        messages.warning(
            request, _("No doctor is responsible yet. The list of patients has a filter for that.")
        )


def doubts(request: SignedInRequest, form: RoomForm) -> dict[str, object]:
    """What the page shows about unanswered doubts: those about the card, and each record like this one.

    A record the user may not see is said to exist, with its department, and nothing more.
    """
    found = form.findings
    form.fields["answer_code"].required = bool(found)  # from now on the page asks for it
    keys = [finding.key for finding in found if finding.key]
    rows = {str(row.id): row for row in Patient.objects.filter(pk__in=keys).select_related("department")}
    mine = set(visible_to(request.user).filter(pk__in=keys).values_list("pk", flat=True))
    audit.record_listed(request=request, patient_ids=mine, subject="records alike")
    return {
        "alike": [
            (finding, rows[finding.key], rows[finding.key].pk in mine) for finding in found if finding.key
        ],
        "card_doubts": [finding for finding in found if not finding.key],
        "answered": " ".join(map(_token, found)),
    }


def _token(finding: Finding) -> str:
    return f"{finding.rule_id}|{finding.key}"
