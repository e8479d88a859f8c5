"""The scan board: the follow-up examinations of everybody the user may see, the longest overdue first."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, clock
from accounts.enums import ReadAction
from accounts.permissions import Permission, SignedInRequest, can, requires
from accounts.spreadsheet.writing import file_response, mark_of
from guidelines.quality.benchmarks import Stratum
from guidelines.quality.imaging import IMAGING
from imaging import services
from imaging.selectors.board import BoardFilters, Show, board_doctors, board_numbers, board_rows
from imaging.selectors.slots import slots_of
from imaging.selectors.window_quality import window_counts
from imaging.slot_forms import AskForm, BoardFilterForm
from imaging.views.lines import line_of
from imaging.views.plans import waiting_context
from imaging.views.sheet import board_table

PAGE = 50
MOST_EXPORTED = 5_000
WINDOW_READING = IMAGING["QI-01"]


@require_safe
@requires(Permission.SCAN_VIEW)
def board(request: SignedInRequest) -> HttpResponse:
    """The board; with `?show=`, `kind` and `doctor` a part of it."""
    today, form = clock.today(), BoardFilterForm(request.GET)
    filters = form.filters()
    rows = board_rows(user=request.user, filters=filters, today=today)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    waiting = waiting_context(request, filters)
    audit.record_listed(
        request=request,
        patient_ids=[*(slot.patient_id for slot in page), *(row.id for row in waiting["waiting"])],
        subject="scan board",
    )
    context = {
        "today": today,
        "page": page,
        "lines": [line_of(slot, slot.contacts, request.user, today) for slot in page],
        "filters": filters,
        "form": form,
        "doctors": [(str(doctor.id), doctor.name) for doctor in board_doctors(request.user)],
        "rate": window_counts(request.user, today.replace(day=1), today).rate,
        "can_ask": can(request.user, Permission.SCAN_ARRANGE),
        "can_export": can(request.user, Permission.SCAN_EXPORT),
        **_numbers(request, filters),
        **waiting,
        **_published(),
    }
    return render(request, "imaging/board.html", context)


@require_safe
@requires(Permission.SCAN_EXPORT)
def export(request: SignedInRequest) -> HttpResponse:
    """The board as shown, as a table for a spreadsheet; written into the trail, patient by patient.

    Its first line says who took it and when.
    """
    today = clock.today()
    filters = BoardFilterForm(request.GET).filters()
    rows = list(board_rows(user=request.user, filters=filters, today=today)[:MOST_EXPORTED])
    audit.record_many(
        request=request,
        patient_ids=[slot.patient_id for slot in rows],
        action=ReadAction.EXPORT,
        subject="scan board",
    )
    lines = [line_of(slot, slot.contacts, request.user, today) for slot in rows]
    return file_response(
        "csv", f"scan-board-{today}", mark_of(request.user, clock.now()), [board_table(lines)]
    )


@require_POST
@requires(Permission.SCAN_ARRANGE)
def ask(request: SignedInRequest) -> HttpResponse:
    """Send a notice about the ticked rows to their responsible doctors, once a day and row."""
    form = AskForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["slot"]:
        messages.warning(request, _("Tick the rows whose doctors should be asked."))
        return redirect("imaging:board")
    rows = slots_of(request.user).filter(id__in=form.cleaned_data["slot"], study=None, waived_at=None)
    new = services.slots_ask(by=request.user, slots=rows.select_related("patient"), now=clock.now())
    words = ngettext("%(number)s new notice to the doctors.", "%(number)s new notices to the doctors.", new)
    messages.success(request, words % {"number": new})
    return redirect("imaging:board")


def _numbers(request: SignedInRequest, filters: BoardFilters) -> dict[str, Any]:
    """The big numbers as links that filter the list, and the chips under them."""
    numbers = board_numbers(user=request.user, filters=filters, today=clock.today())
    narrow = {"kind": filters.kind, "doctor": str(filters.doctor or "")}
    counters = [
        (Show.LATE, numbers.late, _("Overdue or missed"), "clock-exclamation", "red"),
        (Show.QC, numbers.qc, _("Bone window pending"), "eye-off", "amber"),
        (Show.BOOKED, numbers.booked, _("Booked scans"), "calendar-check", "violet"),
        (Show.SOON, numbers.soon, _("Due within 14 days"), "calendar-due", "blue"),
    ]
    return {
        "numbers": numbers,
        "query": _query(narrow | {"show": filters.show.value}),
        "all_url": _address(narrow),
        "qc_url": _address(narrow | {"show": Show.QC.value}),
        "settled_url": _address(narrow | {"show": Show.SETTLED.value}),
        "counters": [
            (number, word, icon, tone, _address(narrow | {"show": show.value}), filters.show is show)
            for show, number, word, icon, tone in counters
        ],
    }


def _address(wanted: dict[str, str]) -> str:
    query = _query(wanted)
    return f"{reverse('imaging:board')}?{query}" if query else reverse("imaging:board")


def _query(wanted: dict[str, str]) -> str:
    return urlencode({name: value for name, value in wanted.items() if value})


def _published() -> dict[str, Any]:
    """The published rate to compare with, and where it stands (QI-01)."""
    [overall] = [one for one in WINDOW_READING.benchmarks if one.stratum is Stratum.OVERALL]
    return {"published": overall, "indicator": WINDOW_READING}
