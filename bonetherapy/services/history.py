"""Bone therapy that happened before it was written down here: imported, marked as such, never asked twice.

The stops at the bedside (calcium, kidney, teeth, dates) guard what is going to be done. What was done stays
as it was done, and the rules judge the record afterwards. Two things hold here as well: nothing is ordered
before bone metastasis is confirmed (BMA-03), and no two courses run side by side (BMA-09).
"""

from datetime import date, datetime, time
from decimal import Decimal
from itertools import pairwise

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refusal
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import ChangeKind, DoseState, Route
from bonetherapy.models import Course, Dose, DrugProtocol
from bonetherapy.selectors.intervals import PLANNED_AHEAD, interval_of
from bonetherapy.selectors.protocols import limits_on, protocol_or_master
from bonetherapy.services.changes import change_log, course_facts
from bonetherapy.services.courses import protocol_row
from bonetherapy.services.pauses import holds_record, stop_record
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import doses_plan
from bonetherapy.services.problems import refuse
from bonetherapy.specs import PastCourse, PastDose, PastHold
from guidelines.bone.agents import Agent, standard_interval_days
from guidelines.bone.intervals import next_due_on, plan_dates
from guidelines.bone.start import BMA_03, BMA_09
from guidelines.bone.states import CourseStatus
from patients.enums import MetastasisStatus
from patients.models import BoneMetastasis, Patient
from patients.services.writing import happened, locked, not_before_birth

DOSE_MAX_MG = Decimal(1000)
INTERVAL_DAYS = (7, 92)
NOON = time(12)


@transaction.atomic
def course_record_history(*, by: User, patient: Patient, spec: PastCourse, today: date) -> Course:
    """The course as it was, its doses given, the next ones planned unless it was stopped.

    Raises Refusal for an order without confirmed bone metastasis (BMA-03) and for a course that overlaps
    another one (BMA-09), ValidationError for what cannot be: a day in the future or before birth, two doses
    on one day, an amount nobody gives.
    """
    permit(by, Permission.COURSE_PRESCRIBE)
    row = locked(patient.id)
    protocol = protocol_or_master(row.hospital_id, spec.agent, today)
    refuse(_problems(spec, protocol, row, today))
    _gate(row, spec)
    course = _write(by, row, spec, protocol, today)
    change_log(by=by, course=course, kind=ChangeKind.START, before={}, after=course_facts(course))
    _given(by, course, spec.doses)
    if spec.stop is None:
        _plan(course, spec.holds)
    holds_record(by=by, course=course, holds=spec.holds, today=today)
    if spec.stop is not None:
        stop_record(by=by, course=course, stop=spec.stop, today=today)
    return course


def _gate(patient: Patient, spec: PastCourse) -> None:
    confirmed = BoneMetastasis.objects.filter(patient=patient, status=MetastasisStatus.CONFIRMED)
    if not spec.doses and not confirmed.exists():
        raise Refusal([BMA_03.finding()])
    other = next((row for row in patient.courses.all() if _overlaps(spec, row)), None)
    if other is not None:
        finding = BMA_09.finding(open_agent=Agent(other.agent), status=CourseStatus.ACTIVE, agent=spec.agent)
        raise Refusal([finding])


def _overlaps(spec: PastCourse, other: Course) -> bool:
    """A course that ends on the day the next one begins is a switch, not an overlap (BMA-15)."""
    end = spec.stop.stopped_on if spec.stop else date.max
    return _began_on(spec) < (other.stopped_on or date.max) and other.first_due_on < end


def _began_on(spec: PastCourse) -> date:
    return min([spec.started_on, *(dose.given_on for dose in spec.doses)])


def _problems(spec: PastCourse, protocol: DrugProtocol, patient: Patient, today: date) -> dict[str, str]:
    days = sorted(dose.given_on for dose in spec.doses)
    return {
        "started_on": str(not_before_birth(spec.started_on, patient) or ""),
        "doses": _doses_problem(spec, days, patient, today),
        "dose_mg": _amount_problem(spec.dose_mg or protocol.dose_mg),
        "route": "" if _route(spec, protocol) else _("The document and the sources name no route."),
        "interval_days": _interval_problem(spec.interval_days or protocol.interval_days),
        "stop": _stop_problem(spec, days, patient, today),
    }


