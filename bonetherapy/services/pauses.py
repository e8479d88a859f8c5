"""Pauses and the end of an imported course, written into its log with the days its document gives."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from bonetherapy.enums import RESUMED_ON, ChangeKind, CourseState, DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.services.changes import change_log, course_facts, difference
from bonetherapy.services.rebound import rebound_open
from bonetherapy.specs import PastHold, PastStop


def holds_record(*, by: User, course: Course, holds: Iterable[PastHold], today: date) -> None:
    """Write each pause; the course is on hold when the last one has no end."""
    for hold in sorted(holds, key=lambda hold: hold.held_on):
        _hold(by, course, hold, today)
        if hold.until_on is not None:
            _resume(by, course, hold.until_on)
    if course.state == CourseState.HELD:
        planned(course).update(state=DoseState.HELD)


def _hold(by: User, course: Course, hold: PastHold, today: date) -> None:
    before = course_facts(course)
    course.state, course.hold_reason = CourseState.HELD, hold.reason_code
    course.held_on, course.hold_review_on = hold.held_on, hold.review_on or max(hold.held_on, today)
    course.save()
    _log(by, course, ChangeKind.HOLD, before, hold.reason_code, hold.reason_text)


def _resume(by: User, course: Course, until_on: date) -> None:
    before = course_facts(course)
    course.state, course.hold_reason = CourseState.ACTIVE, ""
    course.held_on = course.hold_review_on = None
    course.save()
    _log(by, course, ChangeKind.RESUME, before, "", "", **{RESUMED_ON: until_on.isoformat()})


def stop_record(*, by: User, course: Course, stop: PastStop, today: date) -> None:
    """Write the end; leaving denosumab with a plan opens the watch the plan speaks of (BMA-24)."""
    before = course_facts(course)
    course.state, course.stop_reason = CourseState.STOPPED, stop.reason_code
    course.stopped_on = stop.stopped_on
    course.save()
    planned(course).update(state=DoseState.CANCELLED)
    _log(by, course, ChangeKind.STOP, before, stop.reason_code, stop.reason_text)
    if stop.rebound_plan.strip():
        rebound_open(by=by, course=course, plan=stop.rebound_plan, today=today, stopped=True)


def planned(course: Course) -> QuerySet[Dose]:
    """Doses still to come."""
    return course.doses.filter(state__in=(DoseState.PLANNED, DoseState.HELD))


def _log(
    by: User,
    course: Course,
    kind: ChangeKind,
    before: dict[str, object],
    code: str,
    text: str,
    **more: str,
) -> None:
    was, now = difference(before, course_facts(course))
    change_log(
        by=by,
        course=course,
        kind=kind,
        before=was,
        after=now | more,
        reason_code=code,
        reason_text=text,
    )
