"""The page of one patient, showing a masked number, and who looked."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, can, requires
from guidelines.labs import Analyte
from patients.calculations import calculations_of
from patients.cards import card_of
from patients.models import Patient
from patients.panels import open_stops, panels_of
from patients.selectors.page import (
    clearance_of,
    lab_results,
    lab_rows,
    newest_labs,
    newest_weights,
    problems_shown,
    reads_of,
    severity_badge,
)
from patients.selectors.whole import OpenRecord
from patients.sheets.all import SHEETS
from patients.trail_words import page_word, role_word
from patients.views.door import patient_or_404, patient_page, record_page
from patients.views.timeline import choice_of, timeline_context

READS_PAGE = 50
LABS_PAGE = 50
SHOWN_LABS = 12
SHOWN_WEIGHTS = 6
SHOWN_OVERRIDES = 20


@requires(Permission.PATIENT_VIEW)
def detail(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Who this is, what is due (panels of other rooms), and the facts."""
    patient = patient_or_404(request, patient_id, "patient")
    record = OpenRecord(patient, clock.today())
    panels = panels_of(request, record)
    cards = [card_of(sheet, record, request.user) for sheet in SHEETS]
    newest = lab_rows(newest_labs(record.rows))
    last_labs = [row for row in newest if row.is_last]
    weights = newest_weights(record.rows)[:SHOWN_WEIGHTS]
    overrides = [
        (row, severity_badge(row.severity))
        for row in patient.overrides.select_related("by").order_by("-created_at")[:SHOWN_OVERRIDES]
    ]
    return record_page(
        request,
        "patients/detail.html",
        record,
        panels=panels,
        due_panels=[panel for panel in panels if panel.is_due],
        record_panels=[panel for panel in panels if not panel.is_due],
        stops=open_stops(panels),
        cards=cards,
        calculations=calculations_of(record, cards),
        **timeline_context(record, choice_of(request.GET)),
        labs=newest[:SHOWN_LABS],
        has_more_labs=len(newest) > SHOWN_LABS,
        last_labs=last_labs,
        clearance=clearance_of(patient, last_labs, next(iter(weights), None), record.today),
        weights=weights,
        problems=problems_shown(record.rows),
        contacts=patient.contacts.all(),
        overrides=overrides,
        care_team=patient.care_team.select_related("user__department", "user__hospital"),
        can=rights(request),
    )


@requires(Permission.PATIENT_VIEW)
def labs(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Every laboratory result, or those of one test (`?analyte=`), page by page."""
    patient = patient_or_404(request, patient_id, "labs")
    analyte = request.GET.get("analyte", "")
    rows = lab_results(patient)
    rows = rows.filter(analyte=analyte) if analyte in set(Analyte) else rows
    page = Paginator(rows, LABS_PAGE).get_page(request.GET.get("page"))
    return patient_page(
        request, "patients/lab_list.html", patient, page=page, labs=lab_rows(page), can=rights(request)
    )


def rights(request: SignedInRequest) -> dict[str, bool]:
    """Which actions the page offers; every one is checked again where it is done."""
    user = request.user
    return {
        "edit": can(user, Permission.PATIENT_EDIT),
        "labs": can(user, Permission.LAB_RECORD),
        "confirm": can(user, Permission.DIAGNOSIS_CONFIRM),
        "merge": can(user, Permission.PATIENT_MERGE),
        "reveal": can(user, Permission.IDENTIFIER_REVEAL),
        "trail": can(user, Permission.TRAIL_VIEW),
    }


@require_POST
@requires(Permission.IDENTIFIER_REVEAL)
def reveal(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """The whole identity card number, or the phone or address of the contact named in `contact`; recorded."""
    contact_id = request.POST.get("contact", "")
    action = ReadAction.CALL if contact_id else ReadAction.REVEAL
    patient = patient_or_404(request, patient_id, "contact" if contact_id else "national_id", action)
    value = _contact_value(patient, contact_id) if contact_id else patient.national_id
    part = "#value" if request.headers.get("HX-Request") else ""
    return patient_page(request, f"patients/revealed.html{part}", patient, value=value)


def _contact_value(patient: Patient, contact_id: str) -> str:
    try:
        wanted = UUID(contact_id)
    except ValueError as error:
        raise Http404 from error
    contact = get_object_or_404(patient.contacts.all(), pk=wanted)
    return str(contact.phone or contact.email)


@requires(Permission.TRAIL_VIEW)
def access(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Who looked at this patient, when, and why they may."""
    patient = patient_or_404(request, patient_id, "access")
    page = Paginator(reads_of(patient), READS_PAGE).get_page(request.GET.get("page"))
    rows = [(row, role_word(row.role), page_word(row.subject)) for row in page]
    return patient_page(request, "patients/access.html", patient, page=page, rows=rows)
