"""Adverse events on a course (ADR-01 to ADR-03, ONJ-04 to ONJ-07)."""

from datetime import date

from django.db import transaction
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
from bonetherapy.specs import AdverseEventSpec
from guidelines.bone.adverse import AdverseEvent as Event
from guidelines.bone.adverse import EventSeverity, event_findings
from guidelines.bone.agents import AGENTS, Agent
from guidelines.bone.jaw import duration, onj_on_record
from guidelines.findings import Finding
from guidelines.terms import Text
from worklist.enums import TaskKind


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
        defaults={
            "patient": course.patient,
            "exposed_bone_on": spec.exposed_bone_on,
            "note": spec.note.strip(),
            "recorded_by": by,
        },
    )
    if is_new and (spec.severity == Severity.SEVERE or spec.code == Event.ONJ):
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


def _mdt(by: User, event: AdverseEvent, today: date) -> None:
    is_jaw = event.code == Event.ONJ
    ask(
        key=f"adverse:{event.id}",
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
    """The event is over since that day; twice is once. Raises ValidationError for a bad day."""
    permit(by, Permission.ADVERSE_EVENT_RECORD)
    event = AdverseEvent.objects.select_for_update().get(pk=event.pk)
    if event.resolved_on is None:
        refuse({"on": _end_error(event, on, today)})
        event.resolved_on = on
        event.save(update_fields=["resolved_on"])
    return event


def _end_error(event: AdverseEvent, on: date, today: date) -> str:
    if on > today:
        return _("The day cannot lie in the future.")
    return "" if on >= event.onset_on else _("The event began on %(day)s.") % {"day": event.onset_on}
