"""Measuring all lesions in one examination, with their baseline beside; taking a measurement back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from imaging.forms_measuring import MeasureForm
from imaging.lesion_words import course_words, told
from imaging.models import ImagingStudy, LesionMeasurement, LesionReading
from imaging.selectors.register import Register, register_of
from imaging.selectors.trends import course_of
from imaging.services import MEASUREMENT, READING, measurement_record, reading_record
from imaging.sheets import study_line
from patients.forms.people import ReasonForm
from patients.lines.base import Line
from patients.models import Patient
from patients.services.recording import Kind, record_void
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import saved, status_of, typed

NAMES = {"long_mm": "long", "short_mm": "short", "change": "change", "fill": "fill"}


@requires(Permission.IMAGING_RECORD)
def measure(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """One table of diameters for one examination."""
    patient = patient_or_404(request, patient_id, "measurement")
    study = get_object_or_404(ImagingStudy.objects.filter(patient=patient, voided_at=None), pk=row_id)
    register = register_of(patient)
    form = MeasureForm(
        typed(request),
        initial={"measured_on": clock.today()},
        study=study,
        places=register.places,
        known=register.measured.get(study.id, {}),
        read=register.readings.get(study.id, {}),
    )
    if saved(request, form, lambda: _record(request, patient, form)):
        return redirect("imaging:lesions", patient_id=patient.id)
    return patient_page(
        request,
        "imaging/measure.html",
        patient,
        status_of(request),
        form=form,
        study=study,
        line=study_line(study),
        lines=[(line, _before(register, line.place.name)) for line in form.lines],
        history=_history(LesionMeasurement, study),
        readings=[(row, told(row)) for row in _history(LesionReading, study)],
        back_url=reverse("imaging:lesions", args=[patient.id]),
    )


def _history(model: Any, study: ImagingStudy) -> Any:
    """What was written about this examination, what was taken back too."""
    rows = model.objects.filter(patient=study.patient_id, study=study)
    return rows.select_related("lesion", "recorded_by", "voided_by")


def _before(register: Register, name: str) -> str:
    """What was measured of the lesion so far."""
    place = register.place(name)
    return course_words(course_of(place, register)) if place else ""


def _record(request: SignedInRequest, patient: Patient, form: MeasureForm) -> None:
    """Every line that was typed or changed, or none; a problem stands at the field it is about."""
    facts: dict[str, Any] = {
        "by": request.user,
        "patient": patient,
        "today": clock.today(),
        "now": clock.now(),
    }
    facts["reason"] = form.cleaned_data.get("reason", "")
    with transaction.atomic():
        for place, spec in form.specs():
            with _at(place.name):
                measurement_record(spec=spec, **facts)
        for place, said in form.readings():
            with _at(place.name):
                reading_record(spec=said, **facts)


@contextmanager
def _at(name: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise ValidationError(_at_fields(error, name)) from error


def _at_fields(error: ValidationError, name: str) -> dict[str, Any]:
    return {f"{NAMES[key]}_{name}" if key in NAMES else key: found for key, found in error.error_dict.items()}


@requires(Permission.IMAGING_RECORD)
def measurement_void(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """A measurement that must not count; it stays visible, struck out."""
    return _take_back(request, patient_id, row_id, MEASUREMENT)


@requires(Permission.IMAGING_RECORD)
def reading_void(request: SignedInRequest, patient_id: UUID, row_id: UUID) -> HttpResponse:
    """A reading without diameters that must not count."""
    return _take_back(request, patient_id, row_id, READING)


def _take_back(
    request: SignedInRequest, patient_id: UUID, row_id: UUID, kind: Kind[Any, Any]
) -> HttpResponse:
    patient = patient_or_404(request, patient_id, "measurement")
    rows = kind.model._default_manager.filter(patient=patient, voided_at=None)
    row = get_object_or_404(rows.select_related("lesion", "study"), pk=row_id)
    form = ReasonForm(typed(request))
    back = reverse("imaging:measure", args=[patient.id, row.study_id])

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return record_void(kind=kind, by=request.user, row=row, reason=reason, now=clock.now())

    if saved(request, form, act):
        return redirect(back)
    line = Line(on=row.study.done_on, what=f"{row.lesion.site} {told(row)}")
    return patient_page(
        request, "patients/record_void.html", patient, status_of(request), form=form, line=line, back_url=back
    )
