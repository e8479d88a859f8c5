"""The first page of the day: the ward's list, the oncologist's patients, the coordinator's hospital."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from accounts import audit, clock
from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission, SignedInRequest, requires
from bonetherapy.forms.filters import DayFiltersForm
from bonetherapy.selectors.day import PAGE_ROWS, DayFilters, DayPage, Show
from bonetherapy.selectors.day_numbers import DayCounts
from bonetherapy.selectors.held import HeldCourse, held_courses
from bonetherapy.selectors.one_day import rows_on
from bonetherapy.services.judging import day_open
from bonetherapy.templatetags.doses import agent
from bonetherapy.views.course_page import rights
from bonetherapy.views.home import home_context
from bonetherapy.views.rows import line
from bonetherapy.views.stencils import Stencils
from bonetherapy.wording import short_name
from patients.panels import home_panels_of

MORNING, AFTERNOON, EVENING = 5, 12, 18


@requires(Permission.WORKLIST_VIEW)
def day(request: SignedInRequest) -> HttpResponse:
    """Today's doses, worst first; htmx asks for the list alone. Oncologists begin with their own patients."""
    if request.user.role == Role.ONCOLOGIST and not request.GET:
        return render(request, "bonetherapy/home.html", {**home_context(request), **_head(request)})
    filters = DayFiltersForm(request.GET).filters()
    page = _page(request.user, filters)
    held = held_courses(
        user=request.user, team_patients=page.team_patients, filters=filters, today=clock.today()
    )
    listed_note(request, page, held)
    template = "bonetherapy/day.html#list" if is_fragment(request) else "bonetherapy/day.html"
    shown = {**list_context(request, page, filters), "held": held, "may": rights(request.user)}
    return render(request, template, {**shown, **_head(request)})


def listed_note(request: HttpRequest, page: DayPage, held: Collection[HeldCourse]) -> None:
    """Whom the day's list names, into the trail."""
    ids = [*(row.patient.id for row in page.rows), *(row.patient.id for row in held)]
    audit.record_listed(request=request, patient_ids=ids, subject="day")


def _page(user: User, filters: DayFilters) -> DayPage:
    today = clock.today()
    page = day_open(user=user, filters=filters, today=today)
    if filters.on is None:
        return page
    rows = rows_on(user=user, filters=filters, on=filters.on, today=today)
    first = (filters.page - 1) * PAGE_ROWS
    return replace(page, rows=tuple(rows[first : first + PAGE_ROWS]), row_count=len(rows))


def is_fragment(request: HttpRequest) -> bool:
    """True when htmx swaps a part of the page; its back button asks for the whole page."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request


def list_context(request: SignedInRequest, page: DayPage, filters: DayFilters) -> dict[str, Any]:
    """The counters, the filters and the lines of the list."""
    today, stencils = clock.today(), Stencils(request)
    return {
        "today": today,
        "here": reverse("bonetherapy:day"),
        "query": _query(filters),
        "filters": filters,
        "on": filters.on,
        "filtered": filters != DayFilters(page=filters.page),
        "counts": page.counts,
        "counters": [*_counters(page.counts, filters)],
        "choices": {
            "wards": page.choices.wards,
            "doctors": page.choices.doctors,
            "agents": [(code, agent(code)) for code in page.choices.agents],
        },
        "rows": [line(row, stencils, today) for row in page.rows],
        "paging": _paging(page.row_count, filters.page),
    }


@dataclass(frozen=True, slots=True)
class Counter:
    """One of the big numbers."""

    number: int
    word: str
    icon: str
    tone: str
    note: str
    href: str
    current: bool


def _counters(counts: DayCounts, filters: DayFilters) -> list[Counter]:
    parts = [
        (Show.TODAY, counts.today, pgettext("due", "Today"), "calendar-event", "blue", _today_note(counts)),
        (
            Show.OVERDUE,
            counts.overdue,
            pgettext("due", "Overdue"),
            "clock-exclamation",
            "red",
            _overdue_note(counts),
        ),
        (
            Show.BLOCKED,
            counts.blocked,
            gettext("Blocked within 7 days"),
            "lock",
            "amber",
            _blocked_note(counts),
        ),
    ]
    return [
        Counter(number, word, icon, tone, note, _link(filters, show), filters.show is show)
        for show, number, word, icon, tone, note in parts
    ]


def _today_note(counts: DayCounts) -> str:
    if not counts.today:
        return gettext("none due today")
    return gettext("%(ready)d can be given, %(blocked)d blocked") % {
        "ready": counts.today_ready,
        "blocked": counts.today_blocked,
    }


def _overdue_note(counts: DayCounts) -> str:
    if not counts.overdue:
        return gettext("nobody is late")
    longest = ngettext("longest %(days)d day", "longest %(days)d days", counts.longest_days)
    told = ngettext("%(escalated)d escalated", "%(escalated)d escalated", counts.escalated)
    parts = [longest % {"days": counts.longest_days}]
    parts += [told % {"escalated": counts.escalated}] if counts.escalated else []
    return gettext(", ").join(parts)


def _blocked_note(counts: DayCounts) -> str:
    if not counts.blocked:
        return gettext("nothing stands in the way")
    return gettext(", ").join(f"{short_name(kind)} {number}" for kind, number in counts.blocked_by)


def _link(filters: DayFilters, show: Show) -> str:
    """The list filtered to this counter; pressed again it shows everything."""
    return (
        f"{reverse('bonetherapy:day')}?{_query(filters, Show.ALL if filters.show is show else show)}".rstrip(
            "?"
        )
    )


def _query(filters: DayFilters, show: Show | None = None) -> str:
    chosen = {
        "ward": filters.ward,
        "doctor": filters.doctor,
        "agent": filters.agent,
        "show": str(filters.show if show is None else show),
        "on": filters.on if show is None else None,
    }
    return urlencode({name: value for name, value in chosen.items() if value})


def _paging(row_count: int, number: int) -> Page[int]:
    return Paginator(range(row_count), PAGE_ROWS).get_page(number)


def _head(request: SignedInRequest) -> dict[str, Any]:
    user = request.user
    return {
        "greeting": greeting(user, timezone.localtime(clock.now())),
        "scope": scope_name(user),
        "home_panels": [] if is_fragment(request) else home_panels_of(request),
    }


def greeting(user: User, now: datetime) -> str:
    """`李敏，早上好`."""
    hour = now.hour
    if MORNING <= hour < AFTERNOON:
        words = gettext("Good morning, %(name)s")
    elif AFTERNOON <= hour < EVENING:
        words = gettext("Good afternoon, %(name)s")
    else:
        words = gettext("Good evening, %(name)s")
    return words % {"name": user.name}


def scope_name(user: User) -> str:
    """Whose doses the list holds: the department's, or the hospital's for a coordinator."""
    place = user.hospital if user.role == Role.COORDINATOR else user.department or user.hospital
    return str(place) if place else pgettext("scope", "no department")
