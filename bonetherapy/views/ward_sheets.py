"""The ward list for where there is no network: download it, fill it in, upload it, see what became of it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import audit, clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, requires
from accounts.spreadsheet.columns import Entry, Problem
from accounts.spreadsheet.writing import file_response
from bonetherapy.enums import DoseState, SheetState
from bonetherapy.forms.filters import DayFiltersForm
from bonetherapy.forms.ward_sheet import SheetForm, rows_in
from bonetherapy.models import WardSheet, WardSheetLine
from bonetherapy.selectors.day import ward_rows
from bonetherapy.selectors.day_numbers import reach_of
from bonetherapy.selectors.ward_sheets import lines_seen, sheets_of
from bonetherapy.services.ward_sheets import sheet_return, sheet_take
from bonetherapy.views.day import scope_name
from bonetherapy.ward_sheet import mark, table
from patients.views.saving import BAD_INPUT, typed

MARKS = {
    SheetState.OPEN: "planned",
    SheetState.RECORDED: "given",
    SheetState.BEFORE: "warn",
    SheetState.UNREADABLE: "check_missing",
    SheetState.REFUSED: "blocked",
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DOSE_RECORD)
def ward_sheets(request: SignedInRequest) -> HttpResponse:
    """Both ways on one page; a sheet that comes back leads to what became of its rows."""
    form = SheetForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sheet_id, entries = form.cleaned_data["file"]
        sheet = WardSheet.objects.filter(pk=sheet_id, taken_by=request.user).first()
        if sheet is not None:
            return _returned(request, sheet, entries)
        form.add_error("file", _("Somebody else took this sheet. Who took it uploads it."))
    page = {"form": form, "sheets": sheets_of(request.user), "scope": scope_name(request.user)}
    query = request.GET.urlencode()
    status = BAD_INPUT if request.method == "POST" else 200
    return render(request, "bonetherapy/ward_sheets.html", page | {"query": query}, status=status)


@require_POST
@requires(Permission.DOSE_RECORD)
def ward_sheet_take(request: SignedInRequest) -> HttpResponse:
    """The doses of the day's list as a workbook to fill in."""
    today, now, user = clock.today(), clock.now(), request.user
    filters = DayFiltersForm(request.GET).filters()
    rows = ward_rows(user=user, reach=reach_of(user, today), filters=filters, today=today)
    sheet = sheet_take(by=user, doses=[row.dose for row in rows], now=now)
    audit.record_many(
        request=request,
        patient_ids=[row.patient.id for row in rows],
        action=ReadAction.EXPORT,
        subject="ward_sheet",
    )
    return file_response("xlsx", f"ward-{today}", mark(sheet, user, now), [table(rows, today)])


@require_safe
@requires(Permission.DOSE_RECORD)
def ward_sheet(request: SignedInRequest, sheet_id: UUID) -> HttpResponse:
    """What became of each row of a sheet; only for who took it."""
    return _page(request, get_object_or_404(WardSheet, pk=sheet_id, taken_by=request.user))


def _returned(request: SignedInRequest, sheet: WardSheet, entries: list[Entry]) -> HttpResponse:
    lines = list(lines_seen(request.user, sheet))
    rows, strange = rows_in(entries, lines)
    sheet_return(by=request.user, sheet=sheet, lines=lines, rows=rows, now=clock.now())
    if strange:
        return _page(request, sheet, strange)
    messages.success(request, _("The sheet is read: see what became of each row."))
    return redirect("bonetherapy:ward_sheet", sheet.pk)


def _page(request: SignedInRequest, sheet: WardSheet, strange: list[Problem] | None = None) -> HttpResponse:
    lines = list(lines_seen(request.user, sheet))
    if not lines and sheet.lines.exists():
        raise Http404
    patients = [line.dose.patient_id for line in lines]
    audit.record_many(request=request, patient_ids=patients, action=ReadAction.VIEW, subject="ward_sheet")
    numbers = [(state.label, sum(line.state == state for line in lines)) for state in SheetState]
    today = clock.today()
    rows = [(line, MARKS[SheetState(line.state)], _is_due(line, today)) for line in lines]
    page = {"sheet": sheet, "rows": rows, "numbers": numbers, "strange": strange, "today": today}
    return render(request, "bonetherapy/ward_sheet.html", page)


def _is_due(line: WardSheetLine, today: date) -> bool:
    """Whether the page of the dose goes on with the row: planned still, and due or filled in with a fault."""
    is_ahead = line.state == SheetState.OPEN and line.dose.due_on > today
    return line.dose.state == DoseState.PLANNED and not is_ahead
