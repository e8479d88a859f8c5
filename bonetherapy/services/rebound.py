"""The watch after denosumab (REB-01 to REB-05): windows, CTX tests, a symptom check."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models.functions import Now

from accounts.enums import Role
from accounts.models import User
from bonetherapy.models import Course, ReboundWatch
from bonetherapy.selectors.gates import last_given_on
from bonetherapy.selectors.protocols import limits_on
from guidelines.bone.agents import Agent
from guidelines.bone.rebound import REB_01, REB_04, ctx_tasks, rebound_watch, watch_finding
from guidelines.terms import Text
from worklist.enums import TaskKind, TaskState
from worklist.models import Task
from worklist.services.todo import task_open


def rebound_open(*, by: User, course: Course, plan: str, today: date, stopped: bool) -> ReboundWatch | None:
    """Open the watch of a course, its CTX tests and its symptom check; None where nothing rebounds (REB-06).

    A watch that is open already keeps its tasks and takes the new plan, or keeps its own without one.
    """
    last_on = last_given_on(course)
    if course.agent != Agent.DENOSUMAB or last_on is None:
        return None
    known = ReboundWatch.objects.filter(course=course, closed_on=None).first()
    watch = rebound_watch(last_on, limits_on(course.protocol, today))
    row, _created = ReboundWatch.objects.update_or_create(
        course=course,
        defaults={
            "patient": course.patient,
            "last_dose_on": last_on,
            "opens_on": watch.opens_on,
            "high_alert_until": watch.high_until,
            "ends_on": watch.ends_on,
            "ctx_due_on": [],
            "plan": plan.strip() or (known.plan if known else ""),
            "opened_by": by,
            "closed_on": None,
        },
    )
    _tasks_open(by, course, row, today, stopped)
    _answer([course.id], (REB_01.rule_id,), f"已建立反弹观察计划（{today}）")
    return row


def _tasks_open(by: User, course: Course, watch: ReboundWatch, today: date, stopped: bool) -> None:
    limits = limits_on(course.protocol, today)
    for finding in ctx_tasks(watch.last_dose_on, today, limits):
        if finding.due_on is not None:
            watch.ctx_due_on.append(finding.due_on.isoformat())
            _task(by, course, TaskKind.CTX_TEST, finding.due_on, finding.rule_id, finding.message)
    watch.save(update_fields=["ctx_due_on"])
    agent = Agent(course.agent)
    opening = watch_finding(agent, last_on=watch.last_dose_on, today=today, stopped=stopped, limits=limits)
    if opening is not None:
        due_on = max(watch.opens_on, today)
        _task(by, course, TaskKind.SYMPTOM_CHECK, due_on, opening.rule_id, opening.message)


def _task(by: User, course: Course, kind: TaskKind, due_on: date, rule_id: str, message: Text) -> None:
    task_open(
        key=f"rebound:{course.id}:{kind}:{due_on}",
        kind=kind,
        patient=course.patient,
        role=Role.NURSE,
        due_on=due_on,
        by=by,
        subject_id=course.id,
        rule_id=rule_id,
        message=message,
    )


def rebound_close(*, by: User, course: Course, on: date) -> None:
    """Denosumab was given again: watches of earlier courses end, and what was planned for them is withdrawn.

    The plan that this course's own longer interval needs stays open.
    """
    watches = ReboundWatch.objects.filter(patient=course.patient, closed_on=None).exclude(course=course)
    courses = list(watches.values_list("course_id", flat=True))
    watches.update(closed_on=on)
    kinds = (TaskKind.CTX_TEST, TaskKind.SYMPTOM_CHECK)
    Task.objects.filter(subject_id__in=courses, kind__in=kinds, state=TaskState.OPEN).update(
        state=TaskState.CANCELLED, closed_by=by
    )
    _answer([*courses, course.id], (REB_01.rule_id, REB_04.rule_id), f"已再次给药（{on}）")


def _answer(courses: Collection[UUID], rule_ids: Collection[str], evidence: str) -> None:
    """Close what the clock asked about these courses; nobody's name: a fact answered it."""
    asked = Task.objects.filter(subject_id__in=courses, kind=TaskKind.OTHER, state=TaskState.OPEN)
    asked.filter(rule_id__in=rule_ids).update(state=TaskState.DONE, closed_at=Now(), evidence=evidence)
