"""Dated facts: laboratory results, body weight, problems. A correction keeps the row it corrects."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from accounts.vocabulary import say
from guidelines.findings import Finding
from guidelines.labs import UnitError, accepted_units, reference_check, to_canonical
from patients.enums import ProblemCode
from patients.models import BodyWeight, LabResult, Patient, Problem
from patients.services.checking import ends_before
from patients.services.overrides import findings_settle
from patients.services.plausible import impossible
from patients.services.recording import Kind, Problems
from patients.services.writing import happened, locked, must, refuse, without_reason
from patients.specs.facts import LabSpec, ProblemSpec, WeightSpec
from patients.specs.overrides import Acknowledgement

LIGHTEST_KG = Decimal(20)
HEAVIEST_KG = Decimal(300)
LARGEST_VALUE = Decimal(9_999_999)


@transaction.atomic
def lab_add(
    *,
    by: User,
    patient: Patient,
    spec: LabSpec,
    today: date,
    answers: Iterable[Acknowledgement] = (),
    imported: bool = False,
) -> LabResult:
    """The new result. An identical one (same test, day, value, unit, limits) is returned, not written twice.

    Raises ValidationError per field, and Refusal for a result without the limits of its laboratory (LAB-12),
    unless it is imported from a document that prints none.
    """
    must(by, Permission.LAB_RECORD)
    patient = locked(patient.id)
    refuse(_lab_problems(spec, patient, today))
    same = _same_lab(patient, spec)
    if same is not None:
        return same
    row = LabResult(patient=patient, recorded_by=by, is_imported=imported, **_columns(spec))
    if not imported:
        _lab_settle(row, spec, answers)
    row.save(force_insert=True)
    return row


@transaction.atomic
def lab_correct(
    *,
    by: User,
    lab: LabResult,
    spec: LabSpec,
    reason: str,
    today: date,
    now: datetime,
    answers: Iterable[Acknowledgement] = (),
) -> LabResult:
    """The corrected result; the old one stays, void, with the reason.

    Raises Conflict when it was corrected or voided meanwhile, Refusal for LAB-12.
    """
    must(by, Permission.LAB_RECORD)
    patient = locked(lab.patient_id)
    refuse(_lab_problems(spec, patient, today) | {"reason": without_reason(reason)})
    old = _void(by, lab, reason, now)
    row = LabResult(patient=patient, recorded_by=by, corrects=old, **_columns(spec))
    _lab_settle(row, spec, answers)
    row.save(force_insert=True)
    return row


def lab_findings(spec: LabSpec) -> tuple[Finding, ...]:
    """LAB-12 for a result nobody can judge."""
    stop = reference_check(spec.analyte, spec.ref_low, spec.ref_high)
    return () if stop is None else (stop,)


def _lab_settle(row: LabResult, spec: LabSpec, answers: Iterable[Acknowledgement]) -> None:
    findings_settle(
        by=row.recorded_by,
        patient=row.patient,
        findings=lab_findings(spec),
        answers=answers,
        subject_id=row.id,
    )


@transaction.atomic
def lab_void(*, by: User, lab: LabResult, reason: str, now: datetime) -> LabResult:
    """The result, void: no rule reads it any more. Raises Conflict when it was void already."""
    must(by, Permission.LAB_RECORD)
    locked(lab.patient_id)
    refuse({"reason": without_reason(reason)})
    return _void(by, lab, reason, now)


def _void(by: User, lab: LabResult, reason: str, now: datetime) -> LabResult:
    row = LabResult.objects.select_for_update(of=("self",)).get(pk=lab.pk)
    if row.voided_at is not None:
        raise Conflict(_("This result is void. Reload the page to see it as it stands."))
    row.voided_at, row.voided_by, row.void_reason = now, by, reason.strip()
    row.save(update_fields=["voided_at", "voided_by", "void_reason"])
    return row


def _columns(spec: LabSpec) -> dict[str, object]:
    return {
        "analyte": spec.analyte,
        "value": spec.value,
        "unit": _unit_as_printed(spec),
        "ref_low": spec.ref_low,
        "ref_high": spec.ref_high,
        "sampled_on": spec.sampled_on,
    }


def _unit_as_printed(spec: LabSpec) -> str:
    """The accepted spelling of the unit that was typed (umol/l becomes µmol/L)."""
    return next(
        unit
        for unit in accepted_units(spec.analyte)
        if to_canonical(spec.analyte, Decimal(1), unit) == to_canonical(spec.analyte, Decimal(1), spec.unit)
    )


def _same_lab(patient: Patient, spec: LabSpec) -> LabResult | None:
    return LabResult.objects.filter(patient=patient, voided_at=None, **_columns(spec)).first()


def _lab_problems(spec: LabSpec, patient: Patient, today: date) -> dict[str, object]:
    return {
        "value": _value_problem(spec),
        "unit": _unit_problem(spec),
        "sampled_on": happened(spec.sampled_on, patient, today),
        "ref_low": _limit_problem(spec.ref_low),
        "ref_high": _limit_problem(spec.ref_high) or _order_problem(spec),
    }


def _value_problem(spec: LabSpec) -> object:
    if not 0 < spec.value <= LARGEST_VALUE:
        return _("Accepted: a number above 0.")
    if _unit_problem(spec):
        return None
    return impossible(spec.analyte, spec.value, spec.unit) or _too_fine(spec.value)


def _limit_problem(limit: Decimal | None) -> object:
    if limit is None:
        return None
    if not 0 <= limit <= LARGEST_VALUE:
        return _("Accepted: 0 or a number above it.")
    return _too_fine(limit)


def _too_fine(number: Decimal) -> object:
    """The column holds three decimals: more would be rounded silently."""
    return None if number == round(number, 3) else _("At most three digits after the point.")


def _order_problem(spec: LabSpec) -> object:
    if spec.ref_low is not None and spec.ref_high is not None and spec.ref_low >= spec.ref_high:
        return _("The upper limit must be above the lower one.")
    return None


def _unit_problem(spec: LabSpec) -> object:
    try:
        to_canonical(spec.analyte, Decimal(1), spec.unit)
    except UnitError as error:
        return say(error.message)
    return None


def _weight(spec: WeightSpec, patient: Patient, today: date) -> Problems:
    return {
        "weight_kg": _weight_problem(spec.weight_kg),
        "measured_on": happened(spec.measured_on, patient, today),
    }


def _weight_problem(weight_kg: Decimal) -> object:
    if not LIGHTEST_KG <= weight_kg <= HEAVIEST_KG:
        return _("Accepted: %(least)s to %(most)s kg.") % {"least": LIGHTEST_KG, "most": HEAVIEST_KG}
    return None if weight_kg == round(weight_kg, 1) else _("At most one digit after the point.")


def _problem(spec: ProblemSpec, patient: Patient, today: date) -> Problems:
    nameless = spec.code == ProblemCode.OTHER and not spec.text.strip()
    return {
        "noted_on": happened(spec.noted_on, patient, today),
        "resolved_on": happened(spec.resolved_on, patient, today)
        or ends_before(spec.noted_on, spec.resolved_on),
        "text": _("Please describe the problem.") if nameless else None,
    }


def _same_problem(columns: dict[str, Any]) -> dict[str, Any]:
    """A problem is open once, since whatever day; those that no code names differ by their words."""
    if columns["resolved_on"] is not None:
        return columns
    names = ("code", "text") if columns["code"] == ProblemCode.OTHER else ("code",)
    return {name: columns[name] for name in (*names, "resolved_on")}


WEIGHT = Kind(BodyWeight, Permission.LAB_RECORD, _weight)
PROBLEM = Kind(Problem, Permission.LAB_RECORD, _problem, same=_same_problem, day="noted_on")


@transaction.atomic
def problem_resolve(*, by: User, problem: Problem, resolved_on: date, today: date) -> Problem:
    """The entry, over since that day; one that is over already is returned as it is.

    Raises ValidationError for an impossible day, Conflict for a void row.
    """
    must(by, PROBLEM.permission)
    locked(problem.patient_id)
    row = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
    if row.voided_at is not None:
        raise Conflict(_("This problem is void. Reload the page to see it as it stands."))
    if row.resolved_on is not None:
        return row
    if not (row.noted_on or resolved_on) <= resolved_on <= today:
        raise ValidationError({"resolved_on": _("Accepted: from the day it was noted until today.")})
    row.resolved_on = resolved_on
    row.save(update_fields=["resolved_on"])
    return row
