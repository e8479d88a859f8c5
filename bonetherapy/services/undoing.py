"""Taking back a dose recorded by mistake: within twelve hours, and everything stands as before."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import ChangeKind, CourseState, DoseState
from bonetherapy.models import Course, CourseChange, Dose
from bonetherapy.selectors.stopped import UNDO_HOURS
from bonetherapy.services.changes import change_log
from bonetherapy.services.notices import reminders_renew
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import course_lock, doses_start_on, open_doses
from bonetherapy.services.standing import put_back
from bonetherapy.services.turns import dose_locked, plan_snapshot
from patients.services.overrides import plain

GIVEN_FIELDS = (
    "given_at",
    "given_on",
    "given_by_id",
    "recorded_at",
    "dose_mg",
    "route",
    "site",
    "batch",
    "expires_on",
    "checks",
)
EMPTY = {"route": "", "site": "", "batch": "", "checks": []}


@transaction.atomic
def dose_undo(*, by: User, dose: Dose, reason_text: str, now: datetime) -> Dose:
    """The dose is planned again; the plan and what the dose had closed are put back. Twice is once.

    Raises ValidationError without a reason, PermissionDenied for anybody but who recorded it or an
    oncologist, Conflict after twelve hours or once a later dose was given.
    """
    permit(by, Permission.DOSE_RECORD)
    course = course_lock(dose.course_id)
    dose = dose_locked(course, dose)
    if dose.state == DoseState.PLANNED and _was_undone(course, dose):
        return dose
    if not reason_text.strip():
        raise ValidationError({"reason_text": _("Say why this record is taken back.")})
    _undo_check(by, course, dose, now)
    before = {
        "given": plain({name: getattr(dose, name) for name in GIVEN_FIELDS}),
        "plan": plan_snapshot(course),
    }
    _put_back(course, dose, now)
    change_log(
        by=by,
        course=course,
        kind=ChangeKind.UNDONE,
        before=before,
        after={"plan": plan_snapshot(course)},
        reason_text=reason_text,
        dose_id=dose.id,
    )
    return dose


def _was_undone(course: Course, dose: Dose) -> bool:
    last = course.changes.filter(dose_id=dose.id).order_by("-created_at").first()
    return last is not None and last.kind == ChangeKind.UNDONE


def _undo_check(by: User, course: Course, dose: Dose, now: datetime) -> None:
    if dose.state != DoseState.GIVEN or dose.recorded_at is None:
        raise Conflict(_("This dose is not recorded as given. Reload the page to see it as it stands."))
    if course.state != CourseState.ACTIVE:
        raise Conflict(_("The course was held or stopped since. Resume it first."))
    if by.id != dose.given_by_id and by.role != Role.ONCOLOGIST:
        raise PermissionDenied
    if now - dose.recorded_at > timedelta(hours=UNDO_HOURS):
        raise Conflict(_("The twelve hours for taking a record back are over. Ask the administrator."))
    if course.doses.filter(state=DoseState.GIVEN, number__gt=dose.number).exists():
        raise Conflict(_("A later dose of this course is recorded. Take that one back first."))


def _put_back(course: Course, dose: Dose, now: datetime) -> None:
    given = course.changes.filter(dose_id=dose.id, kind=ChangeKind.GIVEN).order_by("-created_at").first()
    for name in GIVEN_FIELDS:
        setattr(dose, name, EMPTY.get(name))
    dose.state = DoseState.PLANNED
    dose.save()
    reminders_renew([dose])
    if given is None or _plan_changed_since(course, given):
        doses_start_on(course, open_doses(course), first_on=dose.due_on)
    else:
        _restore(course, given.before["plan"])
    if given is not None:
        put_back(after=given.after, now=now, evidence=_("The record was taken back"))
    dose.refresh_from_db()


def _plan_changed_since(course: Course, given: CourseChange) -> bool:
    return course.changes.filter(created_at__gt=given.created_at).exists()


def _restore(course: Course, plan: list[dict[str, Any]]) -> None:
    stood = {row["id"]: row for row in plan}
    doses = open_doses(course)
    for dose in doses:
        row = stood.get(str(dose.id))
        if row is None:
            dose.state = DoseState.CANCELLED
            continue
        dose.due_on = date.fromisoformat(row["due_on"])
        dose.booked_on = date.fromisoformat(row["booked_on"]) if row["booked_on"] else None
        dose.interruption_reason = row["interruption_reason"]
    Dose.objects.bulk_update(doses, ["state", "due_on", "booked_on", "interruption_reason"])
    reminders_renew(doses)
