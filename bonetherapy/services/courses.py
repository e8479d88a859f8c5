"""Starting a course, and changing its interval."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refusal
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import ChangeKind
from bonetherapy.enums import Route as RouteChoice
from bonetherapy.models import Course, DrugProtocol
from bonetherapy.models.courses import OPEN_STATES
from bonetherapy.selectors.gates import Order, open_courses, start_order
from bonetherapy.selectors.intervals import PLANNED_AHEAD, interval_of
from bonetherapy.selectors.previews import StartPreview, start_preview
from bonetherapy.selectors.protocols import MASTER_VERSION, master_data
from bonetherapy.services.changes import change_log, course_facts
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import doses_plan
from bonetherapy.specs import CourseSpec
from guidelines.bone.agents import Agent, standard_interval_days
from guidelines.bone.intervals import plan_dates
from guidelines.bone.start import open_course_check
from guidelines.values import add_months
from patients.models import Patient
from patients.services.overrides import findings_settle, plain
from patients.services.writing import locked

__all__ = ["StartPreview", "course_start", "start_preview"]

DOSE_MAX_MG = Decimal(1000)
# After a switch the new drug waits one interval of the old one, six months at most: later is a slip.
FIRST_MONTHS_MAX = 6


@transaction.atomic
def course_start(
    *, by: User, patient: Patient, spec: CourseSpec, today: date, follows: Course | None = None
) -> Course:
    """The new course with its first six doses planned. The same order twice is one course.

    Raises Refusal for BMA-03, BMA-09, BMA-10, BMA-15, REN-02 and REN-03, ValidationError for what cannot be
    written.
    """
    permit(by, Permission.COURSE_PRESCRIBE)
    locked(patient.id)
    if (started := _started_already(by, patient, spec, today)) is not None:
        return started
    order = start_order(patient, spec, today=today, follows=follows)
    findings_settle(
        by=by, patient=patient, findings=order.findings, answers=spec.answers, subject_id=patient.id
    )
    _spec_check(spec, order, today)
    course = _write(by, patient, spec, order, follows)
    dates = plan_dates(course.first_due_on, interval_of(course), PLANNED_AHEAD)
    doses_plan(course, dates=dates, first_number=1)
    change_log(
        by=by,
        course=course,
        kind=ChangeKind.START,
        before={},
        after=course_facts(course),
        reason_text=spec.reason_text,
    )
    return course


def _started_already(by: User, patient: Patient, spec: CourseSpec, today: date) -> Course | None:
    """The open course this very order became earlier today; None when it asks for anything else (BMA-09)."""
    course = patient.courses.filter(
        state__in=OPEN_STATES, agent=spec.agent, first_due_on=spec.first_due_on, prescribed_by=by
    ).first()
    if course is None or timezone.localdate(course.created_at) != today:
        return None
    asked = (spec.dose_mg, spec.route or None, spec.interval_days, spec.interval_months)
    stands = (course.dose_mg, course.route, course.interval_days, course.interval_months)
    agrees = all(wanted in {None, found} for wanted, found in zip(asked, stands, strict=True))
    return course if agrees else None


def _write(by: User, patient: Patient, spec: CourseSpec, order: Order, follows: Course | None) -> Course:
    course = Course(
        patient=patient,
        agent=spec.agent,
        protocol=protocol_row(order.protocol),
        dose_mg=order.dose_mg or Decimal(0),
        route=order.route,
        first_due_on=spec.first_due_on,
        prescribed_by=by,
        start_inputs=plain(order.inputs),
        follows=follows,
        **_interval(spec, order.protocol),
    )
    try:
        with transaction.atomic():
            course.save()
    except IntegrityError as error:
        # BMA-09: somebody else started a course between our look and our write; the database said no.
        refusal = open_course_check(Agent(spec.agent), open_courses(patient))
        if refusal is None:
            raise
        raise Refusal([refusal]) from error
    return course


def protocol_row(protocol: DrugProtocol) -> DrugProtocol:
    """The saved row of a protocol; the guideline's own values become the hospital's version 0."""
    if not protocol._state.adding:
        return protocol
    row, _created = DrugProtocol.objects.get_or_create(
        hospital_id=protocol.hospital_id,
        agent=protocol.agent,
        version=MASTER_VERSION,
        defaults={"effective_from": protocol.effective_from, **master_data(Agent(protocol.agent))},
    )
    return row


def _interval(spec: CourseSpec, protocol: DrugProtocol) -> dict[str, int | None]:
    if spec.interval_days is None and spec.interval_months is None:
        return {"interval_days": protocol.interval_days, "interval_months": None}
    return {"interval_days": spec.interval_days, "interval_months": spec.interval_months}


def _spec_check(spec: CourseSpec, order: Order, today: date) -> None:
    """Refuse what cannot be written, field by field. A longer interval is a change of its own (BMA-17)."""
    errors = {}
    if order.dose_mg is None or not 0 < order.dose_mg <= DOSE_MAX_MG:
        errors["dose_mg"] = _("Enter the dose in mg: the renal table gives none for this patient and drug.")
    if order.route not in RouteChoice.values:
        errors["route"] = _("Choose how the drug is given: the guideline names no route for it.")
    if spec.first_due_on < today:
        errors["first_due_on"] = _("The first dose cannot be due before today.")
    elif spec.first_due_on > (latest := add_months(today, FIRST_MONTHS_MAX)):
        errors["first_due_on"] = _("The first dose cannot be due after %(day)s.") % {"day": latest}
    if message := _interval_error(spec, order):
        errors["interval_days"] = message
    if errors:
        raise ValidationError(errors)


def _interval_error(spec: CourseSpec, order: Order) -> str:
    interval = _interval(spec, order.protocol)
    days, months = interval["interval_days"], interval["interval_months"]
    if (days is None) == (months is None):
        return _("Enter the interval in days or in months, one of them.")
    standard = standard_interval_days(Agent(spec.agent), order.limits)
    if months is not None and not 1 <= months <= 3:
        return _("Enter 1 to 3 months.")
    if days is not None and not 7 <= days <= 92:
        return _("Enter 7 to 92 days.")
    if standard is not None and (months is not None or (days or 0) > standard):
        return _(
            "Start with the standard interval; a longer one is a change with its own reason and review date."
        )
    return ""
