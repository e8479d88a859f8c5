"""The right side of the room's page: what is being written there, with the whole page around it or alone."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect

from accounts.permissions import SignedInRequest
from guidelines.mdt.decisions import DecisionType
from mdt.decision_words import type_word
from mdt.forms.decisions import GuestForm
from mdt.views.live_door import Spot
from mdt.views.live_page import live_page
from mdt.views.live_typed import texts_context
from patients.selectors.whole import OpenRecord

_T = DecisionType
FIRST = (_T.BMA_START, _T.BMA_SWITCH, _T.BMA_HOLD, _T.RT, _T.SURGERY, _T.FOLLOW_UP, _T.ANALGESIA)
OTHERS = tuple(one for one in DecisionType if one not in FIRST)
FORM = ["GET", "HEAD", "POST"]
OK = 200


def desk_page(request: SignedInRequest, spot: Spot, *, status: int = OK, **desk: Any) -> HttpResponse:
    """The whole page, or for htmx the desk alone; with what the desk always holds."""
    context = {
        "first": _buttons(FIRST, desk),
        "others": _buttons(OTHERS, desk),
        "desk": "mdt/live/decision.html",
    }
    context |= {"spot": spot, "patient": spot.patient, "guest_form": GuestForm(auto_id="guest_%s")}
    context |= texts_context(spot) | desk
    if not getattr(request, "htmx", None):
        return live_page(request, spot, OpenRecord(spot.patient, spot.today), context, status)
    answer = render(request, "mdt/live/desk.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _buttons(types: Iterable[DecisionType], desk: dict[str, Any]) -> list[tuple[str, str, bool]]:
    form = desk.get("decision_form")
    return [(one.value, type_word(one.value), form is not None and form.of is one) for one in types]


def back(request: SignedInRequest, spot: Spot) -> HttpResponse:
    """To the case, which then shows what was saved."""
    if getattr(request, "htmx", None):
        return HttpResponseClientRedirect(spot.url("case"))
    return redirect(spot.url("case"))
