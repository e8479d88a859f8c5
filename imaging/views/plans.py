"""Patients without a follow-up schedule: who they are, and the choice that gives them one (IMG-01)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import audit, clock
from accounts.permissions import Permission, SignedInRequest, can, requires
from guidelines.assessment.imaging import category_found
from guidelines.imaging.scans import schedule_findings
from imaging.plan_form import CHOSEN, PlanForm
from imaging.selectors.board import BoardFilters
from imaging.selectors.plans import unplanned
from imaging.slot_forms import BoardFilterForm
from patients.models import Diagnosis, Patient
from patients.selectors.whole import OpenRecord
from patients.services.follow_up import follow_up_save
from patients.views.door import patient_or_404, record_page
from patients.views.saving import back_of, saved, status_of, typed
from worklist.services import patient_freshen

PAGE, FIRST = 50, 5


@require_safe
@requires(Permission.SCAN_VIEW)
def unplanned_list(request: SignedInRequest) -> HttpResponse:
    """Everybody who waits for a schedule, the longest waiting first; with `?doctor=` those of one doctor."""
    filters = BoardFilterForm(request.GET).filters()
    page = Paginator(unplanned(request.user, filters), PAGE).get_page(request.GET.get("page"))
    audit.record_listed(request=request, patient_ids=[row.id for row in page], subject="unplanned scans")
    context = {"page": page, "waiting": page, "may_choose": may_choose(request)}
    return render(request, "imaging/unplanned.html", context)


def waiting_context(request: SignedInRequest, filters: BoardFilters) -> dict[str, Any]:
    """The first of them for the board, and how many there are."""
    rows = unplanned(request.user, filters)
    return {
        "waiting": rows[:FIRST],
        "waiting_count": rows.count(),
        "may_choose": may_choose(request),
    }


def may_choose(request: SignedInRequest) -> bool:
    """Only an oncologist chooses (AMB-14)."""
    return can(request.user, Permission.DIAGNOSIS_CONFIRM)


@requires(Permission.DIAGNOSIS_CONFIRM)
def follow_up(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """The choice, with what each schedule asks for and the day it would count from."""
    patient = patient_or_404(request, patient_id, "follow-up")
    diagnosis = Diagnosis.objects.filter(patient=patient).first()
    form = PlanForm(typed(request), initial=PlanForm.start(diagnosis))

    def act() -> object:
        category, recurred_on = form.chosen()
        facts: dict[str, Any] = {"category": category, "recurred_on": recurred_on}
        return follow_up_save(by=request.user, patient=patient, today=clock.today(), **facts)

    if saved(request, form, act):
        return _done(request, patient)
    record = OpenRecord(patient, clock.today())
    context = _stand(record) | {"form": form, "next": back_of(request), "back_url": back_of(request)}
    heading = _("Follow-up schedule")
    return record_page(
        request, "imaging/follow_up.html", record, status_of(request), heading=heading, **context
    )


def _done(request: SignedInRequest, patient: Patient) -> HttpResponse:
    """The calendar follows at once, so that the next page shows it."""
    patient_freshen(patient_id=patient.id, now=clock.now())
    messages.success(request, _("Saved. The calendar follows the schedule."))
    back = back_of(request)
    return redirect(back) if back else redirect("patients:detail", patient.id)


def _stand(record: OpenRecord) -> dict[str, Any]:
    """Where the patient stands, and what each choice would ask for from the day of the diagnosis."""
    diagnosis, limits = record.chart.record.diagnosis, record.limits.imaging
    starts_on = None if diagnosis is None else diagnosis.on
    asks = [] if starts_on is None else [(one, schedule_findings(one, starts_on, limits)) for one in CHOSEN]
    return {"stand": category_found(record.chart), "starts_on": starts_on, "offers": asks}
