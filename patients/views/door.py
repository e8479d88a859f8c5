"""How every page finds its patient: through `visible_to`, and on the record."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts import audit, clock
from accounts.enums import ReadAction
from accounts.permissions import SignedInRequest
from patients.models import Patient
from patients.selectors.access import visible_to
from patients.selectors.page import banner_of
from patients.selectors.whole import OpenRecord

PLACE = ("hospital", "department", "ward", "responsible_doctor", "diagnosis", "bone_metastasis__decided_by")


def patient_or_404(
    request: SignedInRequest, patient_id: UUID, subject: str, action: ReadAction = ReadAction.VIEW
) -> Patient:
    """The patient when the user may see it, with a line in the trail; else 404: nobody learns of it."""
    rows = visible_to(request.user).select_related(*PLACE).prefetch_related("diagnosis__drivers")
    patient = get_object_or_404(rows, pk=patient_id)
    audit.record(request=request, patient_id=patient.id, action=action, subject=subject)
    return patient


def patient_page(
    request: HttpRequest, template: str, patient: Patient, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about one patient: with the banner, and never kept by the browser."""
    return record_page(request, template, OpenRecord(patient, clock.today()), status, **context)


def record_page(
    request: HttpRequest, template: str, record: OpenRecord, status: int = 200, **context: Any
) -> HttpResponse:
    """The same for a page that has opened the record already."""
    context |= {"patient": record.patient, "banner": banner_of(record), "today": record.today}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response
