"""The list of meetings, their month, and a new one."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import clock
from accounts.models import User
from accounts.permissions import Permission, SignedInRequest, can, requires
from accounts.templatetags.words import say
from bonetherapy.forms.filters import MonthForm
from bonetherapy.selectors.calendar import next_month
from bonetherapy.views.calendar import month_name
from guidelines.holidays import DayType, day_kind
from mdt import services
from mdt.enums import MeetingState
from mdt.forms import MeetingForm
from mdt.forms.meetings import SuggestedDayForm
from mdt.models import Meeting
from mdt.selectors.boards import boards_handled_by
from mdt.selectors.meetings import held_before, is_ready, meetings_between, upcoming
from mdt.selectors.meetings_live import leads
from mdt.selectors.notices import empty_months, holiday_meetings
from mdt.views.door import form_page, run_board_or_404
from mdt.wording import Standing, answer_badge, standing_of
from patients.views.saving import typed

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting of the list: how it stands, and what the reader answered; None for who is not asked.

    `is_open`: it is held now; `can_begin`: it is today's and the reader leads it.
    """

    meeting: Meeting
    standing: Standing
    own: Standing | None
    is_open: bool
    can_begin: bool


@require_safe
@requires(Permission.BOARD_VIEW)
def meetings(request: SignedInRequest) -> HttpResponse:
    """Meetings to come, `?past=1` those that are over; above them what the coordinator has to decide."""
    now, today, is_past = clock.now(), clock.today(), bool(request.GET.get("past"))
    rows = (held_before if is_past else upcoming)(request.user, now)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [_line(row, request.user, today) for row in page],
        "is_past": is_past,
        "today": today,
        "holidays": holiday_meetings(request.user, now),
        "empty_months": empty_months(request.user, today),
        "boards": boards_handled_by(request.user),
        "can_run": can(request.user, Permission.BOARD_RUN),
    }
    return render(request, "mdt/board/meetings.html", context)


def _line(row: Any, user: User, today: date) -> Line:
    """A row of `listed`, with its annotations."""
    own = answer_badge(row.own_answer) if row.own_answer else None
    is_live = row.cancelled_at is None and row.state == MeetingState.OPEN
    can_begin = is_ready(row, today) and leads(user, row)
    return Line(row, standing_of(row), own, is_live, can_begin)


@require_safe
@requires(Permission.BOARD_VIEW)
def calendar(request: SignedInRequest) -> HttpResponse:
    """The meetings of a month with the public holidays of China."""
    today = clock.today()
    first_on = MonthForm(request.GET).first_on(today)
    weeks = Calendar().monthdatescalendar(first_on.year, first_on.month)
    rows = meetings_between(request.user, weeks[0][0], weeks[-1][-1])
    context = {
        "weeks": _cells(weeks, rows, first_on, today),
        "month_name": month_name(first_on),
        "previous": next_month(first_on, -1),
        "next": next_month(first_on),
        "calendar_unknown": any(day_kind(day).type is DayType.UNKNOWN for week in weeks for day in week),
    }
    return render(request, "mdt/board/calendar.html", context)


def _cells(
    weeks: list[list[date]], rows: Iterable[Meeting], first_on: date, today: date
) -> list[list[dict[str, Any]]]:
    by_day: dict[date, list[Meeting]] = {}
    for row in rows:
        by_day.setdefault(timezone.localdate(row.starts_at), []).append(row)
    return [[_cell(day, by_day.get(day, []), first_on, today) for day in week] for week in weeks]


def _cell(day: date, rows: list[Meeting], first_on: date, today: date) -> dict[str, Any]:
    kind = day_kind(day)
    return {
        "date": day,
        "in_month": (day.year, day.month) == (first_on.year, first_on.month),
        "is_today": day == today,
        "holiday": say(kind.label) if kind.type is DayType.HOLIDAY else "",
        "is_workday": kind.type is DayType.MAKEUP_WORKDAY,
        "url": "",
        "items": [_item(row) for row in rows],
        "more": 0,
    }


def _item(row: Meeting) -> dict[str, Any]:
    return {
        "state": standing_of(row).state,
        "amount": 0,
        "label": f"{timezone.localtime(row.starts_at):%H:%M} {row.board.name}",
        "url": reverse("board:meeting", args=[row.pk]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOARD_RUN)
def meeting_add(request: SignedInRequest, board_id: UUID) -> HttpResponse:
    """A single meeting of a board."""
    board = run_board_or_404(request, board_id)
    start = {"place": board.place, "video_link": board.video_link} | SuggestedDayForm(request.GET).start()
    form = MeetingForm(typed(request), initial=start)

    def act() -> object:
        return services.meeting_add(by=request.user, board=board, spec=form.spec(), now=clock.now())

    heading, back = _("New meeting"), reverse("board:meetings")
    return form_page(request, form, act, _("The meeting is planned."), back, heading=heading, board=board)
