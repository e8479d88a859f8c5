"""Whom to reach, and who may look."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import clock
from accounts import selectors as accounts
from accounts.permissions import Permission, SignedInRequest, requires
from patients import services
from patients.forms.contacts import ContactForm, GrantForm
from patients.models import Contact, Patient
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed


@requires(Permission.PATIENT_EDIT)
def contact_add(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """A new person to reach."""
    patient = patient_or_404(request, patient_id, "contact")
    form = ContactForm(typed(request), initial={"rank": patient.contacts.count() + 1})
    return _contact_page(request, patient, form, None)


@requires(Permission.PATIENT_EDIT)
def contact_edit(request: SignedInRequest, patient_id: UUID, contact_id: UUID) -> HttpResponse:
    """A changed person to reach; a stored number is only shown masked."""
    patient = patient_or_404(request, patient_id, "contact")
    contact = get_object_or_404(patient.contacts.all(), pk=contact_id)
    form = ContactForm(typed(request), initial=ContactForm.start(contact))
    return _contact_page(request, patient, form, contact)


def _contact_page(
    request: SignedInRequest, patient: Patient, form: ContactForm, contact: Contact | None
) -> HttpResponse:
    def act() -> object:
        spec = form.spec(is_new=contact is None)
        return services.contact_save(by=request.user, patient=patient, spec=spec, contact=contact)

    if saved(request, form, act):
        messages.success(request, _("Saved."))
        return redirect("patients:detail", patient.id)
    return patient_page(
        request, "patients/contact.html", patient, status_of(request), form=form, contact=contact
    )


@requires(Permission.PATIENT_MERGE)
def care_team(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Gives a person of the hospital access to this patient."""
    patient = patient_or_404(request, patient_id, "care_team")
    people = accounts.colleagues(request.user).select_related("department")
    form = GrantForm(people, typed(request))
    if saved(
        request,
        form,
        lambda: services.care_team_grant(
            by=request.user, patient=patient, spec=form.spec(), today=clock.today()
        ),
    ):
        messages.success(request, _("Access is given."))
        return redirect("patients:detail", patient.id)
    return patient_page(request, "patients/care_team.html", patient, status_of(request), form=form)


@require_POST
@requires(Permission.PATIENT_MERGE)
def care_team_revoke(request: SignedInRequest, patient_id: UUID, user_id: UUID) -> HttpResponse:
    """Takes the access back."""
    patient = patient_or_404(request, patient_id, "care_team")
    if services.care_team_revoke(by=request.user, patient=patient, user_id=user_id):
        messages.success(request, _("Access is taken back."))
    return redirect("patients:detail", patient.id)
