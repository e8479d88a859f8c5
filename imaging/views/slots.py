"""One examination of the calendar: what is known of it, and what can be done about it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, can, requires
from guidelines.findings import Finding
from guidelines.imaging.calendar import SlotKind
from guidelines.imaging.flare import IMG_30
from guidelines.imaging.modalities import Modality, modality_help
from guidelines.imaging.orders import OrderBasis, RefusalReason, refusal_answer
from imaging import services
from imaging.models import ImagingSlot
from imaging.selectors.history import story_of
from imaging.selectors.slots import WITH_STUDY, slots_of
from imaging.services.ordering import order_said
from imaging.slot_forms import BookForm, OrderForm, RefusalForm, WaiveForm
from imaging.views.lines import line_of
from patients.forms.answers import answers_in
from patients.forms.base import RoomForm
from patients.views.door import patient_or_404, patient_page
from patients.views.saving import asked_of, saved, status_of
from worklist.models import ContactLog

# The examination a slot asks for, whose strengths and limits stand beside the order (table 3.3).
MODALITIES = {SlotKind.CT: Modality.CT, SlotKind.BS: Modality.BS}


@require_safe
@requires(Permission.SCAN_VIEW)
def slot_page(request: SignedInRequest, slot_id: UUID) -> HttpResponse:
    """The slot with its forms; of a reason that is being chosen the answer alone (IMG-13)."""
    slot = _slot(request, slot_id)
    if request.headers.get("HX-Request") and "refusal" in request.GET:
        return render(
            request, "imaging/slot.html#answer", {"answer": _answer_to(slot, request.GET["refusal"])}
        )
    return _page(request, slot)


def _answer_to(slot: ImagingSlot, reason: str) -> Finding | None:
    """The numbers for who fears the radiation of a bone scan (IMG-13)."""
    is_reason = slot.kind == SlotKind.BS and reason in RefusalReason.__members__
    return refusal_answer(RefusalReason(reason)) if is_reason else None


@require_POST
@requires(Permission.SCAN_ARRANGE)
def order(request: SignedInRequest, slot_id: UUID) -> HttpResponse:
    """Note the day of the order."""
    slot, form = _slot(request, slot_id), OrderForm(request.POST)

    def act() -> object:
        on, basis = form.cleaned_data["ordered_on"], form.cleaned_data["order_basis"]
        answers, today = answers_in(request.POST), clock.today()
        return services.slot_order(
            by=request.user, slot=slot, on=on, today=today, basis=basis, answers=answers
        )

    return _answer(request, slot, form, act, _("The order is noted."), order_form=form)


@require_POST
@requires(Permission.SCAN_ARRANGE)
def book(request: SignedInRequest, slot_id: UUID) -> HttpResponse:
    """Note the appointment."""
    slot, form = _slot(request, slot_id), BookForm(request.POST)

    def act() -> object:
        answers, spec = answers_in(request.POST), form.spec()
        return services.slot_book(by=request.user, slot=slot, spec=spec, now=clock.now(), answers=answers)

    return _answer(request, slot, form, act, _("The appointment is noted."), book_form=form)


@require_POST
@requires(Permission.SCAN_ARRANGE)
def unbook(request: SignedInRequest, slot_id: UUID) -> HttpResponse:
    """Take the appointment out."""
    slot, form = _slot(request, slot_id), RoomForm(request.POST)

    def act() -> object:
        return services.slot_unbook(by=request.user, slot=slot)

    return _answer(request, slot, form, act, _("The appointment is taken out."), book_form=BookForm())


@require_POST
@requires(Permission.SCAN_ARRANGE)
def refuse(request: SignedInRequest, slot_id: UUID) -> HttpResponse:
    """Note why the patient refuses it or puts it off; it stays due (IMG-13)."""
    slot, form = _slot(request, slot_id), RefusalForm(request.POST)

    def act() -> object:
        reason = form.cleaned_data["refusal"]
        return services.slot_refuse(by=request.user, slot=slot, reason=reason, today=clock.today())

    return _answer(request, slot, form, act, _("The reason is noted."), refusal_form=form)


@require_POST
@requires(Permission.SCAN_WAIVE)
def waive(request: SignedInRequest, slot_id: UUID) -> HttpResponse:
    """Give the examination up, with a reason (IMG-10)."""
    slot, form = _slot(request, slot_id), WaiveForm(request.POST)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return services.slot_waive(by=request.user, slot=slot, reason=reason, now=clock.now())

    return _answer(request, slot, form, act, _("The examination is given up."), waive_form=form)


@require_POST
@requires(Permission.SCAN_WAIVE)
def restore(request: SignedInRequest, slot_id: UUID) -> HttpResponse:
    """Take the waiver back."""
    slot, form = _slot(request, slot_id), RoomForm(request.POST)

    def act() -> object:
        return services.slot_restore(by=request.user, slot=slot)

    return _answer(request, slot, form, act, _("The examination is due again."))


def _slot(request: SignedInRequest, slot_id: UUID) -> ImagingSlot:
    """The slot when the user may see its patient; else 404: nobody learns of it."""
    rows = slots_of(request.user).select_related("waived_by", "booked_by", "ordered_by", "refused_by")
    slot: ImagingSlot = get_object_or_404(rows.prefetch_related(WITH_STUDY), pk=slot_id)
    slot.patient = patient_or_404(request, slot.patient_id, "scan")
    return slot


def _answer(
    request: SignedInRequest,
    slot: ImagingSlot,
    form: RoomForm,
    act: Callable[[], object],
    done: str,
    **forms: RoomForm,
) -> HttpResponse:
    """Back to the slot when it is done, else the slot with what is wrong."""
    if saved(request, form, act):
        messages.success(request, done)
        return redirect("imaging:slot", slot.id)
    return _page(request, slot, problems=form, **forms)


def _ordered(slot: ImagingSlot, today: date) -> dict[str, Any]:
    """The order as it stands; a first one is for the calendar, unless somebody says otherwise."""
    basis = slot.order_basis if slot.ordered_on else [OrderBasis.SCHEDULE.value]
    return {"ordered_on": slot.ordered_on or today, "order_basis": basis}


def _page(
    request: SignedInRequest, slot: ImagingSlot, problems: RoomForm | None = None, **forms: Any
) -> HttpResponse:
    today, user = clock.today(), request.user
    calls = ContactLog.objects.filter(subject_id=slot.id).select_related("by").order_by("-at")
    line, is_open = line_of(slot, len(calls), user, today), slot.study_id is None and slot.waived_at is None
    context = {
        "heading": f"{line.kind} {line.point}",
        "line": line,
        "slot": slot,
        "calls": calls,
        "story": story_of(slot),
        "problems": problems,
        "is_open": is_open,
        "said": order_said(slot, today) if is_open else [],
        "refusal": RefusalReason(slot.refusal) if slot.refusal else None,
        "bases": [OrderBasis(code) for code in slot.order_basis],
        "can_arrange": can(user, Permission.SCAN_ARRANGE),
        "can_waive": can(user, Permission.SCAN_WAIVE),
        "can_call": can(user, Permission.CONTACT_LOG),
        "can_register": can(user, Permission.STUDY_REGISTER),
        "here": reverse("imaging:slot", args=[slot.id]),
        "order_form": OrderForm(initial=_ordered(slot, today)),
        "refusal_form": RefusalForm(initial={"refusal": slot.refusal}),
        "book_form": BookForm(initial={"booked_for": slot.booked_for, "place": slot.booked_place}),
        "waive_form": WaiveForm(),
        "help": modality_help(MODALITIES[SlotKind(slot.kind)]),
        "flare": IMG_30 if slot.kind == SlotKind.BS else None,
        **({} if problems is None else asked_of(request, problems)),
    }
    return patient_page(request, "imaging/slot.html", slot.patient, status_of(request), **context | forms)
