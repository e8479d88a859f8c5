"""Mirels and SINS started from a lesion: site, side, type and location are filled in, the rest is asked."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from guidelines.risk.mirels import mirels_site
from guidelines.risk.sins import sins_location
from guidelines.terms import Term
from imaging.models import Lesion
from imaging.selectors.places import Place
from imaging.selectors.register import register_of
from imaging.services import lesion_score_add
from patients.enums import RiskScale
from patients.forms.answers import answers_in
from patients.models import Patient
from patients.sheets.base import Sheet
from patients.sheets.scores import MIRELS, SINS
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import asked_of, saved, status_of, typed


@requires(Permission.OBSERVATION_RECORD)
def lesion_mirels(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """A Mirels score of this lesion."""
    return _score(request, patient_id, row_id, MIRELS)


@requires(Permission.OBSERVATION_RECORD)
def lesion_sins(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """A SINS score of this lesion."""
    return _score(request, patient_id, row_id, SINS)


def _score(request: SignedInRequest, patient_id: UUID, row_id: UUID, sheet: Sheet[Any, Any]) -> HttpResponse:
    patient = patient_or_404(request, patient_id, sheet.name)
    lesion = get_object_or_404(Lesion.objects.filter(patient=patient, voided_at=None), pk=row_id)
    form = sheet.form(typed(request), initial=_offered(patient, lesion, sheet), patient=patient)

    def act() -> object:
        return lesion_score_add(
            by=request.user,
            patient=patient,
            lesion=lesion,
            spec=form.spec(),
            today=clock.today(),
            answers=answers_in(request.POST),
        )

    if saved(request, form, act):
        return redirect("imaging:lesions", patient_id=patient.id)
    given = {field.name: field.value() for field in form}
    return patient_page(
        request,
        "patients/record_form.html",
        patient,
        status_of(request),
        form=form,
        heading=sheet.new,
        judged=sheet.judged(given) if sheet.judged else None,
        add_url=sheet.address("add", patient.id),
        back_url=reverse("imaging:lesions", args=[patient.id]),
        **asked_of(request, form),
    )


def _offered(patient: Patient, lesion: Lesion, sheet: Sheet[Any, Any]) -> dict[str, Any]:
    """What the lesion already answers; an item it does not answer stays open."""
    register = register_of(patient)
    place = register.place(register.names[lesion.id])
    told = {sheet.day: clock.today(), "site": lesion.site, "side": lesion.side}
    return told | (_items(place, sheet) if place else {})


def _items(place: Place, sheet: Sheet[Any, Any]) -> dict[str, Any]:
    site = place.site
    found: dict[str, Term | None] = {"item_lesion_type": place.type}
    if sheet.only["scale"] == RiskScale.SINS:
        found["item_location"] = sins_location(site.levels[0]) if len(site.levels) == 1 else None
    elif site.bone is not None:
        found["item_site"] = mirels_site(site.bone, peritrochanteric=site.peritrochanteric)
    return {name: item.value for name, item in found.items() if item is not None}
