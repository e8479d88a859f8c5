"""Registering an examination by its accession number: asked, shown, confirmed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from imaging.forms_archive import AccessionForm, ConfirmForm
from imaging.pacs import pacs
from imaging.pacs.errors import PacsError
from imaging.pacs.protocol import FoundStudy
from imaging.pacs.reading import series_in
from imaging.services.registering import candidates, differences, study_register
from patients.models import Patient
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed


@requires(Permission.IMAGING_RECORD)
def study_archive(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """The number is asked for; what the archive has is shown beside the patient; a person confirms."""
    patient = patient_or_404(request, patient_id, "archive")
    asked = AccessionForm(request.POST or request.GET or None)
    number = asked.cleaned_data["accession_number"] if asked.is_valid() else ""
    context: dict[str, Any] = {"asked": asked, "number": number}
    try:
        found = _found(number)
        if found is not None:
            return _confirm(request, patient, found, context)
        if number:
            asked.add_error("accession_number", _("The archive has no examination with this number."))
    except PacsError as error:
        context["problem"] = str(error)
    return _page(request, patient, context)


def _found(number: str) -> FoundStudy | None:
    """The first examination of that number: accession numbers of one archive are unique."""
    return next(iter(pacs().find_studies(accession_number=number)), None) if number else None


def _confirm(
    request: SignedInRequest, patient: Patient, found: FoundStudy, context: dict[str, Any]
) -> HttpResponse:
    differs = differences(patient, found)
    form = ConfirmForm(typed(request), candidates=candidates(patient, found), differs=bool(differs))

    def act() -> object:
        return study_register(
            by=request.user,
            patient=patient,
            found=found,
            series=series_in(pacs(), found.study_uid),
            study=form.cleaned_data["study"],
            today=clock.today(),
        )

    if saved(request, form, act):
        messages.success(request, _("Saved."))
        return redirect("patients:detail", patient.id)
    context |= {"found": found, "form": form, "differs": differs}
    return _page(request, patient, context)


def _page(request: SignedInRequest, patient: Patient, context: dict[str, Any]) -> HttpResponse:
    return patient_page(request, "imaging/archive.html", patient, status_of(request), **context)
