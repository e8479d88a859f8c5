"""Dental records, supplements and adverse events of a patient."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.templatetags.words import say
from bonetherapy.forms.safety import (
    AdverseEventForm,
    Answers,
    ClearForm,
    DayForm,
    DentalForm,
    SupplementForm,
    WhyForm,
)
from bonetherapy.forms.sheet import Sheet
from bonetherapy.models import AdverseEvent, Course, DentalRecord, SupplementOrder
from bonetherapy.services import adverse, dental, supplements
from bonetherapy.views import safety_page
from bonetherapy.views.sheets import attempt, sent, sheet_page
from guidelines.bone.dental import DentalItem, needs_hold
from patients.models import Patient
from patients.selectors.access import visible_to
from patients.views.door import patient_or_404


@requires(Permission.DENTAL_RECORD)
def dental_add(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """A dental item, done or planned, with what the rules say about it on the drug."""
    patient, today = patient_or_404(request, patient_id, "dental_add"), clock.today()
    form = DentalForm(sent(request), initial={"on": today, "status": "done", "outcome": "NOT_STATED"})
    added: list[DentalRecord] = []

    def act(answers: Answers) -> None:
        if spec := form.spec(request.user, answers):
            added.append(dental.dental_record_add(by=request.user, patient=patient, spec=spec, today=today))

    outcome = attempt(request, form, act)
    if outcome.is_saved:
        return _dental_added(request, patient, added[0])
    page = safety_page.dental(patient, form, request.user, today)
    findings = [*page.pop("findings"), *outcome.refused]
    return sheet_page(request, "bonetherapy/dental_add.html", patient, form, findings, **page)


def _dental_added(request: SignedInRequest, patient: Patient, record: DentalRecord) -> HttpResponse:
    """A planned procedure that touches bone leads on to the hold (DEN-03)."""
    running = safety_page.running_course(patient)
    said = gettext("Dental record saved.")
    if running and not record.is_done and needs_hold(DentalItem(record.item)):
        url = reverse("bonetherapy:course_hold", args=[running.id]) + f"?dental={record.id}"
        said = format_html('{} <a href="{}">{}</a>', said, url, gettext("Hold the drug for it"))
    messages.success(request, said)
    return redirect("patients:detail", patient.id)


@requires(Permission.DENTAL_RECORD)
def dental_clear(request: SignedInRequest, record_id: UUID) -> HttpResponse:
    """The dentist lets the drug go on."""
    record, patient = _row(request, DentalRecord.objects.all(), record_id, "dental_clear")
    today = clock.today()
    form = ClearForm(sent(request), initial={"cleared_on": today, "dentist_name": record.dentist_name})

    def act(answers: Answers) -> None:
        typed = form.cleaned_data
        dental.dental_clear(by=request.user, record=record, today=today, **typed)

    return _short(request, patient, form, act, safety_page.clearance(patient, record))


@requires(Permission.DENTAL_RECORD)
def dental_cancel(request: SignedInRequest, record_id: UUID) -> HttpResponse:
    """A planned procedure does not take place."""
    record, patient = _row(request, DentalRecord.objects.all(), record_id, "dental_cancel")
    form = WhyForm(sent(request))

    def act(answers: Answers) -> None:
        dental.dental_cancel(by=request.user, record=record, today=clock.today(), **form.cleaned_data)

    return _short(request, patient, form, act, safety_page.given_up(patient, record))


@requires(Permission.SUPPLEMENT_RECORD)
def supplement_add(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Calcium and vitamin D per day, checked against the guideline and the last calcium."""
    patient, today = patient_or_404(request, patient_id, "supplement_add"), clock.today()
    form = SupplementForm(sent(request), initial={"started_on": today})

    def act(answers: Answers) -> None:
        if spec := form.spec(answers):
            supplements.supplement_start(by=request.user, patient=patient, spec=spec, today=today)

    page = safety_page.supplement(patient, form, today, is_opened=request.method == "GET")
    return _short(request, patient, form, act, page, template="bonetherapy/supplement_add.html")


@requires(Permission.SUPPLEMENT_RECORD)
def supplement_confirm(request: SignedInRequest, order_id: UUID) -> HttpResponse:
    """The patient was asked and takes it."""
    order, patient = _row(request, SupplementOrder.objects.all(), order_id, "supplement_confirm")
    return _on_a_day(
        request,
        patient,
        lambda on, today: supplements.supplement_confirm(by=request.user, order=order, on=on, today=today),
        safety_page.confirmation(patient, order),
    )


@requires(Permission.SUPPLEMENT_RECORD)
def supplement_stop(request: SignedInRequest, order_id: UUID) -> HttpResponse:
    """The supplement ends."""
    order, patient = _row(request, SupplementOrder.objects.all(), order_id, "supplement_stop")
    return _on_a_day(
        request,
        patient,
        lambda on, today: supplements.supplement_stop(by=request.user, order=order, on=on, today=today),
        safety_page.supplement_end(patient, order, clock.today()),
    )


@requires(Permission.ADVERSE_EVENT_RECORD)
def adverse_event_add(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """An adverse event on the latest course, with what it means."""
    patient, today = patient_or_404(request, patient_id, "adverse_event_add"), clock.today()
    course = Course.objects.filter(patient=patient).order_by("-created_at").first()
    if course is None:
        messages.warning(
            request, gettext("No bone-modifying drug was started, so no event can belong to one.")
        )
        return redirect("patients:detail", patient.id)
    form = AdverseEventForm(sent(request), initial={"onset_on": today})

    def act(answers: Answers) -> None:
        if spec := form.spec():
            adverse.adverse_event_add(by=request.user, course=course, spec=spec, today=today)

    page = safety_page.adverse_event(course, form, today)
    return _short(request, patient, form, act, page, template="bonetherapy/adverse_event_add.html")


@requires(Permission.ADVERSE_EVENT_RECORD)
def adverse_event_resolve(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """The event is over."""
    event, patient = _row(request, AdverseEvent.objects.all(), event_id, "adverse_event_resolve")
    return _on_a_day(
        request,
        patient,
        lambda on, today: adverse.adverse_event_resolve(by=request.user, event=event, on=on, today=today),
        safety_page.event_end(patient, event),
    )


def _row(request: SignedInRequest, rows: QuerySet[Any], row_id: UUID, subject: str) -> tuple[Any, Patient]:
    """The row and its patient; 404 for a patient the user may not see."""
    row: Any = get_object_or_404(rows.filter(patient__in=visible_to(request.user)), pk=row_id)
    row.patient = patient_or_404(request, row.patient_id, subject)
    return row, row.patient


def _on_a_day(
    request: SignedInRequest, patient: Patient, act: Callable[[date, date], Model], page: dict[str, Any]
) -> HttpResponse:
    """A form that asks for nothing but a day."""
    today = clock.today()
    form = DayForm(sent(request), initial={"on": today})
    return _short(request, patient, form, lambda answers: act(form.cleaned_data["on"], today), page)


def _short(
    request: SignedInRequest,
    patient: Patient,
    form: Sheet,
    act: Callable[[Answers], object],
    page: dict[str, Any],
    *,
    template: str = "bonetherapy/record_form.html",
) -> HttpResponse:
    """Save and go back to the patient, or show the form with its consequence."""
    outcome = attempt(request, form, act)
    if outcome.is_saved:
        messages.success(request, gettext("%(what)s: saved.") % {"what": say(page["heading"])})
        return redirect("patients:detail", patient.id)
    findings = [*page.pop("findings", ()), *outcome.refused]
    return sheet_page(request, template, patient, form, findings, **page)
