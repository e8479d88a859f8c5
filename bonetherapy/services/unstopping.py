"""Taking back a stop made by mistake: within twelve hours, and the course stands as before."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import ChangeKind, CourseState, DoseState
from bonetherapy.models import Course, CourseChange, Dose
from bonetherapy.selectors.stopped import UNDO_HOURS, stop_of
from bonetherapy.services.changes import change_log, course_facts, difference
from bonetherapy.services.date_back import dates_back_tell
from bonetherapy.services.notices import reminders_renew
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import course_lock, doses_count_again, open_doses
from bonetherapy.services.problems import refuse
from bonetherapy.services.standing import put_back
from bonetherapy.services.turns import plan_snapshot


@transaction.atomic
def course_stop_undo(*, by: User, course: Course, reason_text: str, now: datetime) -> Course:
    """The course runs, or is on hold, as before its stop; doses, watch and tasks too. Twice is once.

    Raises ValidationError without a reason, Conflict after twelve hours or once another course was started.
    """
    permit(by, Permission.COURSE_PRESCRIBE)
    course = course_lock(course.pk)
    if course.is_open and course.changes.filter(kind=ChangeKind.REOPENED).exists():
        return course
    stop = stop_of(course)
    if course.state != CourseState.STOPPED or stop is None:
        raise Conflict(_("This course is not stopped. Reload the page to see it as it stands."))
    refuse({"reason_text": "" if reason_text.strip() else _("Say why the stop is taken back.")})
    _undo_check(course, stop, now)
    before = course_facts(course)
    course.state, course.stop_reason, course.stopped_on = stop.before["state"], "", None
    course.save()
    _doses_back(course, stop.before.get("plan", []))
    if _record_changed_since(course, stop) and course.state == CourseState.ACTIVE:
        doses_count_again(course, first_on=course.first_due_on)
    put_back(after=stop.after, now=now, evidence=_("The stop was taken back"))
    was, is_now = difference(before, course_facts(course))
    change_log(
        by=by,
        course=course,
        kind=ChangeKind.REOPENED,
        before=was,
        after=is_now | {"plan": plan_snapshot(course)},
        reason_text=reason_text,
    )
    return course


def _undo_check(course: Course, stop: CourseChange, now: datetime) -> None:
    if now - stop.created_at > timedelta(hours=UNDO_HOURS):
        raise Conflict(
            _("The twelve hours for taking a stop back are over: start a new course, this one stays.")
        )
    if Course.objects.filter(patient=course.patient, created_at__gt=course.created_at).exists():
        raise Conflict(_("Another course was started since: this one stays stopped."))


def _record_changed_since(course: Course, stop: CourseChange) -> bool:
    """True when the last dose was corrected or voided while nothing was planned that could follow it."""
    kinds = (ChangeKind.CORRECTED, ChangeKind.VOIDED)
    return course.changes.filter(kind__in=kinds, created_at__gt=stop.created_at).exists()


def _doses_back(course: Course, plan: list[dict[str, Any]]) -> None:
    """The cancelled doses wait again as they did, in the department where the patient is now."""
    for state in (DoseState.PLANNED, DoseState.HELD):
        ids = [row["id"] for row in plan if row["state"] == state]
        rows = Dose.objects.filter(course=course, pk__in=ids, state=DoseState.CANCELLED)
        rows.update(state=state, department_id=course.patient.department_id)
    back = open_doses(course)
    reminders_renew(back)
    planned = [dose for dose in back if dose.state == DoseState.PLANNED]
    dates_back_tell(planned, said={dose.id for dose in planned})
