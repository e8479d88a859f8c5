"""What the rules of an order say to a decision that starts or switches a drug: the same as to the order."""

from datetime import date

from bonetherapy.models import Course
from bonetherapy.models.courses import OPEN_STATES
from bonetherapy.selectors.gates import start_order
from bonetherapy.selectors.stops import switch_findings
from bonetherapy.specs import CourseSpec, StopSpec, SwitchSpec
from guidelines.bone.start import BMA_09
from guidelines.bone.stopping import StopReason
from guidelines.findings import Finding
from guidelines.mdt.decisions import DecisionType
from mdt.specs.decisions import ORDERS, DecisionSpec
from patients.models import Patient


def open_course(patient: Patient) -> Course | None:
    """The course that runs or is on hold; None without one."""
    rows = Course.objects.filter(patient=patient, state__in=OPEN_STATES)
    return rows.select_related("protocol", "patient").first()


def decision_findings(patient: Patient, spec: DecisionSpec, today: date) -> tuple[Finding, ...]:
    """What stands against ordering the decided drug today, and what goes with it; empty for other decisions.

    A switch stops the open course in the same step, so that course is not in its way (BMA-09, BMA-15).
    """
    if spec.type not in ORDERS or spec.detail.agent is None:
        return ()
    order = _order(spec, today)
    findings = start_order(patient, order, today=today).findings
    running = open_course(patient) if spec.type is DecisionType.BMA_SWITCH else None
    if running is None:
        return findings
    stop = StopSpec(reason_code=StopReason.SWITCHED, stopped_on=today)
    others = tuple(one for one in findings if one.rule_id != BMA_09.rule_id)
    return (*others, *switch_findings(running, SwitchSpec(stop=stop, start=order), today))


def _order(spec: DecisionSpec, today: date) -> CourseSpec:
    first_on = today if spec.due_on is None else max(spec.due_on, today)
    return CourseSpec(
        agent=str(spec.detail.agent), first_due_on=first_on, interval_days=spec.detail.interval_days
    )
