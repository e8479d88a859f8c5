"""A dose is given: the checks of that day are kept with it, and the next dose is already on its way."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import ChangeKind, DoseState, Route, Site
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.gates import give_gate
from bonetherapy.selectors.previews import GivePreview, give_preview
from bonetherapy.selectors.snapshots import check_snapshot
from bonetherapy.services.changes import change_log
from bonetherapy.services.notices import calls_close, reminders_withdraw
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import course_lock, doses_follow, open_doses
from bonetherapy.services.rebound import rebound_close
from bonetherapy.services.settling import requests_end, requests_settle
from bonetherapy.services.standing import changed_since, standing_of
from bonetherapy.services.turns import dose_locked, plan_snapshot, turn_check
from bonetherapy.specs import GivenSpec
from guidelines.bone.agents import Agent
from guidelines.bone.checks import Check
from guidelines.bone.interruptions import InterruptionReason
from patients.services.overrides import findings_settle

__all__ = ["GivePreview", "dose_give", "give_preview"]

DOSE_MAX_MG = Decimal(1000)
SITES = {
    Route.SC: frozenset(
        {
            Site.LEFT_ARM,
            Site.RIGHT_ARM,
            Site.LEFT_ABDOMEN,
            Site.RIGHT_ABDOMEN,
            Site.LEFT_THIGH,
            Site.RIGHT_THIGH,
        }
    ),
    Route.IV: frozenset({Site.PERIPHERAL_VEIN, Site.CENTRAL_LINE, Site.PORT}),
}


@transaction.atomic
def dose_give(*, by: User, dose: Dose, spec: GivenSpec, now: datetime) -> Dose:
    """Record a dose as given and put the following ones at their intervals after it (REM-07).

    The same submit twice returns the same dose; another one raises Conflict. Raises Refusal for what the
    rules say (CAL-03, REN-02, REN-03, BMA-06, BMA-19b ...) until each is answered, ValidationError by field
    for bad input.
    """
    permit(by, Permission.DOSE_RECORD)
    course = course_lock(dose.course_id)
    dose = dose_locked(course, dose)
    if dose.state == DoseState.GIVEN:
        return _same_again(by, dose, spec)
    turn_check(course, dose)
    given_on = timezone.localdate(spec.given_at)
    _spec_check(by, course, dose, spec, given_on, now)
    checks, findings = give_gate(dose, given_on=given_on, dose_mg=spec.dose_mg, route=spec.route)
    findings_settle(
        by=by, patient=course.patient, findings=findings, answers=spec.answers, subject_id=dose.id
    )
    before = plan_snapshot(course)
    _write(by, dose, spec, given_on, now)
    dose.checks = [check_snapshot(check) for check in checks]
    dose.save()
    doses_follow(course, open_doses(course), anchor_on=given_on)
    _finish(by, course, dose, before, now, checks)
    return dose


def _same_again(by: User, dose: Dose, spec: GivenSpec) -> Dose:
    written = (
        dose.given_by_id,
        dose.given_at,
        dose.dose_mg,
        dose.route,
        dose.site,
        dose.batch,
        dose.expires_on,
    )
    asked = (by.id, spec.given_at, spec.dose_mg, spec.route, spec.site, spec.batch.strip(), spec.expires_on)
    if written == asked:
        return dose
    raise Conflict(_("This dose is already recorded as given. Reload the page to see it."))


def _spec_check(by: User, course: Course, dose: Dose, spec: GivenSpec, given_on: date, now: datetime) -> None:
    last = course.patient.doses.filter(state=DoseState.GIVEN).order_by("-given_on").first()
    last_on = None if last is None else last.given_on
    errors = {
        "given_at": _time_error(spec.given_at, given_on, last_on, now),
        "dose_mg": _dose_error(by, course, spec),
        "route": _route_error(course, spec),
        "site": _site_error(spec),
        "batch": "" if spec.batch.strip() else _("Enter the batch number printed on the package."),
        "expires_on": _expiry_error(spec.expires_on, given_on),
        "interruption_reason": _late_reason_error(dose, spec, given_on),
        "identity_confirmed": "" if spec.identity_confirmed else _("Confirm the patient's identity first."),
        "asked_today": "" if spec.asked_today else _("Ask today's questions first."),
    }
    if found := {field: message for field, message in errors.items() if message}:
        raise ValidationError(found)


def _time_error(given_at: datetime, given_on: date, last_on: date | None, now: datetime) -> str:
    if given_at > now:
        return _("The time lies in the future. Enter when the dose was really given.")
    if last_on is not None and given_on <= last_on:
        return _("The previous dose was given on %(day)s; this one must be later.") % {"day": last_on}
    return ""


def _dose_error(by: User, course: Course, spec: GivenSpec) -> str:
    if not 0 < spec.dose_mg <= DOSE_MAX_MG:
        return _("Enter the dose in mg, more than 0.")
    # Another dose of denosumab is BMA-06's to refuse, with its source.
    if spec.dose_mg > course.dose_mg and by.role != Role.ONCOLOGIST and course.agent != Agent.DENOSUMAB:
        return _("Ordered are %(dose)s mg: only an oncologist records more.") % {"dose": course.dose_mg}
    return ""


def _route_error(course: Course, spec: GivenSpec) -> str:
    if spec.route not in Route.values:
        return _("Choose how the dose was given.")
    # Denosumab by another route is BMA-06's to refuse, with its source.
    if spec.route != course.route and course.agent != Agent.DENOSUMAB:
        return _("This course is given by another route: %(route)s.") % {"route": Route(course.route).label}
    return ""


def _site_error(spec: GivenSpec) -> str:
    if spec.route in Route.values and spec.site not in SITES[Route(spec.route)]:
        return _("Choose a site that fits the route.")
    return ""


def _expiry_error(expires_on: date | None, given_on: date) -> str:
    if expires_on is None:
        return _("Enter the expiry date printed on the package.")
    if expires_on < given_on:
        return _("This package expired on %(day)s. Do not use it.") % {"day": expires_on}
    return ""


def _late_reason_error(dose: Dose, spec: GivenSpec, given_on: date) -> str:
    """REM-06: an overdue dose is not closed without the reason of the interruption."""
    reason = spec.interruption_reason or dose.interruption_reason
    if given_on <= dose.due_on or reason in InterruptionReason.__members__:
        return ""
    return _("This dose is late: choose the reason of the interruption.")


def _write(by: User, dose: Dose, spec: GivenSpec, given_on: date, now: datetime) -> None:
    dose.state, dose.given_by, dose.recorded_at = DoseState.GIVEN, by, now
    dose.given_at, dose.given_on = spec.given_at, given_on
    dose.dose_mg, dose.route, dose.site = spec.dose_mg, spec.route, spec.site
    dose.batch, dose.expires_on = spec.batch.strip(), spec.expires_on
    dose.interruption_reason = spec.interruption_reason or dose.interruption_reason


def _finish(
    by: User,
    course: Course,
    dose: Dose,
    before: list[dict[str, Any]],
    now: datetime,
    checks: tuple[Check, ...],
) -> None:
    standing = standing_of(course.patient)
    requests_settle([dose], {dose.id: checks})
    requests_end([dose.id])
    evidence = _("Dose %(number)s given on %(day)s") % {"number": dose.number, "day": dose.given_on}
    calls_close(by=by, patient=course.patient, evidence=evidence, now=now)
    reminders_withdraw([dose.id])
    if course.agent == Agent.DENOSUMAB and dose.given_on is not None:
        rebound_close(by=by, course=course, on=dose.given_on)
    after = {"given_on": str(dose.given_on), "plan": plan_snapshot(course)}
    change_log(
        by=by,
        course=course,
        kind=ChangeKind.GIVEN,
        before={"plan": before},
        after=after | changed_since(course.patient, standing),
        dose_id=dose.id,
    )
