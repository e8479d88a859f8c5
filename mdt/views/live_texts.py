"""Conclusion, patient's wish and bone protection: saved while they are typed; and the end of the case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from accounts import clock
from accounts.errors import Conflict
from accounts.permissions import Permission, SignedInRequest, requires
from mdt.forms.decisions import TextsForm
from mdt.selectors.agenda_live import agenda_of
from mdt.services.concluding import case_close
from mdt.services.texts import TextsClash, case_texts_save
from mdt.views.live_desk import FORM, desk_page
from mdt.views.live_door import Spot, glance_or_404, spot_or_404
from mdt.views.live_typed import texts_form
from patients.forms.answers import answers_in
from patients.views.saving import saved, status_of, typed
from patients.views.stand import asked, stand_of

CLASH, BAD = 409, 422


@require_http_methods(["POST"])
@requires(Permission.DECISION_RECORD)
def texts_autosave(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """Some fields as they are typed: answered with the version, or with what somebody else wrote (409)."""
    spot = glance_or_404(request, meeting_id, case_id)
    form = texts_form(spot, request.POST)
    if not form.is_valid():
        return JsonResponse({"problem": _problem(form)}, status=BAD)
    try:
        row = case_texts_save(
            by=request.user, case=spot.case, changes=_sent(request, form), version=version_of(request)
        )
    except TextsClash as clash:
        theirs = {name: getattr(clash.case, name) for name in clash.fields}
        told = {"version": clash.case.version, "theirs": theirs, "problem": str(clash)}
        return JsonResponse(told, status=CLASH)
    except Conflict as conflict:
        return JsonResponse({"problem": str(conflict)}, status=CLASH)
    return JsonResponse({"version": row.version})


def version_of(request: SignedInRequest) -> int:
    """The version the writer last saw; what cannot be one is older than all."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _sent(request: SignedInRequest, form: TextsForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in form.fields if name in request.POST}


def _problem(form: TextsForm) -> str:
    return " ".join(str(problem) for problems in form.errors.values() for problem in problems)


@require_http_methods(FORM)
@requires(Permission.DECISION_RECORD)
def close(request: SignedInRequest, meeting_id: UUID, case_id: UUID) -> HttpResponse:
    """The case is concluded with the texts as they stand here; then comes the next one."""
    spot = spot_or_404(request, meeting_id, case_id)
    form = texts_form(spot, typed(request))

    def act() -> object:
        return _conclude(request, spot, form)

    if saved(request, form, act):
        messages.success(request, _("The case is concluded."))
        return _next(request, spot)
    spot.case.refresh_from_db(fields=["version"])
    stand = stand_of(form.findings, typed(request))
    shown: dict[str, Any] = {"texts_form": form, "texts_version": spot.case.version, "is_closing": True}
    shown |= {"closing": asked(stand, request.user), "part": "mdt/live/texts.html"}
    return desk_page(request, spot, status=status_of(request), **shown)


@transaction.atomic
def _conclude(request: SignedInRequest, spot: Spot, form: TextsForm) -> None:
    try:
        row = case_texts_save(
            by=request.user, case=spot.case, changes=_sent(request, form), version=version_of(request)
        )
    except TextsClash as clash:
        raise ValidationError({name: _theirs(clash, name) for name in clash.fields}) from clash
    case_close(by=request.user, case=row, today=spot.today, now=clock.now(), answers=answers_in(request.POST))


def _theirs(clash: TextsClash, name: str) -> str:
    words = _("Somebody else wrote here meanwhile: “%(text)s”. Put both together, then conclude.")
    return words % {"text": getattr(clash.case, name)}


def _next(request: SignedInRequest, spot: Spot) -> HttpResponse:
    rows = [
        row for row in agenda_of(spot.meeting, request.user, clock.now()) if row.name and not row.is_closed
    ]
    case = rows[0].case if rows else spot.case
    url = reverse("live:case", args=[spot.meeting.id, case.id])
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", None) else redirect(url)
