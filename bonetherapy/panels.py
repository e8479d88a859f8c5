"""What this room shows on the patient's page."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from accounts import clock
from accounts.models import User
from accounts.permissions import Permission, can
from bonetherapy.models import Dose
from bonetherapy.selectors.stopped import undoable
from bonetherapy.selectors.therapy import Running, Therapy, therapy_of
from bonetherapy.views.change_page import stop_url
from bonetherapy.views.course_page import dose_line, rights, state_of
from guidelines.bone.checks import Check
from patients.panels import Panel
from patients.selectors.whole import OpenRecord

BLOCKED_DAYS = 7


def bone_therapy(request: HttpRequest, record: OpenRecord) -> Panel | None:
    """The course, its next dose, rebound watch, teeth, supplements and adverse events."""
    user = request.user
    if not isinstance(user, User) or not can(user, Permission.PATIENT_VIEW):
        return None
    therapy, today = therapy_of(record), record.today
    running = therapy.running
    return Panel(
        title=gettext("Bone-modifying drug"),
        url=reverse("bonetherapy:course", args=[running.course.id]) if running else "",
        template="bonetherapy/panel.html",
        context={
            "therapy": therapy,
            "may": rights(user),
            "today": today,
            **_badge(therapy, today),
            **_closing(therapy),
            **_stopped(therapy),
        },
        banner_template="bonetherapy/panel_banner.html",
        stops=_stops(therapy),
    )


def _stopped(therapy: Therapy) -> dict[str, object]:
    """The course whose stop can still be taken back."""
    latest = therapy.earlier[0].course if therapy.earlier else None
    can_undo = latest is not None and therapy.running is None and undoable(latest, clock.now())
    return {"undoable": latest} if can_undo else {}


def _closing(therapy: Therapy) -> dict[str, object]:
    """Where the course of a patient who does not come back is closed."""
    return {} if therapy.closing is None else {"close_url": stop_url(therapy.closing)}


def _stops(therapy: Therapy) -> frozenset[str] | None:
    """The rules of the checks that stand in the way of the next dose; None without a dose to give."""
    running = therapy.running
    if running is None or running.next_dose is None:
        return None
    return frozenset(_rule_of(check) for check in running.checks if check.blocks)


def _rule_of(check: Check) -> str:
    return check.finding.rule_id if check.finding else check.kind.value


def _badge(therapy: Therapy, today: date) -> dict[str, object]:
    """The badge of the next dose, or of a course on hold."""
    running = therapy.running
    if running is None:
        due_on = therapy.start.due_on if therapy.start else None
        return {"start_late": (today - due_on).days if due_on else None}
    state = state_of(running.course)
    badge, days = state, None
    if running.next_dose is not None:
        badge, days = dose_badge(running, running.next_dose, today)
    return {"state": state, "badge": badge, "days": days}


def dose_badge(running: Running, dose: Dose, today: date) -> tuple[str, int | None]:
    """Badge and days late of a coming dose; blocked while a check of the next week stands in the way."""
    line = dose_line(dose, today, running.timeline.slack)
    is_near = ((dose.booked_on or dose.due_on) - today).days <= BLOCKED_DAYS
    if line.state in {"planned", "due_today"} and is_near and any(check.blocks for check in running.checks):
        return "blocked", None
    return line.state, line.days
