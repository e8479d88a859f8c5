"""A decision in the room: written, completed, struck out."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from bonetherapy.views.repairs import repairs
from guidelines.findings import Finding
from guidelines.mdt.decisions import DecisionType
from mdt.forms.decisions import DecisionForm
from mdt.models import Decision
from mdt.selectors.conflicts import decision_findings
from mdt.selectors.prefill import prefilled
from mdt.selectors.recommended import recommended
from mdt.selectors.team import owners_of
from mdt.services.decisions import decision_change, decision_record, decision_void
from mdt.specs.decisions import detail_read
from mdt.views.live_desk import ASIDE, FORM, back, desk_page
from mdt.views.live_door import Spot, spot_or_404
from patients.forms.answers import answers_in
from patients.forms.people import ReasonForm
from patients.selectors.whole import OpenRecord
from patients.views.saving import saved, status_of, typed
from patients.views.stand import asked, stand_of
from worklist.selectors.todo import patient_tasks


@require_http_methods(FORM)
@requires(Permission.DECISION_RECORD)
def decision(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """A new decision of a type (`?type=`): prefilled, judged while it is filled in, saved."""
    spot = spot_or_404(request, meeting_id, case_id)
    of = _type(request.POST.get("type") or request.GET.get("type", ""))
    if of is None:
        return desk_page(request, spot)
    form = _decision_form(request, spot, of)

    def act() -> object:
        spec = form.spec(answers_in(request.POST))
        return decision_record(by=request.user, case=spot.case, spec=spec, today=spot.today)

    return _decided(request, spot, form, act, spot.url("decision"))


@require_http_methods(FORM)
@requires(Permission.DECISION_RECORD)
def decision_edit(request: SignedInRequest, meeting_id: UUID, case_id: UUID, number: int) -> HttpResponse:
    """A decision that is completed or corrected."""
    spot = spot_or_404(request, meeting_id, case_id)
    row = _row(spot, number)
    form = _decision_form(request, spot, DecisionType(row.type), row)

    def act() -> object:
        spec = form.spec(answers_in(request.POST))
        version = _number(request, row.version)
        return decision_change(by=request.user, decision=row, spec=spec, version=version, today=spot.today)

    return _decided(request, spot, form, act, spot.url("decision_edit", number), row)


def _decided(
    request: SignedInRequest,
    spot: Spot,
    form: DecisionForm,
    act: Callable[[], object],
    save_url: str,
    row: Decision | None = None,
) -> HttpResponse:
    is_asking = "preview" in request.POST
    if form.is_bound and not is_asking and saved(request, form, act):
        return back(request, spot)
    findings = form.findings or (_judged(spot, form) if form.is_bound else ())
    desk: dict[str, Any] = {"decision_form": form, "save_url": save_url, "decision_row": row}
    desk |= _stopped(request, spot, findings)
    if is_asking:
        return render(request, "mdt/live/stops.html", desk | {"spot": spot, "patient": spot.patient})
    return desk_page(request, spot, status=status_of(request) if form.is_bound else 200, **desk)


def _judged(spot: Spot, form: DecisionForm) -> tuple[Finding, ...]:
    """What the rules say to the form as far as it can be read."""
    return decision_findings(spot.patient, form.spec(), spot.today)


def _stopped(request: SignedInRequest, spot: Spot, findings: Iterable[Finding]) -> dict[str, Any]:
    stand = stand_of(findings, typed(request))
    ways = repairs(stand.stops, request.user, spot.patient)
    return {"repairs": ways, **asked(stand, request.user)}


def _type(code: str) -> DecisionType | None:
    return DecisionType(code) if code in set(DecisionType) else None


def _decision_form(
    request: SignedInRequest, spot: Spot, of: DecisionType, row: Decision | None = None
) -> DecisionForm:
    owners = owners_of(spot.case)
    applying = recommended(spot.case, patient_tasks(spot.patient, spot.today))
    record = OpenRecord(spot.patient, spot.today)
    first = _as_stored(row) if row else prefilled(of, record, owners, applying)
    data = typed(request)
    if data is not None and "retype" in data:  # another type was chosen: the words stay
        first, data = first | {"text": data.get("text", "")}, None
    return DecisionForm(data, of=of, owners=owners, applying=applying, initial=first, auto_id="decision_%s")


def _as_stored(row: Decision) -> dict[str, Any]:
    detail = detail_read(row.detail)
    cited = row.rule_id.removeprefix("GL Rec ")
    return {
        **{name: getattr(detail, name) for name in row.detail},
        "intent": row.intent,
        "owner": str(row.owner_id or ""),
        "due_on": row.due_on,
        "text": row.text,
        "citation": f"{cited}:{row.grade}" if cited else "",
    }


def _row(spot: Spot, number: int) -> Decision:
    row: Decision = get_object_or_404(spot.case.decisions.filter(voided_at=None), number=number)
    return row


def _number(request: SignedInRequest, usual: int) -> int:
    """The version the form was drawn from; what cannot be one matches none."""
    text = request.POST.get("version", str(usual))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


@require_http_methods(FORM)
@requires(Permission.DECISION_RECORD)
def decision_gone(request: SignedInRequest, meeting_id: UUID, case_id: UUID, number: int) -> HttpResponse:
    """A decision struck out, with the reason."""
    spot = spot_or_404(request, meeting_id, case_id)
    row, form = _row(spot, number), ReasonForm(typed(request))

    def act() -> object:
        return decision_void(
            by=request.user,
            decision=row,
            reason=form.cleaned_data["reason"],
            version=_number(request, row.version),
            now=clock.now(),
        )

    if saved(request, form, act):
        return back(request, spot, ASIDE)
    return desk_page(
        request, spot, status=status_of(request), desk="mdt/live/void.html", void_form=form, decision_row=row
    )
