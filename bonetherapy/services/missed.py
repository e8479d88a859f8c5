"""A dose that did not happen: not given for a reason, or booked again. Nothing is ever caught up (REM-07)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refusal
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import GONE, ChangeKind, DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.doses import next_planned
from bonetherapy.selectors.gates import last_given_on
from bonetherapy.selectors.intervals import interval_of
from bonetherapy.selectors.protocols import limits_on
from bonetherapy.services.actions import interruption_act
from bonetherapy.services.changes import change_log
from bonetherapy.services.date_back import dates_back_tell
from bonetherapy.services.notices import reminders_renew, reminders_withdraw
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import course_lock, doses_follow, doses_start_on, open_doses
from bonetherapy.services.settling import requests_end
from bonetherapy.services.turns import dose_locked, plan_snapshot, turn_check
from bonetherapy.specs import NotGivenSpec, RebookSpec
from guidelines.bone.agents import Agent
from guidelines.bone.interruptions import INTERRUPTIONS, InterruptionReason
from guidelines.bone.intervals import Extension, extension_check, next_due_on
from guidelines.findings import Severity
from guidelines.values import add_months


@transaction.atomic
def dose_mark_not_given(*, by: User, dose: Dose, spec: NotGivenSpec, today: date) -> Dose:
    """Close the dose with its reason; the next one stays where it is, or starts on `next_due_on`.

    The same submit twice returns the same dose. Raises ValidationError without a reason (REM-06), Refusal
    when the next one is too far from the last dose (BMA-18), named or not, Conflict when it is not this
    dose's turn.
    """
    permit(by, Permission.DOSE_RECORD)
    course = course_lock(dose.course_id)
    dose = dose_locked(course, dose)
    if dose.state == DoseState.NOT_GIVEN and dose.interruption_reason == spec.reason_code:
        return dose
    turn_check(course, dose)
    _not_given_check(course, dose, spec, today)
    before = plan_snapshot(course)
    dose.state, dose.interruption_reason = DoseState.NOT_GIVEN, spec.reason_code
    dose.reason_text = spec.reason_text.strip()
    dose.save()
    reminders_withdraw([dose.id])
    requests_end([dose.id])
    _plan_on(course, spec.next_due_on)
    interruption_act(by=by, course=course, dose=dose, reason=spec.reason_code, today=today)
    _log(by, course, dose, ChangeKind.NOT_GIVEN, {"plan": before})
    return dose


@transaction.atomic
def dose_rebook(*, by: User, dose: Dose, spec: RebookSpec, today: date) -> Dose:
    """Give the dose a new appointment; its clinical due date stays. Projections follow the appointment.

    The same submit twice returns the same dose. Raises ValidationError without a reason (REM-06), Refusal
    when the new date is too far from the last dose (BMA-18), Conflict when it is not this dose's turn.
    """
    permit(by, Permission.DOSE_RECORD)
    course = course_lock(dose.course_id)
    dose = dose_locked(course, dose)
    if (dose.state, dose.booked_on, dose.interruption_reason) == (
        DoseState.PLANNED,
        spec.booked_on,
        spec.reason_code,
    ):
        return dose
    turn_check(course, dose)
    _rebook_check(course, dose, spec, today)
    before, said = plan_snapshot(course), [] if dose.booked_on is None else [dose.id]
    dose.booked_on, dose.interruption_reason = spec.booked_on, spec.reason_code
    dose.reason_text = spec.reason_text.strip()
    dose.save()
    reminders_renew([dose])
    dates_back_tell([dose], said=said)
    doses_follow(course, open_doses(course)[1:], anchor_on=spec.booked_on)
    interruption_act(by=by, course=course, dose=dose, reason=spec.reason_code, today=today)
    _log(by, course, dose, ChangeKind.REBOOKED, {"plan": before})
    return dose


def reason_error(course: Course, code: str) -> str:
    """Why this interruption reason cannot be used; empty when it can."""
    if code not in InterruptionReason.__members__:
        return _("Choose the reason of the interruption.")
    facts = INTERRUPTIONS[InterruptionReason(code)]
    if facts.bisphosphonate_only and course.agent == Agent.DENOSUMAB:
        return _("Denosumab needs no change for the kidney: this is no reason to wait.")
    return ""


def _not_given_check(course: Course, dose: Dose, spec: NotGivenSpec, today: date) -> None:
    errors = {"reason_code": reason_error(course, spec.reason_code), "next_due_on": ""}
    if spec.next_due_on is not None and spec.next_due_on < max(today, dose.due_on):
        errors["next_due_on"] = _("The next dose cannot be due before today, nor before this one was.")
    _raise(errors)
    next_on = spec.next_due_on or _next_on(dose, spec.reason_code)
    if next_on is not None:
        _gap_check(course, "next_due_on", next_on, today)


def _next_on(dose: Dose, reason_code: str) -> date | None:
    """When the dose after this one is planned; None when nobody waits for it any more."""
    if reason_code in GONE:
        return None
    following = next_planned(dose)
    return None if following is None else following.due_on


def _rebook_check(course: Course, dose: Dose, spec: RebookSpec, today: date) -> None:
    errors = {"reason_code": reason_error(course, spec.reason_code), "booked_on": ""}
    if spec.booked_on < max(today, dose.due_on):
        errors["booked_on"] = _("The new date cannot lie before today, nor before the dose is due.")
    _raise(errors)
    _gap_check(course, "booked_on", spec.booked_on, today)


def _raise(errors: dict[str, str]) -> None:
    if found := {field: message for field, message in errors.items() if message}:
        raise ValidationError(found)


def _gap_check(course: Course, field: str, planned_on: date, today: date) -> None:
    """BMA-18: a date too far from the last dose is an oncologist's decision about the interval.

    Before the first dose the day it was due counts, today when that has passed. Once the last dose is too
    long ago for any date, one interval from today is left: who is that late must get an appointment.
    """
    last_on, limits = last_given_on(course), limits_on(course.protocol, today)
    if last_on is not None and add_months(last_on, limits.ext_max_months) < today:
        _raise({field: _too_late(planned_on, next_due_on(today, interval_of(course)))})
        return
    anchor_on = last_on or max(course.first_due_on, today)
    wish = Extension(agent=Agent(course.agent), last_on=anchor_on, planned_on=planned_on)
    if stops := [finding for finding in extension_check(wish, limits) if finding.severity is Severity.STOP]:
        raise Refusal(stops)


def _too_late(planned_on: date, latest_on: date) -> str:
    if planned_on <= latest_on:
        return ""
    return _("The last dose is too long ago: choose a day up to %(day)s.") % {"day": latest_on}


def _plan_on(course: Course, next_due_on: date | None) -> None:
    doses = open_doses(course)
    first_on = next_due_on or (doses[0].due_on if doses else None)
    if first_on is None:
        raise Conflict(_("Nothing is planned after this dose. Enter when the next one is due."))
    if next_due_on is not None or doses:
        doses_start_on(course, doses, first_on=first_on)


def _log(by: User, course: Course, dose: Dose, kind: ChangeKind, before: dict[str, object]) -> None:
    change_log(
        by=by,
        course=course,
        kind=kind,
        before=before,
        after={"plan": plan_snapshot(course)},
        reason_code=dose.interruption_reason,
        reason_text=dose.reason_text,
        dose_id=dose.id,
    )
