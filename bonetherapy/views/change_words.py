"""One change of a course in words: what was, what is, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.templatetags.words import number, say
from bonetherapy.enums import CourseState, DoseState, Route, Site
from bonetherapy.models import Course, CourseChange
from guidelines.bone.agents import Agent
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.stopping import StopReason

NOTHING = "—"
SHOWN_DATES = 3


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One column before and after, both as text."""

    label: str
    before: str
    after: str


def reason_word(code: str) -> str:
    """A reason of either list in the user's language; a code nobody knows is shown as it stands."""
    if code in InterruptionReason.__members__:
        return say(InterruptionReason[code])
    return say(StopReason[code]) if code in StopReason.__members__ else code


def interval_word(days: int | None, months: int | None) -> str:
    """`每 28 天`, `每 2 个月`."""
    if months is not None:
        return ngettext("every %(n)d month", "every %(n)d months", months) % {"n": months}
    if days is None:
        return NOTHING
    return ngettext("every %(n)d day", "every %(n)d days", days) % {"n": days}


def course_interval(course: Course) -> str:
    """The interval of a course in words."""
    return interval_word(course.interval_days, course.interval_months)


def _plan(rows: Any) -> str:
    dates = [date.fromisoformat(row["booked_on"] or row["due_on"]) for row in rows]
    shown = gettext(", ").join(f"{day:%m-%d}" for day in dates[:SHOWN_DATES])
    return f"{shown} …" if len(dates) > SHOWN_DATES else shown or NOTHING


def _given(row: Any) -> str:
    return gettext("%(mg)s mg on %(day)s") % {"mg": row.get("dose_mg"), "day": row.get("given_on")}


def _yes(flag: Any) -> str:
    return gettext("yes") if flag else gettext("no")


def _agent(code: Any) -> str:
    return say(Agent[code]) if code in Agent.__members__ else str(code)


def _site(code: Any) -> str:
    return str(Site(code).label) if code in Site.values else str(code)


WORDS: Mapping[str, tuple[Any, Callable[[Any], str]]] = {
    "agent": (gettext_lazy("Drug"), _agent),
    "state": (gettext_lazy("State"), lambda code: str(CourseState(code).label)),
    "dose_mg": (gettext_lazy("Dose"), lambda value: f"{number(Decimal(str(value)))} mg"),
    "route": (gettext_lazy("Route"), lambda code: str(Route(code).label)),
    "interval_days": (gettext_lazy("Interval"), lambda days: interval_word(days, None)),
    "interval_months": (gettext_lazy("Interval"), lambda months: interval_word(None, months)),
    "off_standard": (gettext_lazy("Longer than standard"), _yes),
    "interval_review_on": (gettext_lazy("Review on"), str),
    "hold_reason": (gettext_lazy("Reason of the hold"), reason_word),
    "held_on": (gettext_lazy("On hold since"), str),
    "hold_review_on": (gettext_lazy("Review on"), str),
    "stop_reason": (gettext_lazy("Reason of the stop"), reason_word),
    "stopped_on": (gettext_lazy("Stopped on"), str),
    "dose_state": (gettext_lazy("State"), lambda code: str(DoseState(code).label)),
    "given_on": (gettext_lazy("Given on"), str),
    "batch": (gettext_lazy("Batch"), str),
    "expires_on": (gettext_lazy("Expires"), str),
    "site": (gettext_lazy("Site"), _site),
    "interruption_reason": (gettext_lazy("Reason of the interruption"), reason_word),
    "next_due_on": (gettext_lazy("Next injection"), str),
    "cancelled_doses": (gettext_lazy("Planned doses cancelled"), str),
    "plan": (gettext_lazy("Planned"), _plan),
    "given": (gettext_lazy("Given"), _given),
}


def change_lines(change: CourseChange) -> list[ChangeLine]:
    """What differs, in a fixed order; columns that were empty before and after are left out."""
    before, after = change.before, change.after
    lines = [
        ChangeLine(str(label), _value(before.get(name), write), _value(after.get(name), write))
        for name, (label, write) in WORDS.items()
        if name in before or name in after
    ]
    return [line for line in lines if line.before != line.after]


def _value(value: Any, write: Callable[[Any], str]) -> str:
    return NOTHING if value in (None, "", []) else write(value)
