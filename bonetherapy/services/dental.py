"""Dental examinations and procedures, and the dentist's clearance (ONJ-01, ONJ-02, DEN-01 to DEN-08)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import Conflict
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import CourseState, DentalOutcome
from bonetherapy.models import Course, DentalRecord
from bonetherapy.selectors.facts import therapy_facts
from bonetherapy.selectors.protocols import house_limits
from bonetherapy.services.asking import ask
from bonetherapy.services.notices import hold_key, reminders_renew_ids
from bonetherapy.services.permits import permit
from bonetherapy.services.problems import refuse
from bonetherapy.specs import DentalFacts, DentalSpec
from guidelines.bone.dental import DentalItem, needs_hold, procedure_advice, procedure_done
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.jaw import onj_on_record
from guidelines.findings import Finding
from guidelines.terms import Text
from patients.models import Patient
from patients.services.checking import ends_before
from patients.services.overrides import findings_settle
from patients.services.recording import Kind, Problems, row_held
from patients.services.writing import happened, locked, not_before_birth
from worklist.enums import TaskKind, TaskState
from worklist.models import Task

OPEN = (CourseState.ACTIVE, CourseState.HELD)
GIVEN_UP = Text(
    "口腔操作已取消：请决定是否恢复用药。",
    "The dental procedure was given up: decide whether the drug resumes.",
)


@transaction.atomic
def dental_record_add(*, by: User, patient: Patient, spec: DentalSpec, today: date) -> DentalRecord:
    """Record a dental item, done or planned. The same submit twice is one record.

    Raises Refusal for DEN-03, DEN-04 and DEN-07 until answered, ValidationError for bad input.
    """
    permit(by, Permission.DENTAL_RECORD)
    locked(patient.id)
    refuse(_errors(patient, spec, today))
    if (known := _known(patient, spec)) is not None:
        return known
    findings = dental_findings(patient, spec, today)
    findings_settle(by=by, patient=patient, findings=findings, answers=spec.answers, subject_id=patient.id)
    record = DentalRecord.objects.create(
        patient=patient,
        item=spec.item,
        on=spec.on,
        is_done=spec.is_done,
        outcome=spec.outcome,
        dentist_name=spec.dentist_name.strip(),
        oncologist=spec.oncologist,
        note=spec.note.strip(),
        recorded_by=by,
    )
    _follow_up(by, record, findings, today)
    return record


def _errors(patient: Patient, spec: DentalSpec, today: date) -> dict[str, str]:
    is_late = spec.is_done and spec.on > today
    is_early = not spec.is_done and spec.on < today
    is_outsider = spec.oncologist is not None and spec.oncologist.hospital_id != patient.hospital_id
    return {
        "item": "" if spec.item in DentalItem.__members__ else _("Choose what is done at the dentist."),
        "outcome": "" if spec.outcome in DentalOutcome.values else _("Choose what the dentist found."),
        "on": (is_late and _("What is done cannot lie in the future."))
        or (is_early and _("What is planned cannot lie in the past: record it as done."))
        or "",
        "oncologist": _("This doctor does not work in the patient's hospital.") if is_outsider else "",
    }


def _known(patient: Patient, spec: DentalSpec) -> DentalRecord | None:
    return DentalRecord.objects.filter(
        patient=patient,
        item=spec.item,
        on=spec.on,
        is_done=spec.is_done,
        outcome=spec.outcome,
        cancelled_on=None,
        voided_at=None,
    ).first()


def dental_findings(patient: Patient, spec: DentalSpec, today: date) -> tuple[Finding, ...]:
    """What the rules say about this item during bone-modifying treatment; empty without an open course."""
    if not patient.courses.filter(state__in=OPEN).exists():
        return ()
    item, last_on = DentalItem(spec.item), therapy_facts({patient.id})[patient.id].last_dose_on
    limits = house_limits(patient.hospital_id, today)
    if not spec.is_done:
        return procedure_advice(
            item, planned_on=spec.on, last_dose_on=last_on, urgent=spec.urgent, limits=limits
        )
    done = procedure_done(item, done_on=spec.on, last_dose_on=last_on, limits=limits)
    return () if done is None else (done,)


def _follow_up(by: User, record: DentalRecord, findings: tuple[Finding, ...], today: date) -> None:
    if record.is_done and record.item == DentalItem.ORAL_EXAM:
        _exam_done(by, record)
    for finding in findings:
        if finding.rule_id == "DEN-07":
            _task(by, record, TaskKind.SYMPTOM_CHECK, Role.NURSE, today, finding)
    if record.outcome == DentalOutcome.CONFIRMED_ONJ:
        _task(by, record, TaskKind.MDT_REVIEW, Role.ONCOLOGIST, today, onj_on_record())


def _exam_done(by: User, record: DentalRecord) -> None:
    """What was asked for by its day is answered: an old one says nothing about a jaw that hurts today."""
    open_exams = Task.objects.filter(
        patient=record.patient,
        kind=TaskKind.DENTAL_EXAM,
        state=TaskState.OPEN,
        created_at__date__lte=record.on,
    )
    evidence = _("Oral examination on %(day)s") % {"day": record.on}
    open_exams.update(state=TaskState.DONE, closed_by=by, closed_at=record.created_at, evidence=evidence)
    earlier = DentalRecord.objects.filter(patient=record.patient).exclude(pk=record.pk)
    reminders_renew_ids(list(earlier.values_list("id", flat=True)))


def _task(by: User, record: DentalRecord, kind: TaskKind, role: Role, today: date, finding: Finding) -> None:
    ask(
        key=f"dental:{record.id}:{kind}",
        kind=kind,
        patient=record.patient,
        role=role,
        due_on=today,
        by=by,
        subject_id=record.id,
        rule_id=finding.rule_id,
        message=finding.message,
    )


@transaction.atomic
def dental_clear(
    *, by: User, record: DentalRecord, cleared_on: date, dentist_name: str, today: date
) -> DentalRecord:
    """The dentist clears the patient after a procedure: the course may go on (DEN-05).

    Raises ValidationError for a date before the procedure or in the future, without the dentist's name, and
    for an item that needs no clearance, Conflict for one given up. The same submit twice is one clearance.
    """
    permit(by, Permission.DENTAL_RECORD)
    record = row_held(record)
    if record.cancelled_on is not None:
        raise Conflict(_("This procedure was given up: nothing is left to clear."))
    if not needs_hold(DentalItem(record.item)):
        raise ValidationError(_("This dental item needs no clearance."))
    name = dentist_name.strip() or record.dentist_name
    refuse(
        {
            "cleared_on": _cleared_error(record, cleared_on, today),
            "dentist_name": "" if name else _("Enter the dentist who cleared the patient."),
        }
    )
    record.cleared_on, record.dentist_name, record.is_done = cleared_on, name, True
    record.save()
    return record


def _cleared_error(record: DentalRecord, cleared_on: date, today: date) -> str:
    if cleared_on > today:
        return _("The clearance cannot lie in the future.")
    return "" if cleared_on >= record.on else _("The clearance cannot lie before the procedure.")


@transaction.atomic
def dental_cancel(*, by: User, record: DentalRecord, reason_text: str, today: date) -> DentalRecord:
    """A planned procedure is given up: a hold for it can end without a clearance. Twice is once.

    The doctor is asked whether the drug resumes. Raises ValidationError without a reason, Conflict when it
    is done already.
    """
    permit(by, Permission.DENTAL_RECORD)
    record = row_held(record)
    if record.cancelled_on is not None:
        return record
    if record.is_done or record.cleared_on is not None:
        raise Conflict(_("This dental item is done: it cannot be given up any more."))
    refuse({"reason_text": "" if reason_text.strip() else _("Say why the procedure is given up.")})
    record.cancelled_on, record.cancelled_by = today, by
    record.cancel_reason = reason_text.strip()
    record.save()
    _ask_to_resume(by, record, today)
    return record


def _ask_to_resume(by: User, record: DentalRecord, today: date) -> None:
    held = {"state": CourseState.HELD, "hold_reason": InterruptionReason.DENTAL_INVASIVE}
    for course in Course.objects.filter(patient=record.patient, **held):
        ask(
            key=hold_key(course, f"GIVEN_UP:{record.id}"),
            kind=TaskKind.HOLD_NOTICE,
            patient=record.patient,
            role=Role.ONCOLOGIST,
            due_on=today,
            by=by,
            subject_id=course.id,
            rule_id="DEN-05",
            message=GIVEN_UP,
        )


def _facts(spec: DentalFacts, patient: Patient, today: date) -> Problems:
    """What cannot be in a corrected record; a plan of a past day stays a plan."""
    return {
        "on": happened(spec.on, patient, today) if spec.is_done else not_before_birth(spec.on, patient),
        "cleared_on": happened(spec.cleared_on, patient, today) or ends_before(spec.on, spec.cleared_on),
    }


def _carry(old: DentalRecord, new: DentalRecord) -> None:
    """Who agreed to a hold, and that a plan was given up, go with the corrected record."""
    new.oncologist = old.oncologist
    if not new.is_done and new.cleared_on is None:
        new.cancelled_on, new.cancelled_by = old.cancelled_on, old.cancelled_by
        new.cancel_reason = old.cancel_reason
    new.save()
    reminders_renew_ids([old.pk])


def _withdraw(record: DentalRecord) -> None:
    """Nobody looks at what never was."""
    asked = Task.objects.filter(key__startswith=f"dental:{record.id}:", state=TaskState.OPEN)
    evidence = _("The record was taken back")
    asked.update(state=TaskState.CANCELLED, closed_at=record.voided_at, evidence=evidence)


DENTAL = Kind(DentalRecord, Permission.DENTAL_RECORD, _facts, carry=_carry, withdraw=_withdraw)
