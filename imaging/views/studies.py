"""An examination registered by hand: with the help texts of its modality, and the slot it fills."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, can, requires
from guidelines.findings import Finding
from guidelines.imaging.flare import IMG_30
from guidelines.imaging.modalities import DX_13, HELP, WHY_THIS_ORDER, Modality, modality_help
from guidelines.imaging.orders import IMG_14
from imaging.models import ImagingStudy
from imaging.register_form import RegisterForm
from imaging.selectors.slots import slot_filled_by
from imaging.services import REGISTERED
from imaging.wording import kind_name, point_of
from patients.forms.answers import answers_in
from patients.forms.prefill import prefilled
from patients.models import Patient
from patients.services.recording import record_add, record_findings
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import asked_of, back_of, saved, status_of, tell, typed
from worklist.services import patient_freshen


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.STUDY_REGISTER)
def register(request: SignedInRequest, patient_id: UUID) -> HttpResponse:
    """The form; saving says which examination of the calendar is filled."""
    patient = patient_or_404(request, patient_id, "study")
    if request.headers.get("HX-Request") and request.method == "GET":
        return render(request, "imaging/register.html#help", _help(request.GET.get("modality", "")))
    is_reader = can(request.user, Permission.IMAGING_RECORD)
    form = RegisterForm(typed(request), initial=_start(request), patient=patient, is_reader=is_reader)
    kept: list[ImagingStudy] = []
    if saved(request, form, lambda: kept.append(_registered(request, patient, form))):
        _tell(request, kept[0])
        tell(request, _said(request, patient, form))
        back = back_of(request)
        return redirect(back) if back else redirect("imaging:study_list", patient.id)
    return _page(request, patient, form)


def _start(request: SignedInRequest) -> dict[str, Any]:
    """Today, and what the address names: `?modality=MRI`."""
    return {"done_on": clock.today(), **prefilled(RegisterForm, request.GET)}


def _said(request: SignedInRequest, patient: Patient, form: RegisterForm) -> list[Finding]:
    """What the rules say to the order (IMG-14); of its bone window `_tell` has spoken."""
    by, today, spec = request.user, clock.today(), form.spec()
    found = record_findings(kind=REGISTERED, by=by, patient=patient, spec=spec, today=today)
    return [finding for finding in found if finding.rule_id == IMG_14.rule_id]


def _registered(request: SignedInRequest, patient: Patient, form: RegisterForm) -> ImagingStudy:
    return record_add(
        kind=REGISTERED,
        by=request.user,
        patient=patient,
        spec=form.spec(),
        today=clock.today(),
        answers=answers_in(request.POST),
    )


def _page(request: SignedInRequest, patient: Patient, form: RegisterForm) -> HttpResponse:
    back = back_of(request)
    context = {"form": form, "next": back, "back_url": back, "heading": _("Register an examination")}
    chosen = form["modality"].value() or ""
    context |= _help(chosen) | asked_of(request, form)
    return patient_page(request, "imaging/register.html", patient, status_of(request), **context)


def _help(chosen: str) -> dict[str, Any]:
    """What the examinations show and do not show (table 3.3), the chosen one first."""
    known = Modality(chosen) if chosen in Modality.__members__ else None
    return {
        "chosen": known,
        "chosen_help": None if known is None else modality_help(known),
        "others": [(modality, text) for modality, text in HELP.items() if modality is not known],
        "order": DX_13.finding(),
        "why_order": WHY_THIS_ORDER,
        "flare": IMG_30,
    }


def _tell(request: SignedInRequest, study: ImagingStudy) -> None:
    """Which slot it fills; a CT whose bone window is not stated fills none yet (IMG-21, IMG-22)."""
    patient_freshen(patient_id=study.patient_id, now=clock.now())
    slot = slot_filled_by(study.id)
    if slot is None:
        messages.success(request, _("Saved. It belongs to no examination of the calendar."))
        return
    words = {"what": f"{kind_name(slot)} {point_of(slot)}", "day": f"{slot.due_on:%Y-%m-%d}"}
    if slot.is_fulfilled:
        messages.success(request, _("Saved. It fills %(what)s, due on %(day)s.") % words)
        return
    text = _(
        "Saved. QC pending: %(what)s, due on %(day)s, is not fulfilled until the bone window is read. It can "
        "be read in the same images, without a new scan (IMG-21, IMG-22)."
    )
    messages.warning(request, text % words)
