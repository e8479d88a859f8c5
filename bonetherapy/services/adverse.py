"""Adverse events on a course (ADR-01 to ADR-03, ONJ-04 to ONJ-07)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Permission
from bonetherapy.enums import Severity
from bonetherapy.models import AdverseEvent, Course
from bonetherapy.services.asking import ask
from bonetherapy.services.permits import permit
from bonetherapy.services.planning import course_lock
from bonetherapy.services.problems import refuse
from bonetherapy.specs import AdverseEventFacts, AdverseEventSpec
from guidelines.bone.adverse import AdverseEvent as Event
from guidelines.bone.adverse import EventSeverity, event_findings
from guidelines.bone.agents import AGENTS, Agent
from guidelines.bone.jaw import duration, onj_on_record
from guidelines.findings import Finding
from guidelines.terms import Text
from patients.models import Patient
from patients.services.checking import ends_before
from patients.services.recording import Kind, Problems, row_held
from patients.services.writing import happened
from worklist.enums import TaskKind, TaskState
from worklist.models import Task


@transaction.atomic
def adverse_event_add(*, by: User, course: Course, spec: AdverseEventSpec, today: date) -> AdverseEvent:
    """Record an event; every event is accepted for every class (ADR-01). The same submit twice is one event.

    A severe event and jaw necrosis become a case for the MDT. Raises ValidationError for bad input.
    """
    permit(by, Permission.ADVERSE_EVENT_RECORD)
    course = course_lock(course.pk)
    refuse(_errors(spec, today))
    event, is_new = AdverseEvent.objects.get_or_create(
        course=course,
        code=spec.code,
        severity=spec.severity,
        onset_on=spec.onset_on,
        resolved_on=None,
        voided_at=None,
        defaults={
            "patient": course.patient,
            "exposed_bone_on": spec.exposed_bone_on,
            "note": spec.note.strip(),
            "recorded_by": by,
        },
    )
    if is_new and _is_for_board(event):
        _mdt(by, event, today)
    return event


def adverse_findings(course: Course, spec: AdverseEventSpec, *, today: date) -> tuple[Finding, ...]:
    """What this event means: how it is listed, whether it is a reason to stop, how long bone was exposed."""
    agent_class = AGENTS[Agent(course.agent)].agent_class
    found = event_findings(Event(spec.code), EventSeverity(spec.severity), agent_class)
    if spec.code != Event.ONJ:
        return found
    exposed = () if spec.exposed_bone_on is None else (duration(spec.exposed_bone_on, today),)
    return (*found, *exposed, onj_on_record())


def _errors(spec: AdverseEventSpec, today: date) -> dict[str, str]:
    exposed_on = spec.exposed_bone_on
    return {
        "code": "" if spec.code in Event.__members__ else _("Choose the event."),
        "severity": "" if spec.severity in Severity.values else _("Choose how severe it is."),
        "onset_on": _("The first day cannot lie in the future.") if spec.onset_on > today else "",
        "exposed_bone_on": _("The first day cannot lie in the future.")
        if exposed_on is not None and exposed_on > today
        else "",
    }


def _is_for_board(event: AdverseEvent) -> bool:
    return event.severity == Severity.SEVERE or event.code == Event.ONJ


def _key(event: AdverseEvent) -> str:
    return f"adverse:{event.id}"


def _mdt(by: User, event: AdverseEvent, today: date) -> None:
    is_jaw = event.code == Event.ONJ
    ask(
        key=_key(event),
        kind=TaskKind.MDT_REVIEW,
        patient=event.patient,
        role=Role.ONCOLOGIST,
        due_on=today,
        by=by,
        subject_id=event.id,
        rule_id="ONJ-06" if is_jaw else "ADR-02",
        message=_named(Event(event.code), EventSeverity(event.severity)),
    )


def _named(event: Event, severity: EventSeverity) -> Text:
    return Text(f"{event.zh}（{severity.zh}）", f"{event.en} ({severity.en})")


@transaction.atomic
def adverse_event_resolve(*, by: User, event: AdverseEvent, on: date, today: date) -> AdverseEvent:
    """The event is over since that day; twice is once.

    Raises ValidationError for a bad day, Conflict for a record that was corrected or voided.
    """
    permit(by, Permission.ADVERSE_EVENT_RECORD)
    event = row_held(event)
    if event.resolved_on is None:
        refuse({"on": _end_error(event, on, today)})
        event.resolved_on = on
        event.save(update_fields=["resolved_on"])
    return event


def _end_error(event: AdverseEvent, on: date, today: date) -> str:
    if on > today:
        return _("The day cannot lie in the future.")
    return "" if on >= event.onset_on else _("The event began on %(day)s.") % {"day": event.onset_on}


def _facts(spec: AdverseEventFacts, patient: Patient, today: date) -> Problems:
    """What cannot be in a corrected event."""
    is_foreign = not patient.courses.filter(pk=spec.course_id).exists()
    return {
        "course_id": _("This course does not belong to the patient.") if is_foreign else None,
        "onset_on": happened(spec.onset_on, patient, today),
        "exposed_bone_on": happened(spec.exposed_bone_on, patient, today),
        "resolved_on": happened(spec.resolved_on, patient, today)
        or ends_before(spec.onset_on, spec.resolved_on),
    }


def _carry(old: AdverseEvent, new: AdverseEvent) -> None:
    """The case for the MDT goes with the corrected event: asked for, kept or withdrawn."""
    if not _is_for_board(new):
        _withdraw(old)
    elif not Task.objects.filter(key=_key(old)).update(key=_key(new), subject_id=new.pk):
        _mdt(new.recorded_by, new, timezone.localdate(new.created_at))


def _withdraw(event: AdverseEvent) -> None:
    asked = Task.objects.filter(key=_key(event), state=TaskState.OPEN)
    evidence = _("The record was taken back")
    asked.update(state=TaskState.CANCELLED, closed_at=event.voided_at, evidence=evidence)


ADVERSE_EVENT = Kind(AdverseEvent, Permission.ADVERSE_EVENT_RECORD, _facts, carry=_carry, withdraw=_withdraw)
