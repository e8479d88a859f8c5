"""Stopping a course, and switching to another agent in one step (BMA-15, BMA-16, BMA-20 to BMA-24)."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import GONE, ChangeKind, CourseState, DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.gates import last_given_on
from bonetherapy.selectors.stops import StopPreview, stop_preview, stop_verdict, switch_findings
from bonetherapy.services.actions import interruption_key
from bonetherapy.services.changes import change_log, course_facts, difference
from bonetherapy.services.courses import course_start
from bonetherapy.services.notices import reminders_withdraw
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import course_lock, open_doses
from bonetherapy.services.problems import refuse
from bonetherapy.services.rebound import rebound_open
from bonetherapy.services.settling import requests_end
from bonetherapy.services.standing import changed_since, standing_of
from bonetherapy.services.turns import plan_snapshot
from bonetherapy.specs import StopSpec, SwitchSpec
from guidelines.bone.stopping import StopReason
from patients.services.overrides import findings_settle
from worklist.enums import TaskState
from worklist.models import Task

__all__ = ["StopPreview", "course_stop", "course_switch", "stop_preview"]


@transaction.atomic
def course_stop(*, by: User, course: Course, spec: StopSpec, today: date) -> Course:
    """Stop the course: doses and reminders are withdrawn; leaving denosumab opens the rebound watch.

    The same submit twice is one stop. Raises Refusal for BMA-20 to BMA-24 until answered, ValidationError for
    bad input, Conflict when the course was stopped otherwise.
    """
    permit(by, Permission.COURSE_PRESCRIBE)
    course = course_lock(course.pk)
    if course.state == CourseState.STOPPED:
        if (course.stop_reason, course.stopped_on) == (spec.reason_code, spec.stopped_on):
            return course
        raise Conflict(_("This course is stopped already. Reload the page to see it as it stands."))
    _stop_check(course, spec, today)
    verdict = stop_verdict(course, spec, today)
    findings_settle(
        by=by, patient=course.patient, findings=verdict.findings, answers=spec.answers, subject_id=course.id
    )
    was, plan, standing = course_facts(course), plan_snapshot(course), standing_of(course.patient)
    _close(by, course, spec)
    if spec.reason_code != StopReason.DIED:
        rebound_open(by=by, course=course, plan=spec.rebound_plan, today=today, stopped=True)
    before, after = difference(was, course_facts(course))
    change_log(
        by=by,
        course=course,
        kind=ChangeKind.STOP,
        before=before | {"plan": plan},
        after=after | {"cancelled_doses": len(plan)} | changed_since(course.patient, standing),
        reason_code=spec.reason_code,
        reason_text=spec.reason_text,
    )
    return course


def _stop_check(course: Course, spec: StopSpec, today: date) -> None:
    errors = {"reason_code": "", "stopped_on": ""}
    if spec.reason_code not in StopReason.__members__:
        errors["reason_code"] = _("Choose the reason of the stop.")
    last_on = last_given_on(course)
    if spec.stopped_on > today:
        errors["stopped_on"] = _("The stop cannot lie in the future.")
    elif last_on is not None and spec.stopped_on < last_on:
        errors["stopped_on"] = _("A dose was given on %(day)s, after this date.") % {"day": last_on}
    refuse(errors)


def _close(by: User, course: Course, spec: StopSpec) -> None:
    course.state = CourseState.STOPPED
    course.stop_reason, course.stopped_on = spec.reason_code, spec.stopped_on
    course.save()
    ids = [dose.id for dose in open_doses(course)]
    Dose.objects.filter(id__in=ids).update(state=DoseState.CANCELLED)
    reminders_withdraw([course.id, *ids])
    requests_end(ids)
    _closing_settle(by, course)


def _closing_settle(by: User, course: Course) -> None:
    """The patient does not come back, somebody recorded for a dose: the stop is the answer to that."""
    gone = course.doses.filter(state=DoseState.NOT_GIVEN, interruption_reason__in=GONE)
    keys = [interruption_key(dose, dose.interruption_reason) for dose in gone]
    evidence = _("The course was stopped on %(day)s") % {"day": course.stopped_on}
    asked = Task.objects.filter(key__in=keys, state=TaskState.OPEN)
    asked.update(state=TaskState.DONE, closed_by=by, closed_at=Now(), evidence=evidence)


@transaction.atomic
def course_switch(*, by: User, course: Course, spec: SwitchSpec, today: date) -> Course:
    """Stop one agent and start another in one step; the new course is returned and names the old one.

    Both happen or none. Raises what `course_stop` and `course_start` raise, and Refusal for BMA-15.
    """
    permit(by, Permission.COURSE_PRESCRIBE)
    course = course_lock(course.pk)
    refuse({"agent": _("Choose another drug.") if spec.start.agent == course.agent else ""})
    findings_settle(
        by=by,
        patient=course.patient,
        findings=switch_findings(course, spec, today),
        answers=spec.start.answers,
        subject_id=course.id,
    )
    stopped = course_stop(by=by, course=course, spec=spec.stop, today=today)
    started = course_start(by=by, patient=course.patient, spec=spec.start, today=today, follows=stopped)
    change_log(
        by=by,
        course=started,
        kind=ChangeKind.SWITCH,
        before={"agent": stopped.agent},
        after={"agent": started.agent},
        reason_code=spec.stop.reason_code,
        reason_text=spec.stop.reason_text,
    )
    return started
