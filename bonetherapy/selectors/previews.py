"""What saving will do, shown before anybody saves; nothing in here writes."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bonetherapy.models import Course, Dose
from bonetherapy.selectors.gates import Order, give_gate, last_given_on, renal_notes, start_order
from bonetherapy.selectors.intervals import PLANNED_AHEAD, interval_of
from bonetherapy.selectors.protocols import limits_on
from bonetherapy.specs import CourseSpec
from guidelines.bone.agents import Agent
from guidelines.bone.checks import Check
from guidelines.bone.choice import ChoiceFactor, choice_advice, hypocalcaemia_rate
from guidelines.bone.dosing import RenalDose
from guidelines.bone.intervals import IntervalLabel, Months, interval_label, next_due_on, plan_dates
from guidelines.bone.reminders import days_late, reminder_on
from guidelines.bone.renal import RAISED_RISK_BELOW_ML_MIN
from guidelines.bone.start import aim_note
from guidelines.findings import Finding
from guidelines.holidays import DayKind, DayType, day_kind
from guidelines.settings import Limits
from patients.models import Patient

READINESS_DAYS = 7
NOT_WORKED = frozenset({DayType.HOLIDAY})


@dataclass(frozen=True, slots=True)
class GivePreview:
    """The consequence of giving a dose on a day. `holiday`: the next date falls on that public holiday.

    `interval` says EARLY, ON_TIME or LATE against the last dose (BMA-19b); None before the first one.
    """

    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    next_due_on: date
    reminder_on: date
    readiness_on: date
    holiday: DayKind | None
    days_late: int
    interval: IntervalLabel | None


def give_preview(
    dose: Dose, *, given_on: date, today: date, dose_mg: Decimal | None = None, route: str = ""
) -> GivePreview:
    """What the rules say about giving this dose that day, and where the next one will stand.

    Without `dose_mg` and `route` the ordered ones are judged. Days after today are judged as today.
    """
    on = min(given_on, today)
    course, limits = dose.course, limits_on(dose.course.protocol, on)
    checks, findings = give_gate(
        dose, given_on=on, dose_mg=dose_mg or course.dose_mg, route=route or course.route
    )
    following = next_due_on(on, interval_of(course))
    return GivePreview(
        findings=findings,
        checks=checks,
        next_due_on=following,
        reminder_on=reminder_on(following, limits),
        readiness_on=following - timedelta(days=READINESS_DAYS),
        holiday=holiday_on(following),
        days_late=days_late(dose.due_on, on),
        interval=interval_since_last(course, on, limits),
    )


def interval_since_last(course: Course, on: date, limits: Limits) -> IntervalLabel | None:
    """EARLY, ON_TIME or LATE for a dose on that day; None when no dose was given before (BMA-19b)."""
    last_on = last_given_on(course)
    if last_on is None:
        return None
    approved = (next_due_on(last_on, interval_of(course)) - last_on).days if course.off_standard else None
    return interval_label((on - last_on).days, limits, approved_days=approved)


def holiday_on(day: date) -> DayKind | None:
    """The public holiday of that day, else None."""
    kind = day_kind(day)
    return kind if kind.type in NOT_WORKED else None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One coming dose of a plan: its date, its reminder, and the holiday it falls on, if any."""

    number: int
    due_on: date
    reminder_on: date
    holiday: DayKind | None


@dataclass(frozen=True, slots=True)
class StartPreview:
    """The consequence of starting a course: what the rules say, the renal dose with its inputs, the dates."""

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    renal: RenalDose
    inputs: dict[str, object]
    dose_mg: Decimal | None
    route: str
    interval_days: int | None
    interval_months: int | None
    choice: tuple[Finding, ...]
    days: tuple[PlannedDay, ...]


def start_preview(
    patient: Patient, spec: CourseSpec, *, today: date, factors: tuple[ChoiceFactor, ...] = ()
) -> StartPreview:
    """What starting this course today would mean; the same findings that `course_start` will settle."""
    order = start_order(patient, spec, today=today)
    agent = order.facts.agent
    days, months = spec.interval_days, spec.interval_months
    if days is None and months is None:
        days = order.protocol.interval_days
    return StartPreview(
        findings=order.findings,
        notes=_start_notes(patient, order, agent, today),
        renal=order.renal,
        inputs=order.inputs,
        dose_mg=order.dose_mg,
        route=order.route,
        interval_days=days,
        interval_months=months,
        choice=choice_advice((*factors, *_known_factors(order))),
        days=planned_days(spec.first_due_on, days, months, order.limits),
    )


def _start_notes(patient: Patient, order: Order, agent: Agent, today: date) -> tuple[Finding, ...]:
    crcl = None if order.clearance is None else order.clearance.value
    return (aim_note(), hypocalcaemia_rate(agent), *renal_notes(patient, agent, crcl, today))


def _known_factors(order: Order) -> tuple[ChoiceFactor, ...]:
    crcl = None if order.clearance is None else order.clearance.value
    is_low = crcl is not None and crcl < RAISED_RISK_BELOW_ML_MIN
    return (ChoiceFactor.RENAL,) if is_low else ()


def planned_days(
    first_on: date, interval_days: int | None, interval_months: int | None, limits: Limits
) -> tuple[PlannedDay, ...]:
    """The first six dates of a plan; empty while nobody has said the interval."""
    interval = Months(interval_months) if interval_months is not None else interval_days
    if interval is None:
        return ()
    dates = plan_dates(first_on, interval, PLANNED_AHEAD)
    return tuple(
        PlannedDay(number, day, reminder_on(day, limits), holiday_on(day))
        for number, day in enumerate(dates, 1)
    )
