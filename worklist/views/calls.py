"""Phone: the list of people to call, and one call with its outcome."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit, clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from patients.models import Patient
from patients.selectors import visible_to
from patients.views.saving import back_of
from worklist import services
from worklist.forms import CallForm
from worklist.selectors.calls import attempts_of, call_list
from worklist.selectors.health import health


@require_safe
@requires(Permission.CONTACT_LOG)
def calls_page(request: SignedInRequest) -> HttpResponse:
    """Everybody to phone, worst first."""
    today = clock.today()
    calls = call_list(user=request.user, today=today)
    audit.record_listed(request=request, patient_ids=calls.patient_ids, subject="calls")
    context = {
        "calls": calls,
        "health": health(user=request.user, now=clock.now()),
        "today": today,
    }
    return render(request, "worklist/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONTACT_LOG)
def call(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """GET shows the numbers, which is written into the trail; POST logs the attempt."""
    patient = get_object_or_404(visible_to(request.user), id=patient_id)
    if request.method == "POST":
        return _log(request, patient)
    form = CallForm(patient=patient, initial={"subject_id": request.GET.get("subject", "")})
    return _page(request, patient, form)


def _log(request: SignedInRequest, patient: Patient) -> HttpResponse:
    form = CallForm(request.POST, patient=patient)
    if form.is_valid():
        try:
            services.contact_attempt_log(by=request.user, patient=patient, spec=form.spec(), now=clock.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The call is logged."))
            return redirect(_back(request))
    return _page(request, patient, form, status=422)


def _page(request: SignedInRequest, patient: Patient, form: CallForm, status: int = 200) -> HttpResponse:
    audit.record(request=request, patient_id=patient.id, action=ReadAction.CALL, subject="call")
    context = {
        "patient": patient,
        "form": form,
        "contacts": patient.contacts.order_by("rank", "created_at"),
        "attempts": attempts_of(patient),
        "next": _back(request),
        "today": clock.today(),
    }
    return render(request, "worklist/call.html", context, status=status)


def _back(request: SignedInRequest) -> str:
    """Where the user came from, if that is in this house; else the call list."""
    return back_of(request) or reverse("worklist:calls")
