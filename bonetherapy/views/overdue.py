"""A dose that did not happen: a new date, not given, or a check that is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.enums import Role
from accounts.errors import Conflict, Refusal
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.templatetags.words import say, short_date
from bonetherapy.enums import DoseState
from bonetherapy.forms.overdue import NotGivenForm, ReasonForm, RebookForm, RequestForm
from bonetherapy.models import Dose
from bonetherapy.services import missed
from bonetherapy.services.actions import follow_up_of
from bonetherapy.services.requests import check_request
from bonetherapy.views.doors import dose_or_404
from bonetherapy.views.give import closed
from bonetherapy.views.problems import errors_add
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.reminders import interruption_finding
from guidelines.findings import Finding
from worklist.enums import TaskKind
from worklist.models import ContactLog
from worklist.services import contact_attempt_log

MOST_ATTEMPTS = 5


@requires(Permission.DOSE_RECORD)
def dose_rebook(request: SignedInRequest, dose_id: UUID) -> HttpResponse:
    """Reason, new appointment and the call in which it was agreed, in one form."""
    dose = dose_or_404(request, dose_id, subject="dose_rebook")
    if is_fragment(request):
        return _proposal(request)
    if dose.state != DoseState.PLANNED:
        return closed(request, dose)
    form = RebookForm(
        dose.patient.contacts.all(), request.POST if request.method == "POST" else None, initial=_known(dose)
    )
    if request.method == "POST" and _done(request, form, lambda: _rebook(request, dose, form)):
        return redirect("bonetherapy:day")
    return render(request, "bonetherapy/overdue.html", _rebook_page(dose, form), status=_status(form))


def _rebook(request: SignedInRequest, dose: Dose, form: RebookForm) -> str:
    spec = form.spec()
    missed.dose_rebook(by=request.user, dose=dose, spec=spec, today=clock.today())
    if form.called():
        call = form.call(dose.id)
        contact_attempt_log(by=request.user, patient=dose.patient, spec=call, now=clock.now())
    words = {"name": dose.patient.name, "day": short_date(spec.booked_on)}
    return gettext("%(name)s: new appointment %(day)s.") % words


@requires(Permission.DOSE_RECORD)
def dose_not_given(request: SignedInRequest, dose_id: UUID) -> HttpResponse:
    """The dose did not happen and will not be made up: why, and when the next one is."""
    dose = dose_or_404(request, dose_id, subject="dose_not_given")
    if is_fragment(request):
        return _proposal(request)
    if dose.state != DoseState.PLANNED:
        return closed(request, dose)
    form = NotGivenForm(request.POST if request.method == "POST" else None, initial=_known(dose))
    if request.method == "POST" and _done(request, form, lambda: _mark(request, dose, form)):
        return redirect("bonetherapy:day")
    return render(request, "bonetherapy/dose_form.html", _not_given_page(dose, form), status=_status(form))


def _mark(request: SignedInRequest, dose: Dose, form: NotGivenForm) -> str:
    missed.dose_mark_not_given(by=request.user, dose=dose, spec=form.spec(), today=clock.today())
    return gettext("%(name)s: recorded as not given.") % {"name": dose.patient.name}


@require_POST
@requires(Permission.DOSE_RECORD)
def dose_request(request: SignedInRequest, dose_id: UUID) -> HttpResponse:
    """Ask for a missing or stale check: one task for who must do it, also when asked twice."""
    dose = dose_or_404(request, dose_id, subject="dose_request")
    form = RequestForm(request.POST)
    if form.is_valid():
        kind = form.kind()
        check_request(by=request.user, dose=dose, check_kind=kind, today=clock.today())
        words = {"name": dose.patient.name, "check": say(kind.label)}
        messages.success(request, gettext("%(name)s: %(check)s requested; it is on the task list.") % words)
    else:
        messages.error(request, gettext("Nothing was requested: choose a check of the list."))
    return redirect("bonetherapy:day")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a reason asks for, and the task that saving it opens; None: recording it is all."""

    finding: Finding
    kind: TaskKind | None
    role: Role | None


def is_fragment(request: SignedInRequest) -> bool:
    """True while the form is filled in, and only what the chosen reason means is asked for."""
    return request.method == "GET" and bool(request.headers.get("HX-Request"))


def _proposal(request: SignedInRequest) -> HttpResponse:
    proposed = _proposed(request.GET.get("reason_code", ""))
    return render(request, "bonetherapy/parts/proposed.html", {"proposed": proposed})


def _proposed(code: str) -> Proposed | None:
    """The targeted action (REM-06); None before a reason of the list is chosen."""
    if code not in InterruptionReason.__members__:
        return None
    reason = InterruptionReason[code]
    kind, role = follow_up_of(reason) or (None, None)
    return Proposed(interruption_finding(reason), kind, role)


def _done(request: SignedInRequest, form: ReasonForm, act: Callable[[], str]) -> bool:
    """True when the form was right and the service agreed; what went wrong is said on the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            said = act()
    except ValidationError as error:
        errors_add(form, error)
    except Refusal as refusal:
        errors_add(form, ValidationError([say(finding.message) for finding in refusal.findings]))
    except Conflict as conflict:
        errors_add(form, ValidationError(str(conflict)))
    else:
        messages.success(request, said)
        return True
    return False


def _status(form: ReasonForm) -> int:
    return 422 if form.errors else 200


def _known(dose: Dose) -> dict[str, Any]:
    return {
        "reason_code": dose.interruption_reason,
        "reason_text": dose.reason_text,
        "booked_on": dose.booked_on,
    }


def _page(dose: Dose, form: ReasonForm) -> dict[str, Any]:
    today = clock.today()
    return {
        "dose": dose,
        "form": form,
        "today": today,
        "late": max((today - dose.due_on).days, 0),
        "proposes": True,
        "proposed": _proposed(str(form["reason_code"].value() or "")),
    }


def _rebook_page(dose: Dose, form: RebookForm) -> dict[str, Any]:
    attempts = ContactLog.objects.filter(patient_id=dose.patient_id).select_related("by")
    return _page(dose, form) | {
        "heading": gettext("Reason and new date"),
        "attempts": attempts[:MOST_ATTEMPTS],
        "has_contacts": form.has_contacts(),
        "save_word": gettext("Save the new date"),
        "save_icon": "calendar-check",
        "promise": gettext("Reason, date and call are saved together."),
        "consequences": [
            (
                "calendar-check",
                gettext("The dose waits for the new date; the clinical due date stays on record."),
            ),
            ("bell", gettext("Reminders go out for the new date.")),
            ("phone-call", gettext("The call is logged; a reached patient leaves the call list.")),
        ],
    }


def _not_given_page(dose: Dose, form: NotGivenForm) -> dict[str, Any]:
    return _page(dose, form) | {
        "heading": gettext("Dose not given"),
        "save_word": gettext("Record as not given"),
        "save_icon": "calendar-x",
        "promise": gettext("For a patient who only missed the day, choose a new date instead."),
        "consequences": [
            ("calendar-x", gettext("This dose is closed with its reason; it is never caught up.")),
            ("calendar", gettext("The next dose stays where it is planned, or moves to the date you give.")),
            ("bell", gettext("Reminders of this dose are withdrawn.")),
        ],
    }
