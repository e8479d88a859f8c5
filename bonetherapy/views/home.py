"""The oncologist's first page: what of my patients is stuck, waits for me, or is due for a look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from accounts import audit, clock
from accounts.permissions import SignedInRequest
from accounts.templatetags.words import cited, say, short_date
from bonetherapy.selectors.closing import CourseToClose
from bonetherapy.selectors.day import day_row
from bonetherapy.selectors.home import CourseToStart, OncologistHome, Review, oncologist_home
from bonetherapy.selectors.stopped import StoppedCourse
from bonetherapy.templatetags.doses import agent, place
from bonetherapy.views.change_page import stop_url
from bonetherapy.views.change_words import reason_word
from bonetherapy.views.rows import line
from bonetherapy.views.stencils import Stencils
from worklist.protocols import Action, Menu, WorkRow


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do about a patient, every word ready."""

    state: str
    days: int | None
    badge_text: str
    title: str
    why: str
    source: str
    grade: str
    when: str
    action: str
    icon: str
    url: str
    menu: Menu | None = None


def home_context(request: SignedInRequest) -> dict[str, Any]:
    """The lists of the page, each worst first."""
    today = clock.today()
    home = oncologist_home(user=request.user, today=today)
    audit.record_listed(request=request, patient_ids=home.patient_ids, subject="home")
    stencils = Stencils(request)
    rows = [
        line(day_row(row.dose, row.checks, today, home.limits_set), stencils, today) for row in home.stuck
    ]
    sections = [*_sections(home, today)]
    return {
        "today": today,
        "rows": rows,
        "overdue": sum(1 for row in home.stuck if row.days_late),
        "stuck": len(rows),
        "sections": sections,
        "is_clear": not rows and not any(section[-1] for section in sections),
        "stopped": [_stopped(row, clock.now()) for row in home.stopped],
    }


def _sections(home: OncologistHome, today: date) -> Iterator[tuple[str, str, str, str, list[Item]]]:
    yield (
        "start",
        gettext("Courses to start"),
        "player-play",
        "amber",
        [_start(row, today) for row in home.starts],
    )
    yield (
        "review",
        gettext("Reviews due"),
        "calendar-time",
        "violet",
        [
            *(_review(row, today) for row in home.reviews),
            *(_task(row, today) for row in home.board_reviews),
        ],
    )
    waiting = [_confirm(row.patient, today) for row in home.confirmations]
    yield "confirm", gettext("Bone metastasis to confirm"), "clipboard-check", "blue", waiting
    closing = [_close(row, today) for row in home.closings]
    yield "close", gettext("Courses to close"), "player-stop", "grey", closing
    yield (
        "others",
        gettext("Scans and the board"),
        "list-check",
        "red",
        [_other(row.shown) for row in home.others],
    )
    yield "task", gettext("My tasks"), "checklist", "grey", [_task(row, today) for row in home.tasks]


def _standing(due_on: date | None, today: date) -> tuple[str, int | None, str]:
    """Badge state, days and word of something due: overdue, today, or the days that are left."""
    if due_on is None:
        return "flag", None, pgettext("due", "Open")
    days = (due_on - today).days
    if days < 0:
        return "overdue", -days, ""
    left = ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
    return ("due_soon", None, left) if days else ("due_today", None, "")


def _start(row: CourseToStart, today: date) -> Item:
    finding = row.finding
    return Item(
        *_standing(finding.due_on, today),
        title=row.patient.name,
        why=say(finding.message),
        source=cited(finding),
        grade=say(finding.grade),
        when=_due(finding.due_on),
        action=gettext("Start a course"),
        icon="player-play",
        url=reverse("bonetherapy:course_start", args=[row.patient.id]),
    )


def _review(row: Review, today: date) -> Item:
    course = row.course
    why = (
        gettext("Hold to look at again: %(drug)s")
        if row.is_hold
        else gettext("Longer interval to look at: %(drug)s")
    )
    return Item(
        *_standing(row.due_on, today),
        title=course.patient.name,
        why=why % {"drug": agent(course.agent)},
        source="",
        grade="",
        when=_due(row.due_on),
        action=gettext("Look"),
        icon="eye",
        url=reverse("bonetherapy:course", args=[course.id]),
    )


def _close(row: CourseToClose, today: date) -> Item:
    words = {"drug": agent(row.course.agent), "reason": say(row.reason)}
    return Item(
        *_standing(row.since, today),
        title=row.course.patient.name,
        why=gettext("%(drug)s is still open: %(reason)s") % words,
        source="",
        grade="",
        when=gettext("recorded for %(day)s") % {"day": short_date(row.since)},
        action=gettext("Stop the drug"),
        icon="player-stop",
        url=stop_url(row),
    )


def _stopped(row: StoppedCourse, now: datetime) -> Item:
    course, can_undo = row.course, row.can_undo(now)
    return Item(
        state="stopped",
        days=None,
        badge_text="",
        title=course.patient.name,
        why=gettext("%(drug)s: %(reason)s")
        % {"drug": agent(course.agent), "reason": reason_word(course.stop_reason)},
        source="",
        grade="",
        when=gettext("recorded %(at)s") % {"at": f"{timezone.localtime(row.recorded_at):%m-%d %H:%M}"},
        action=gettext("Undo the stop") if can_undo else gettext("Look"),
        icon="arrow-back-up" if can_undo else "eye",
        url=reverse(f"bonetherapy:course{'_unstop' if can_undo else ''}", args=[course.id]),
    )


def _confirm(patient: Any, today: date) -> Item:
    return Item(
        *_standing(None, today),
        title=patient.name,
        why=gettext("Bone metastasis is suspected; only a confirmed one may be treated."),
        source="",
        grade="",
        when=place(patient),
        action=pgettext("diagnosis", "Decide"),
        icon="clipboard-check",
        url=reverse("patients:metastasis", args=[patient.id]),
    )


def _task(task: Any, today: date) -> Item:
    return Item(
        *_standing(task.due_on, today),
        title=task.patient.name,
        why=task.why or task.get_kind_display(),
        source="",
        grade="",
        when=_due(task.due_on),
        action=gettext("Settle"),
        icon="check",
        url=reverse("worklist:task_settle", args=[task.id]),
    )


def _other(row: WorkRow) -> Item:
    """A due row of another room, as that room says it."""
    action = row.action or Action(gettext("Look"), reverse("patients:detail", args=[row.patient.id]), "eye")
    return Item(
        state=row.badge,
        days=row.days,
        badge_text="",
        title=row.patient.name,
        why=gettext("%(what)s: %(about)s") % {"what": row.title, "about": row.why},
        source=row.source,
        grade=row.grade,
        when=_due(row.due_on),
        action=action.words,
        icon=action.icon,
        url=action.url,
        menu=row.menu,
    )


def _due(day: date | None) -> str:
    return gettext("due %(day)s") % {"day": short_date(day)} if day else ""
