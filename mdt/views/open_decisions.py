"""The board of open decisions: what boards decided and nobody has answered for, the oldest first."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.permissions import Permission, SignedInRequest, requires
from mdt.following_words import Mark, age_words, decision_words, mark_of
from mdt.forms.following import DecisionFilterForm
from mdt.selectors.chains import Link
from mdt.selectors.followed import Stage, stage_of
from mdt.selectors.open_decisions import (
    DecisionFilters,
    boards_with_decisions,
    open_decisions,
    owners_of_decisions,
    stage_numbers,
)
from mdt.views.trail import listed

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the board, every word ready."""

    decision: Any
    mark: Mark
    words: str
    age: str
    action: str


@require_safe
@requires(Permission.BOARD_VIEW)
def board(request: SignedInRequest) -> HttpResponse:
    """The board; with `?stage=`, `board`, `owner` and `discipline` a part of it."""
    today, form = clock.today(), DecisionFilterForm(request.GET)
    filters = form.filters()
    rows = open_decisions(user=request.user, filters=filters, today=today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    listed(request, (row.case for row in page), "open decisions")
    context = {
        "today": today,
        "page": page,
        "lines": [_line(row, today) for row in page],
        "filters": filters,
        "is_narrowed": filters != DecisionFilters(),
        "form": form,
        "boards": [(str(one.id), one.name) for one in boards_with_decisions(request.user)],
        "owners": [(str(one.id), one.name) for one in owners_of_decisions(request.user)],
        "counters": _counters(request, filters, today),
    }
    return render(request, "mdt/following/board.html", context)


def _line(row: Any, today: date) -> Line:
    stage = stage_of(row, today)
    return Line(
        decision=row,
        mark=mark_of(Link(decision=row, stage=stage, doses=None), today),
        words=decision_words(row),
        age=age_words(row, today),
        action={Stage.CONFIRM: _("Confirm"), Stage.WAITING: _("Open")}.get(stage, _("Was it done?")),
    )


def _counters(request: SignedInRequest, filters: DecisionFilters, today: date) -> list[tuple[Any, ...]]:
    """The big numbers, each a link that shows its part; the part shown links back to everything."""
    numbers = stage_numbers(user=request.user, filters=filters, today=today)
    looks = {
        Stage.OVERDUE: (pgettext("decisions", "Overdue"), "clock-exclamation", "red"),
        Stage.ASKED: (_("Was it done?"), "message-circle", "amber"),
        Stage.CONFIRM: (pgettext("decision", "To confirm"), "check", "blue"),
        Stage.WAITING: (pgettext("decisions", "Under way"), "clock-hour-4", "violet"),
    }
    return [
        (numbers[stage], *look, _address(filters, stage), filters.stage is stage)
        for stage, look in looks.items()
    ]


def _address(filters: DecisionFilters, stage: Stage) -> str:
    wanted = {
        "stage": "" if filters.stage is stage else stage.value,
        "board": str(filters.board or ""),
        "owner": str(filters.owner or ""),
        "discipline": filters.discipline,
    }
    query = urlencode({name: value for name, value in wanted.items() if value})
    return f"{reverse('following:board')}?{query}" if query else reverse("following:board")
