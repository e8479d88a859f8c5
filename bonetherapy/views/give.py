"""Recording a dose on one page, and taking the record back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts import clock
from accounts.errors import Conflict, Refusal
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.templatetags.words import short_date
from bonetherapy.enums import DoseState
from bonetherapy.forms.give import GivenForm
from bonetherapy.models import Dose
from bonetherapy.selectors.doses import next_planned
from bonetherapy.services import doses
from bonetherapy.views import give_page
from bonetherapy.views.doors import dose_or_404
from bonetherapy.views.problems import errors_add
from guidelines.findings import Finding
from patients.forms.answers import answers_in
from patients.views.stand import stand_of


@requires(Permission.DOSE_RECORD)
def dose_give(request: SignedInRequest, dose_id: UUID) -> HttpResponse:
    """The page that records a dose. A change of time or dose is answered with its consequence alone."""
    dose = dose_or_404(request, dose_id, subject="dose_give")
    if request.method == "POST" and "preview" not in request.POST:
        return _save(request, dose)
    if dose.state != DoseState.PLANNED:
        return closed(request, dose)
    template = "bonetherapy/give_changed.html" if getattr(request, "htmx", None) else "bonetherapy/give.html"
    return _show(request, dose, template=template)


def closed(request: SignedInRequest, dose: Dose) -> HttpResponse:
    """What became of a dose that is no longer open, and what can still be done about it."""
    return render(request, "bonetherapy/dose_closed.html", {"dose": dose, "today": clock.today()})


def _show(
    request: SignedInRequest,
    dose: Dose,
    *,
    template: str = "bonetherapy/give.html",
    form: GivenForm | None = None,
    refused: Iterable[Finding] = (),
) -> HttpResponse:
    now, today = clock.now(), clock.today()
    typed = give_page.typed_in(request.POST, now)
    preview = give_page.preview_of(dose, typed, today)
    stand = stand_of([*preview.findings, *refused], request.POST if form else None)
    if form is None:
        known = give_page.initial(dose, request.user, now) | request.POST.dict()
        form = GivenForm(dose, asks_reason=give_page.asks_reason(dose, preview), initial=known)
    page = give_page.context(dose, request.user, form, preview, stand, typed, today)
    return render(request, template, page, status=422 if form.is_bound else 200)


def _save(request: SignedInRequest, dose: Dose) -> HttpResponse:
    now = clock.now()
    form = _posted(request, dose, now)
    refused: tuple[Finding, ...] = ()
    if form.is_valid():
        try:
            given = doses.dose_give(
                by=request.user, dose=dose, spec=form.spec(answers_in(request.POST)), now=now
            )
        except Refusal as refusal:
            refused = refusal.findings
        except ValidationError as error:
            errors_add(form, error)
        except Conflict as conflict:
            messages.error(request, str(conflict))
            return redirect("bonetherapy:dose_give", dose.id)
        else:
            messages.success(request, _saved(given))
            return redirect("bonetherapy:day")
    return _show(request, dose, form=form, refused=refused)


def _posted(request: SignedInRequest, dose: Dose, now: datetime) -> GivenForm:
    typed = give_page.typed_in(request.POST, now)
    is_late = typed.given_on > dose.due_on and not dose.interruption_reason
    return GivenForm(dose, request.POST, asks_reason=is_late)


def _saved(dose: Dose) -> SafeString:
    following = next_planned(dose)
    return format_html(
        '{} <a href="{}">{}</a> · <a href="{}">{}</a>',
        gettext("Recorded: %(name)s, next %(next)s.")
        % {
            "name": dose.patient.name,
            "next": short_date(following.due_on) if following else gettext("not planned"),
        },
        reverse("bonetherapy:dose_undo", args=[dose.id]),
        gettext("Undo"),
        reverse("bonetherapy:dose_slip", args=[dose.id]),
        gettext("Print slip"),
    )
