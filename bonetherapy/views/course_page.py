"""What the page of a course shows: who it is for, its doses as they were planned and given, every change."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from accounts import clock
from accounts.models import User
from accounts.permissions import Permission, can
from bonetherapy.enums import CourseState, DoseState
from bonetherapy.models import Course, CourseChange, Dose
from bonetherapy.selectors.history import course_history
from bonetherapy.selectors.stopped import undoable
from bonetherapy.selectors.timeline import course_timeline
from bonetherapy.views.change_words import ChangeLine, change_lines, course_interval, reason_word
from bonetherapy.views.start_words import start_words
from patients.selectors.page import severity_badge

PLANNED_SHOWN = 6
WAITING = {DoseState.HELD: "held", DoseState.NOT_GIVEN: "not_given", DoseState.CANCELLED: "cancelled"}


@dataclass(frozen=True, slots=True)
class DoseLine:
    """One dose of the record table; `days` late or overdue, None when on time."""

    dose: Dose
    state: str
    days: int | None


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change with its differences in words."""

    change: CourseChange
    reason: str
    lines: list[ChangeLine]


def context(course: Course, user: User, today: date) -> dict[str, Any]:
    """Everything the template places."""
    history = course_history(course)
    timeline = course_timeline(course, today, planned=PLANNED_SHOWN)
    return {
        "heading": gettext("Course history"),
        "course": course,
        "state": state_of(course),
        "interval": course_interval(course),
        "computed": start_words(course),
        "reason": reason_word(course.hold_reason or course.stop_reason),
        "doses": [dose_line(dose, today, timeline.slack) for dose in history.doses],
        "changes": [
            ChangeEntry(change, reason_word(change.reason_code), change_lines(change))
            for change in history.changes
        ],
        "overrides": [(row, severity_badge(row.severity)) for row in history.overrides],
        "timeline": timeline.marks,
        "summary": gettext("%(given)d given · %(on_time)d on time")
        % {"given": timeline.given, "on_time": timeline.on_time},
        "may": rights(user),
        "undo_stop": can(user, Permission.COURSE_PRESCRIBE) and undoable(course, clock.now()),
    }


def state_of(course: Course) -> str:
    """The badge of a course."""
    return {CourseState.ACTIVE: "open", CourseState.HELD: "held"}.get(CourseState(course.state), "stopped")


def rights(user: User) -> dict[str, bool]:
    """Which buttons the user gets; each is checked again behind it."""
    wanted = {
        "prescribe": Permission.COURSE_PRESCRIBE,
        "hold": Permission.COURSE_HOLD,
        "give": Permission.DOSE_RECORD,
        "dental": Permission.DENTAL_RECORD,
        "supplement": Permission.SUPPLEMENT_RECORD,
        "event": Permission.ADVERSE_EVENT_RECORD,
        "call": Permission.CONTACT_LOG,
    }
    return {name: can(user, permission) for name, permission in wanted.items()}


def dose_line(dose: Dose, today: date, slack: int) -> DoseLine:
    """The state of a dose as its badge says it; `slack` days after the due one are on time."""
    if dose.state == DoseState.GIVEN and dose.given_on is not None:
        late = (dose.given_on - dose.due_on).days
        return DoseLine(dose, "given_late", late) if late > slack else DoseLine(dose, "given", None)
    if dose.state in WAITING:
        return DoseLine(dose, WAITING[DoseState(dose.state)], None)
    overdue = (today - dose.due_on).days
    if overdue > 0:
        return DoseLine(dose, "booked" if _is_booked(dose, today) else "overdue", overdue)
    return DoseLine(dose, "planned" if overdue else "due_today", None)


def _is_booked(dose: Dose, today: date) -> bool:
    return dose.booked_on is not None and dose.booked_on >= today
