"""Calcium and vitamin D with the drug (CAL-01, CAL-02)."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.models import SupplementOrder
from bonetherapy.selectors.protocols import house_limits
from bonetherapy.services.permits import permit
from bonetherapy.services.problems import refuse
from bonetherapy.specs import SupplementFacts, SupplementSpec
from guidelines.bone.calcium import calcium_reading
from guidelines.bone.supplements import supplement_check
from guidelines.bone.supplements import supplement_stop as withhold
from guidelines.facts import Problem
from guidelines.findings import Finding
from patients.facts import facts_of
from patients.models import Patient
from patients.services.checking import ends_before, finer
from patients.services.overrides import findings_settle
from patients.services.recording import Findings, Kind, Problems, Writing, row_held
from patients.services.writing import happened, locked
from worklist.enums import TaskKind, TaskState
from worklist.models import Task

CALCIUM_MAX_MG, VITAMIN_D_MAX_IU = Decimal(5000), Decimal(50000)


@transaction.atomic
def supplement_start(*, by: User, patient: Patient, spec: SupplementSpec, today: date) -> SupplementOrder:
    """Record a supplement per day. The same submit twice is one order.

    Raises Refusal for CAL-02 (hypercalcaemia) and CAL-01 (strength) until answered, ValidationError for bad
    input.
    """
    permit(by, Permission.SUPPLEMENT_RECORD)
    locked(patient.id)
    refuse(_errors(spec, today))
    if (known := _known(patient, spec)) is not None:
        return known
    findings = supplement_findings(patient, spec, today=today)
    findings_settle(by=by, patient=patient, findings=findings, answers=spec.answers, subject_id=patient.id)
    order = SupplementOrder.objects.create(
        patient=patient,
        calcium_mg_per_day=spec.calcium_mg_per_day,
        vitamin_d_iu_per_day=spec.vitamin_d_iu_per_day,
        product=spec.product.strip(),
        started_on=spec.started_on,
        recorded_by=by,
    )
    open_tasks = Task.objects.filter(patient=patient, kind=TaskKind.SUPPLEMENT, state=TaskState.OPEN)
    open_tasks.update(
        state=TaskState.DONE, closed_by=by, closed_at=order.created_at, evidence=_("Supplement prescribed")
    )
    return order


def supplement_findings(patient: Patient, spec: SupplementSpec, *, today: date) -> tuple[Finding, ...]:
    """CAL-02 while calcium is high, CAL-01 for a strength outside the guideline."""
    person = facts_of({patient.id}, today=today)[patient.id]
    limits = house_limits(patient.hospital_id, today)
    reading = calcium_reading(person.labs, today, limits)
    stop = withhold(reading, hypercalcaemia_noted=Problem.HYPERCALCAEMIA in person.problems)
    checks = supplement_check(spec.calcium_mg_per_day, spec.vitamin_d_iu_per_day, limits)
    return checks if stop is None else (stop, *checks)


def _known(patient: Patient, spec: SupplementSpec) -> SupplementOrder | None:
    return SupplementOrder.objects.filter(
        patient=patient,
        stopped_on=None,
        calcium_mg_per_day=spec.calcium_mg_per_day,
        vitamin_d_iu_per_day=spec.vitamin_d_iu_per_day,
        started_on=spec.started_on,
        product=spec.product.strip(),
        voided_at=None,
    ).first()


def _errors(spec: SupplementSpec, today: date) -> dict[str, str]:
    return {
        "calcium_mg_per_day": amount_error(spec.calcium_mg_per_day, CALCIUM_MAX_MG, "mg"),
        "vitamin_d_iu_per_day": amount_error(spec.vitamin_d_iu_per_day, VITAMIN_D_MAX_IU, "IU"),
        "started_on": _("The start cannot lie in the future.") if spec.started_on > today else "",
    }


def amount_error(amount: Decimal | None, highest: Decimal, unit: str) -> str:
    """What is wrong with an amount per day; empty when nothing is, also when it is not stated."""
    if amount is None or 0 <= amount <= highest:
        return ""
    return _("Enter 0 to %(highest)s %(unit)s per day, or leave it empty.") % {
        "highest": highest,
        "unit": unit,
    }


@transaction.atomic
def supplement_confirm(*, by: User, order: SupplementOrder, on: date, today: date) -> SupplementOrder:
    """The patient really takes it, asked on that day.

    Raises ValidationError for an impossible day, Conflict for a record that was corrected or voided.
    """
    permit(by, Permission.SUPPLEMENT_RECORD)
    order = row_held(order)
    refuse({"on": _day_error(order, on, today)})
    order.confirmed_on = on
    order.save(update_fields=["confirmed_on"])
    return order


@transaction.atomic
def supplement_stop(*, by: User, order: SupplementOrder, on: date, today: date) -> SupplementOrder:
    """End the supplement; ending it twice is ending it once. Raises as `supplement_confirm` does."""
    permit(by, Permission.SUPPLEMENT_RECORD)
    order = row_held(order)
    if order.stopped_on is None:
        refuse({"on": _day_error(order, on, today)})
        order.stopped_on = on
        order.save(update_fields=["stopped_on"])
    return order


def _day_error(order: SupplementOrder, on: date, today: date) -> str:
    if on > today:
        return _("The day cannot lie in the future.")
    if order.started_on is None or on >= order.started_on:
        return ""
    return _("The supplement began on %(day)s.") % {"day": order.started_on}


def _facts(spec: SupplementFacts, patient: Patient, today: date) -> Problems:
    """What cannot be in a corrected order, nor in one a document tells of."""
    calcium, vitamin_d = spec.calcium_mg_per_day, spec.vitamin_d_iu_per_day
    return {
        "calcium_mg_per_day": amount_error(calcium, CALCIUM_MAX_MG, "mg") or finer(calcium, 1),
        "vitamin_d_iu_per_day": amount_error(vitamin_d, VITAMIN_D_MAX_IU, "IU") or finer(vitamin_d, 1),
        "started_on": happened(spec.started_on, patient, today),
        "stopped_on": ends_before(spec.started_on, spec.stopped_on),
        "confirmed_on": happened(spec.confirmed_on, patient, today)
        or ends_before(spec.started_on, spec.confirmed_on),
    }


def _asked(spec: SupplementFacts, writing: Writing) -> Findings:
    """An order that still runs is asked what a new one is; one that ended harms nobody any more (DQ-19)."""
    if spec.stopped_on is not None:
        return ()
    order = SupplementSpec(
        calcium_mg_per_day=spec.calcium_mg_per_day,
        vitamin_d_iu_per_day=spec.vitamin_d_iu_per_day,
        started_on=spec.started_on or writing.today,
    )
    return supplement_findings(writing.patient, order, today=writing.today)


SUPPLEMENT = Kind(SupplementOrder, Permission.SUPPLEMENT_RECORD, _facts, findings=_asked, day="started_on")
