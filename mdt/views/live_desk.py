"""The right side of the room's page: what is being written there, with the whole page around it or alone."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import SignedInRequest
from guidelines.mdt.decisions import DecisionType
from mdt.decision_words import type_word
from mdt.forms.decisions import GuestForm
from mdt.views.live_door import Spot
from mdt.views.live_page import live_page
from mdt.views.live_state import digest_of, state_context
from mdt.views.live_typed import texts_context
from patients.selectors.whole import OpenRecord

_T = DecisionType
FIRST = (_T.BMA_START, _T.BMA_SWITCH, _T.BMA_HOLD, _T.RT, _T.SURGERY, _T.FOLLOW_UP, _T.ANALGESIA)
OTHERS = tuple(one for one in DecisionType if one not in FIRST)
FORM = ["GET", "HEAD", "POST"]
ASIDE = "mdt/live/aside.html"
OK = 200


def desk_page(
    request: SignedInRequest,
    spot: Spot,
    *,
    status: int = OK,
    part: str = "mdt/live/desk.html",
    **desk: Any,
) -> HttpResponse:
    """The whole page, or for htmx one part of it; with what the right side always holds."""
    context = _context(spot, desk)
    if not getattr(request, "htmx", None):
        return live_page(request, spot, OpenRecord(spot.patient, spot.today), context, status)
    return _fragment(request, part, context, status)


def back(request: SignedInRequest, spot: Spot, part: str = "mdt/live/desk.html") -> HttpResponse:
    """What was saved in its place and an empty part; nothing else of the page is touched."""
    if not getattr(request, "htmx", None):
        return redirect(spot.url("case"))
    context = state_context(spot)
    shown = {"digest": digest_of(context, request), "is_swap": True, "part": part}
    return _fragment(request, "mdt/live/saved.html", _context(spot, {}) | context | shown, OK)


def _context(spot: Spot, desk: dict[str, Any]) -> dict[str, Any]:
    context: dict[str, Any] = {"first": _buttons(FIRST, desk), "others": _buttons(OTHERS, desk)}
    context |= {"spot": spot, "patient": spot.patient}
    return context | {"guest_form": GuestForm(auto_id="guest_%s")} | texts_context(spot) | desk


def _fragment(request: SignedInRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    answer = render(request, template, context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _buttons(types: Iterable[DecisionType], desk: dict[str, Any]) -> list[tuple[str, str, bool]]:
    form = desk.get("decision_form")
    return [(one.value, type_word(one.value), form is not None and form.of is one) for one in types]
