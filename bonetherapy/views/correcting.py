"""A dose that is on record and was given otherwise, or never."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.templatetags.words import say
from bonetherapy.forms.correcting import DoseCorrectionForm, DoseVoidForm
from bonetherapy.models import Dose
from bonetherapy.services import correcting
from bonetherapy.views.doors import dose_or_404
from bonetherapy.views.safety_page import record_page
from bonetherapy.views.sheets import Outcome, attempt, sent, sheet_page
from guidelines.bone.agents import Agent


@requires(Permission.COURSE_PRESCRIBE)
def dose_correct(request: SignedInRequest, dose_id: UUID) -> HttpResponse:
    """The dose typed again, and why; what stood there stays in the history of the course."""
    dose = dose_or_404(request, dose_id, subject="dose_correct")
    form = DoseCorrectionForm(dose, sent(request))
    outcome = attempt(
        request,
        form,
        lambda _answers: correcting.dose_correct(
            by=request.user, dose=dose, spec=form.spec(), today=clock.today()
        ),
    )
    page = _page(
        dose,
        gettext("Correct a dose"),
        gettext("Save the correction"),
        "edit",
        ("calendar", gettext("After the last dose, the coming ones follow its new day.")),
    )
    page["void_url"] = reverse("bonetherapy:dose_void", args=[dose.id])
    return _answer(request, dose, form, outcome, page)


@requires(Permission.COURSE_PRESCRIBE)
def dose_void(request: SignedInRequest, dose_id: UUID) -> HttpResponse:
    """The dose was never given: no rule counts it any more."""
    dose = dose_or_404(request, dose_id, subject="dose_void")
    form = DoseVoidForm(sent(request))
    outcome = attempt(
        request,
        form,
        lambda _answers: correcting.dose_void(
            by=request.user, dose=dose, reason_text=form.cleaned_data["reason_text"], now=clock.now()
        ),
    )
    page = _page(
        dose,
        gettext("This dose was not given"),
        gettext("Void the dose"),
        "ban",
        ("calendar", gettext("After the last dose, the coming ones follow the one given before.")),
    )
    return _answer(request, dose, form, outcome, page | {"is_danger": True})


def _page(dose: Dose, heading: str, word: str, icon: str, line: tuple[str, str]) -> dict[str, Any]:
    drug = {"drug": say(Agent(dose.course.agent)), "number": dose.number}
    kept = ("history", gettext("What stood there stays on record, with your name and the reason."))
    page = record_page(dose.patient, heading, word, icon, line, kept)
    return page | {
        "told_of": gettext("%(drug)s, dose %(number)s") % drug,
        "back_url": reverse("bonetherapy:course", args=[dose.course_id]),
    }


def _answer(
    request: SignedInRequest, dose: Dose, form: Any, outcome: Outcome, page: dict[str, Any]
) -> HttpResponse:
    if outcome.is_saved:
        messages.success(request, gettext("%(what)s: saved.") % {"what": page["heading"]})
        return redirect("bonetherapy:course", dose.course_id)
    return sheet_page(request, "bonetherapy/dose_correct.html", dose.patient, form, **page)
