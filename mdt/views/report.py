"""The report of a board for whoever runs it: a page for a period, and the same as a file."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import audit, clock
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.spreadsheet.writing import TYPES, file_response, mark_of
from mdt.forms.report import ReportForm
from mdt.models import Board
from mdt.periods import Period, Span
from mdt.report_words import headline_of, sections_of, table_of
from mdt.selectors.boards import boards_run_by
from mdt.selectors.report import report_of


@require_safe
@requires(Permission.BOARD_RUN)
def report(request: SignedInRequest) -> HttpResponse:
    """What the board did in the period; `?board=`, `span` and `on` choose, without them this month."""
    today, form = clock.today(), ReportForm(request.GET)
    boards = list(boards_run_by(request.user))
    chosen, period = _chosen(boards, form), form.period(today)
    context: dict[str, Any] = {"boards": [(str(one.id), one.name) for one in boards], "board": chosen}
    if chosen is not None:
        found = report_of(chosen, period, today)
        context |= {"headline": headline_of(found), "sections": sections_of(found), **_places(chosen, period)}
    spans = [(span.value, span.label) for span in Span]
    return render(request, "mdt/board/report.html", context | {"period": period, "spans": spans})


@require_safe
@requires(Permission.BOARD_RUN)
def report_file(request: SignedInRequest, kind: str) -> HttpResponse:
    """The same as XLSX or CSV; itself a line of the trail, with who took it and when on its first line."""
    today, form = clock.today(), ReportForm(request.GET)
    chosen, period = _chosen(list(boards_run_by(request.user)), form), form.period(today)
    if chosen is None or kind not in TYPES:
        raise Http404
    audit.record_export(request=request, subject="board report", patient_id=None)
    days = f"{period.first_on} – {period.last_on}"
    mark = mark_of(request.user, clock.now(), chosen.name, days)
    name = f"MDT-{period.span.value}-{period.first_on}"
    return file_response(kind, name, mark, [table_of(report_of(chosen, period, today))])


def _chosen(boards: list[Board], form: ReportForm) -> Board | None:
    """The board asked for when the user runs it; without a wish the first one. None: there is none."""
    wanted = form.board_id()
    return next((one for one in boards if wanted in {None, one.id}), None)


def _places(board: Board, period: Period) -> dict[str, str]:
    """Where the buttons of the page lead."""

    def query(day: Any) -> str:
        return urlencode({"board": board.id, "span": period.span.value, "on": day})

    here, around = query(period.first_on), reverse("board:report")
    return {
        "xlsx_url": f"{reverse('board:report_file', args=['xlsx'])}?{here}",
        "csv_url": f"{reverse('board:report_file', args=['csv'])}?{here}",
        "before_url": f"{around}?{query(period.day_before)}",
        "after_url": f"{around}?{query(period.day_after)}",
    }