def _doses_problem(spec: PastCourse, days: list[date], patient: Patient, today: date) -> str:
    if any(first == second for first, second in pairwise(days)):
        return _("Two doses on one day cannot both have been given.")
    amounts = [_amount_problem(dose.dose_mg) for dose in spec.doses if dose.dose_mg is not None]
    dates = [str(happened(day, patient, today) or "") for day in days]
    return next((problem for problem in (*dates, *amounts) if problem), "")


def _amount_problem(dose_mg: Decimal | None) -> str:
    if dose_mg is None:
        return _("The document and the sources name no dose.")
    return "" if 0 < dose_mg <= DOSE_MAX_MG else _("Enter the dose in mg, more than 0.")


def _route(spec: PastCourse, protocol: DrugProtocol) -> str:
    return spec.route if spec.route in Route.values else protocol.route


def _interval_problem(days: int | None) -> str:
    least, most = INTERVAL_DAYS
    if days is None:
        return _("The document and the sources name no interval.")
    return "" if least <= days <= most else _("Enter 7 to 92 days.")


def _stop_problem(spec: PastCourse, days: list[date], patient: Patient, today: date) -> str:
    if spec.stop is None:
        return ""
    if days and spec.stop.stopped_on < days[-1]:
        return _("A dose was given on %(day)s, after this date.") % {"day": days[-1]}
    if spec.stop.stopped_on < spec.started_on:
        return _("The end cannot lie before the beginning.")
    return str(happened(spec.stop.stopped_on, patient, today) or "")


def _write(by: User, patient: Patient, spec: PastCourse, protocol: DrugProtocol, today: date) -> Course:
    interval = spec.interval_days or protocol.interval_days
    standard = standard_interval_days(spec.agent, limits_on(protocol, today))
    return Course.objects.create(
        patient=patient,
        agent=spec.agent,
        protocol=protocol_row(protocol),
        dose_mg=spec.dose_mg or protocol.dose_mg or Decimal(0),
        route=_route(spec, protocol),
        interval_days=interval,
        off_standard=bool(interval and standard and interval > standard),
        first_due_on=_began_on(spec),
        prescribed_by=by,
        is_imported=True,
    )


def _given(by: User, course: Course, doses: tuple[PastDose, ...]) -> None:
    due_on = course.first_due_on
    for number, dose in enumerate(sorted(doses, key=lambda dose: dose.given_on), 1):
        _dose(by, course, dose, number, due_on).save(force_insert=True)
        due_on = next_due_on(dose.given_on, interval_of(course))


def _dose(by: User, course: Course, dose: PastDose, number: int, due_on: date) -> Dose:
    at = timezone.make_aware(datetime.combine(dose.given_on, NOON))
    return Dose(
        course=course,
        patient=course.patient,
        department_id=course.patient.department_id,
        number=number,
        due_on=due_on,
        state=DoseState.GIVEN,
        given_on=dose.given_on,
        given_at=at,
        given_by=by,
        dose_mg=dose.dose_mg,
        route=dose.route if dose.route in Route.values else "",
        batch=dose.batch,
        site=dose.site,
        interruption_reason=dose.reason_code,
        is_imported=True,
    )


def _plan(course: Course, holds: tuple[PastHold, ...]) -> None:
    """The next dose is due an interval after the last one, not before the end of a pause (DEN-05)."""
    last = course.doses.order_by("-number").first()
    due_on, number = course.first_due_on, 1
    if last is not None and last.given_on is not None:
        due_on, number = next_due_on(last.given_on, interval_of(course)), last.number + 1
    first_on = max([due_on, *(hold.until_on for hold in holds if hold.until_on is not None)])
    dates = plan_dates(first_on, interval_of(course), PLANNED_AHEAD)
    doses_plan(course, dates=dates, first_number=number)
