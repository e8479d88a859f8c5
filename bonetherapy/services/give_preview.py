"""What recording a dose would do, before it is saved; pure reading."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bonetherapy.models import Dose
from bonetherapy.selectors.gates import give_gate
from bonetherapy.selectors.protocols import limits_of
from bonetherapy.services.planning import interval_of
from guidelines.bone.checks import Check
from guidelines.bone.intervals import plan_dates
from guidelines.bone.reminders import reminder_send_on
from guidelines.findings import Finding

READINESS_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class GivePreview:
    """The checks and findings of the day it is given, and the dates that follow.

    `labs_from` is the first day on which blood taken is still valid on the next date; `days_late` is 0 on
    time.
    """

    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    given_on: date
    days_late: int
    next_due_on: date
    reminder_on: date
    readiness_on: date
    labs_from: date


def give_preview(
    dose: Dose, *, given_on: date, today: date, dose_mg: Decimal | None = None, route: str = ""
) -> GivePreview:
    """The consequence of giving this dose on that day; `dose_mg` None is the ordered dose."""
    limits = limits_of(dose.course.protocol)
    checks, findings = give_gate(
        dose,
        given_on=given_on,
        dose_mg=dose.course.dose_mg if dose_mg is None else dose_mg,
        route=route or dose.course.route,
    )
    next_due_on = plan_dates(given_on, interval_of(dose.course), 2)[1]
    return GivePreview(
        checks=checks,
        findings=findings,
        given_on=given_on,
        days_late=max((given_on - dose.due_on).days, 0),
        next_due_on=next_due_on,
        reminder_on=reminder_send_on(next_due_on, today, limits),
        readiness_on=max(next_due_on - timedelta(days=READINESS_DAYS), today),
        labs_from=next_due_on - timedelta(days=limits.lab_valid_days),
    )
