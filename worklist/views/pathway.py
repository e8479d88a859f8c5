"""The pages of the diagnostic pathway: taking a step, taking one back, answering the risk factors."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, can, requires
from accounts.templatetags.words import say
from guidelines.pathway.states import PathwayState
from patients.forms.answers import answers_in
from patients.forms.people import ReasonForm
from patients.selectors.whole import chart_of
from patients.services.pathway import RISK
from patients.services.recording import record_add
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import asked_of, saved, status_of, typed
from worklist.selectors.pathway import risk_of, standing_of
from worklist.services.pathway import asked_names, pathway_advance, pathway_take_back
from worklist.step_forms import RiskForm, StepForm, as_typed
from worklist.views.pathway_page import factor_rows, ordered_names, step_page

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@requires(Permission.PATHWAY_STEP)
def pathway_step(request: SignedInRequest, patient_id: UUID, target: str) -> HttpResponse:
    """One step: what it asks for, the day, the reason; what refuses it stands above."""
    patient, today = patient_or_404(request, patient_id, "pathway"), clock.today()
    state = _state_or_404(target)
    standing = standing_of(patient, request.user, chart_of(patient, today))
    names = asked_names(standing.state, state) if standing.state else ("lung_cancer_confirmed",)
    start = {name: as_typed(getattr(standing.facts, name)) for name in names}
    start |= {"taken_on": today, "source": standing.state or ""}
    form = StepForm(typed(request), initial=start, names=ordered_names(names))

    def act() -> object:
        spec = form.spec(state, answers_in(request.POST, form.reasons))
        return pathway_advance(by=request.user, patient=patient, spec=spec, today=today, now=clock.now())

    if saved(request, form, act):
        messages.success(request, gettext("The patient now stands at: %(state)s.") % {"state": say(state)})
        return redirect("patients:detail", patient.id)
    context = step_page(standing, state, form, patient, request.user) | asked_of(request, form)
    return patient_page(request, "worklist/pathway/step.html", patient, status_of(request), **context)


def _state_or_404(target: str) -> PathwayState:
    if target not in PathwayState.__members__:
        raise Http404
    return PathwayState[target]


@require_http_methods(FORM)
@requires(Permission.PATHWAY_STEP)
def pathway_void(request: SignedInRequest, patient_id: UUID, step_id: UUID) -> HttpResponse:
    """The last step, taken back with a reason; it stays in the history."""
    patient = patient_or_404(request, patient_id, "pathway")
    step = get_object_or_404(patient.pathway_steps.all(), pk=step_id)
    form = ReasonForm(typed(request))

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return pathway_take_back(by=request.user, step=step, reason=reason, now=clock.now())

    if saved(request, form, act):
        messages.success(request, gettext("The step is taken back."))
        return redirect("patients:detail", patient.id)
    context = {"form": form, "step": step, "target": PathwayState(step.to_state)}
    return patient_page(request, "worklist/pathway/void.html", patient, status_of(request), **context)


@require_http_methods(FORM)
@requires(Permission.OBSERVATION_RECORD)
def pathway_risk(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """The risk factors with what the record says of each, and the answer of DX-02."""
    patient, today = patient_or_404(request, patient_id, "pathway"), clock.today()
    risk = risk_of(patient, chart_of(patient, today))
    form = RiskForm(typed(request), initial=RiskForm.start(dict(risk.stated), today))

    def act() -> object:
        return record_add(kind=RISK, by=request.user, patient=patient, spec=form.spec(), today=today)

    if saved(request, form, act):
        messages.success(request, gettext("Saved."))
        return redirect("patients:detail", patient.id)
    context = {
        "form": form,
        "risk": risk,
        "rows": factor_rows(form, risk),
        "may_step": can(request.user, Permission.PATHWAY_STEP),
    }
    return patient_page(request, "worklist/pathway/risk.html", patient, status_of(request), **context)
