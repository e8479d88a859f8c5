"""One way for every form about a course or a patient's safety: show, show the consequence, save, say no."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext

from accounts.errors import Conflict, Refusal
from accounts.permissions import SignedInRequest
from bonetherapy.forms.sheet import Sheet, quieted
from bonetherapy.views.problems import errors_add
from bonetherapy.views.repairs import repairs
from guidelines.findings import Finding
from patients.forms.answers import answers_in
from patients.models import Patient
from patients.specs.overrides import Acknowledgement
from patients.views.door import patient_page
from patients.views.saving import BAD_INPUT
from patients.views.stand import asked, stand_of

OK = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a request went: saved, or not, with the rules that refused."""

    is_saved: bool = False
    refused: tuple[Finding, ...] = ()


def is_saving(request: SignedInRequest) -> bool:
    """True when the form was sent to be saved; a change of a field only asks for the consequence."""
    return request.method == "POST" and "preview" not in request.POST


def sent(request: SignedInRequest) -> Any:
    """What was typed; None for a page that is opened."""
    return request.POST if request.method == "POST" else None


def attempt(
    request: SignedInRequest, form: Sheet, act: Callable[[tuple[Acknowledgement, ...]], object]
) -> Outcome:
    """Save when the form was sent; what a service refuses stands at its field, rules are in the outcome."""
    if not is_saving(request):
        form.quiet()
        return Outcome()
    if not form.is_valid():
        return Outcome()
    try:
        with transaction.atomic():
            act(answers_in(request.POST))
    except Refusal as refusal:
        return Outcome(refused=refusal.findings)
    except ValidationError as error:
        errors_add(form, error)
    except Conflict as conflict:
        form.add_error(None, str(conflict) or gettext("Somebody else changed this. Reload the page."))
    else:
        return Outcome(is_saved=True)
    return Outcome()


def sheet_page(
    request: SignedInRequest,
    template: str,
    patient: Patient,
    form: Sheet,
    findings: Iterable[Finding] = (),
    **context: Any,
) -> HttpResponse:
    """The form with its stops, questions and consequence; a changed field is answered with these alone."""
    stand = stand_of(findings, sent(request))
    if not is_saving(request) and stand.answers.is_bound:
        quieted(stand.answers)
    only_parts = bool(getattr(request, "htmx", False)) and not is_saving(request)
    shown = "bonetherapy/course_changed.html" if only_parts else template
    status = BAD_INPUT if is_saving(request) else OK
    ways = repairs(stand.stops, request.user, patient)
    page = {"form": form, "sheet": template, "repairs": ways, **asked(stand, request.user), **context}
    return patient_page(request, shown, patient, status, **page)
