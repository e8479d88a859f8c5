"""A course: its start and its page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.templatetags.words import short_date
from bonetherapy.forms.start import StartForm, offered
from bonetherapy.services import courses
from bonetherapy.views import course_page, start_page
from bonetherapy.views.course_doors import course_or_404
from bonetherapy.views.sheets import Outcome, attempt, sent, sheet_page
from patients.models import Patient
from patients.specs.overrides import Acknowledgement
from patients.views.door import patient_or_404, patient_page


@requires(Permission.COURSE_PRESCRIBE)
def course_start(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """Choose a drug with everything about it in sight, see dose and dates, start."""
    patient, today = patient_or_404(request, patient_id, "course_start"), clock.today()
    form = StartForm(sent(request), initial={"first_due_on": today} | offered(request.GET))

    def act(answers: tuple[Acknowledgement, ...]) -> None:
        if spec := form.spec(answers):
            courses.course_start(by=request.user, patient=patient, spec=spec, today=today)

    outcome = attempt(request, form, act)
    if outcome.is_saved:
        words = {"name": patient.name, "day": short_date(form.cleaned_data["first_due_on"])}
        messages.success(request, gettext("%(name)s: course started, first dose %(day)s.") % words)
        return redirect("patients:detail", patient.id)
    return _start_page(request, patient, form, outcome)


def _start_page(
    request: SignedInRequest, patient: Patient, form: StartForm, outcome: Outcome
) -> HttpResponse:
    page: dict[str, Any] = start_page.context(patient, form, clock.today())
    findings = [*page.pop("findings"), *outcome.refused]
    back = {"back_url": reverse("patients:detail", args=[patient.id])}
    return sheet_page(request, "bonetherapy/course_start.html", patient, form, findings, **page, **back)


@requires(Permission.PATIENT_VIEW)
def course(request: SignedInRequest, course_id: UUID) -> HttpResponse:
    """The history of a course: time line, every dose, every change with who, when and why."""
    found = course_or_404(request, course_id, "course")
    page = course_page.context(found, request.user, clock.today())
    return patient_page(request, "bonetherapy/course.html", found.patient, **page)
