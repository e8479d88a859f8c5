"""What this room draws on the time line (settings.TIMELINE_SOURCES)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from accounts.templatetags.words import say
from bonetherapy.enums import DoseState
from bonetherapy.facts import courses_of
from bonetherapy.models import Course
from bonetherapy.models import Dose as DoseRow
from bonetherapy.pauses import holds_of
from bonetherapy.selectors.timeline import days_late, slack_days
from bonetherapy.views.change_words import course_interval
from design.chart.lanes import Dose, DoseLane, Lane, Pause
from guidelines.bone.agents import Agent
from guidelines.record.bonedrugs import Hold
from patients.selectors.whole import OpenRecord

NOT_DONE = {DoseState.HELD: "held", DoseState.NOT_GIVEN: "not_given"}


def doses(record: OpenRecord) -> Lane:
    """Every dose that was not cancelled, and every hold."""
    courses = {course.id: course for course in record.rows.asked(courses_of)}
    rows = [row for row in record.rows.all(DoseRow) if row.state != DoseState.CANCELLED]
    holds = holds_of(record.rows, str)
    drawn = [
        _dose(row, courses[row.course_id], holds.get(row.course_id, ()), record)
        for row in sorted(rows, key=lambda row: (row.due_on, row.number))
    ]
    pauses = [
        _pause(hold, courses[course_id]) for course_id, found in holds.items() for hold in found if hold.on
    ]
    return DoseLane(
        title=pgettext("lane", "Bone drug"),
        unit=_running(courses),
        on_phone=True,
        doses=tuple(drawn),
        pauses=tuple(pauses),
    )


def _running(courses: Mapping[UUID, Course]) -> str:
    """The drug that runs, with its interval; empty when none does."""
    course = next((course for course in courses.values() if course.is_open), None)
    return f"{say(Agent(course.agent))} {course_interval(course)}" if course else ""


def _dose(row: DoseRow, course: Course, holds: tuple[Hold, ...], record: OpenRecord) -> Dose:
    state, late = _state(row, record.today, slack_days(record.limits.drugs))
    if state == "late" and any(_covers(hold, row.due_on) for hold in holds):
        state, late = "given", 0  # the hold explains the gap: it was not given late, it was held
    word = _words(state, late)
    facts: dict[str, Any] = {"drug": say(Agent(course.agent)), "number": row.number}
    facts["state"] = word or _plain(state)
    return Dose(
        on=row.given_on or row.planned_on,
        said=gettext("%(drug)s dose %(number)s, %(state)s") % facts,
        url=f"{reverse('bonetherapy:course', args=[course.id])}#dose-{row.id}",
        course=str(course.id),
        number=str(row.number),
        state=state,
        due_on=row.due_on if state == "late" else None,
        word=word,
    )


def _covers(hold: Hold, day: date) -> bool:
    return hold.on is not None and hold.on <= day and (hold.until_on is None or day <= hold.until_on)


def _state(row: DoseRow, today: date, slack: int) -> tuple[str, int]:
    if row.state == DoseState.GIVEN:
        late = days_late(row)
        return ("late", late) if late > slack else ("given", 0)
    if row.state in NOT_DONE:
        return NOT_DONE[DoseState(row.state)], 0
    if row.planned_on < today:
        return "overdue", (today - row.due_on).days
    return ("due" if row.planned_on == today else "planned"), 0


def _words(state: str, late: int) -> str:
    if state == "late":
        return pgettext("dose", "%(days)s d late") % {"days": late}
    if state == "overdue":
        return pgettext("time line", "overdue %(days)s d") % {"days": late}
    return {"not_given": pgettext("dose", "Not given"), "held": pgettext("dose", "On hold")}.get(state, "")


def _plain(state: str) -> str:
    return {
        "given": pgettext("dose", "given"),
        "due": pgettext("dose", "due"),
        "planned": pgettext("dose", "planned"),
    }[state]


def _pause(hold: Hold, course: Course) -> Pause:
    reason = say(hold.reason.label) if hold.reason else hold.text
    word = pgettext("dose", "On hold")
    return Pause(
        on=hold.on,
        said=" · ".join(part for part in (say(Agent(course.agent)), word, reason) if part),
        url=reverse("bonetherapy:course", args=[course.id]),
        tone="violet",
        until=hold.until_on,
        word=word,
        note=reason,
    )
