"""What time alone makes due on a course: the rebound plan (REB-01) and the 24-month review (BMA-13).

Both ask a doctor, neither decides. Safe to run twice: a task stands once, and what a person settled stays so.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from accounts.enums import Role
from bonetherapy.enums import CourseState, DoseState
from bonetherapy.models import Course, Dose, ReboundWatch
from bonetherapy.models.courses import OPEN_STATES
from bonetherapy.selectors.duration import started_on_of
from bonetherapy.selectors.houses import day_by_house
from guidelines.bone.agents import Agent
from guidelines.bone.dental import hold_rebound
from guidelines.bone.interruptions import InterruptionReason
from guidelines.bone.rebound import REB_01, watch_finding
from guidelines.bone.start import BMA_13, REVIEW_MONTHS, review_finding
from guidelines.findings import Finding
from guidelines.settings import Limits
from guidelines.terms import Text
from guidelines.values import add_months
from patients.selectors.limits import hospital_limits_for, limits_set
from worklist.enums import TaskKind, TaskState
from worklist.models import Task

CHUNK = 500
NO_WORDS = Text("", "")
ANSWERED = "已再次给药、已建立反弹观察计划或疗程已结束"
Maker = Callable[[Sequence[Course], date], Iterator[Task]]


def reviews_open(*, today: date) -> int:
    """Open what is due by `today`, close what nobody has to answer any more; the number of new tasks."""
    _plans_close(today)
    return _open(_without_plan(today), _plan_tasks, today) + _open(_long_treated(today), _review_tasks, today)


def _open(courses: QuerySet[Course], tasks_of: Maker, today: date) -> int:
    opened = 0
    rows = courses.select_related("patient").order_by("id").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        tasks = [*tasks_of(chunk, today)]
        Task.objects.bulk_create(tasks, ignore_conflicts=True)
        opened += len(tasks)
    return opened


def _months_ago(today: date, months: int) -> date:
    """The last day that lies `months` calendar months or more before `today`, as the rules count them."""
    day = today - timedelta(days=28 * months)
    while add_months(day, months) > today:
        day -= timedelta(days=1)
    return day


def _given(**where: Any) -> QuerySet[Dose]:
    return Dose.objects.filter(state=DoseState.GIVEN, **where).order_by("-given_on")


def _gap(today: date) -> QuerySet[Course]:
    """Open denosumab courses whose last dose is as old as a rebound begins, without an open rebound plan.

    A plan whose last day has passed was made for an earlier gap.
    """
    cut = day_by_house(
        "patient__hospital_id",
        limits_set(today),
        lambda limits: _months_ago(today, limits.rebound_start_months),
    )
    last_on = Subquery(_given(course=OuterRef("pk")).values("given_on")[:1])
    planned = ReboundWatch.objects.filter(course=OuterRef("pk"), closed_on=None, ends_on__gte=today)
    rows = Course.objects.filter(agent=Agent.DENOSUMAB.value, state__in=OPEN_STATES)
    rows = rows.filter(patient__voided_at=None).exclude(Exists(planned))
    return rows.annotate(last_on=last_on).filter(last_on__lte=cut)


def _asked(rule_id: str) -> QuerySet[Task]:
    """Tasks of this rule on the course that stand or that a person settled."""
    rows = Task.objects.filter(patient=OuterRef("patient"), subject_id=OuterRef("pk"), rule_id=rule_id)
    return rows.filter(Q(state=TaskState.OPEN) | Q(closed_by__isnull=False))


def _without_plan(today: date) -> QuerySet[Course]:
    since_last = _asked(REB_01.rule_id).filter(due_on__gt=OuterRef("last_on"))
    return _gap(today).exclude(Exists(since_last))


def _plan_tasks(courses: Sequence[Course], today: date) -> Iterator[Task]:
    houses = hospital_limits_for({course.patient.hospital_id for course in courses}, today)
    for course in courses:
        last_on: date = course.last_on  # type: ignore[attr-defined]  # annotated by _gap
        limits = houses[course.patient.hospital_id].drugs
        finding = watch_finding(Agent.DENOSUMAB, last_on=last_on, today=today, stopped=False, limits=limits)
        if finding is not None:
            words = _held_words(course, last_on, today, limits)
            yield course_task(course, TaskKind.OTHER, finding, today, words)


def _held_words(course: Course, last_on: date, today: date, limits: Limits) -> Text:
    """What DEN-06 adds when the course is held for a tooth."""
    if course.state != CourseState.HELD or course.hold_reason != InterruptionReason.DENTAL_INVASIVE.value:
        return NO_WORDS
    finding = hold_rebound(Agent.DENOSUMAB, last_dose_on=last_on, today=today, limits=limits)
    if finding is None:
        return NO_WORDS
    said = finding.message
    return Text(f"（{finding.rule_id}）{said.zh}", f"({finding.rule_id}) {said.en} ")


def course_task(
    course: Course, kind: TaskKind, finding: Finding, today: date, first_words: Text = NO_WORDS
) -> Task:
    """An unsaved task for the patient's doctor about what a rule found on a course."""
    patient = course.patient
    return Task(
        key=f"{finding.rule_id}:{course.id}:{finding.key}",
        kind=kind,
        patient=patient,
        department_id=patient.department_id,
        role=Role.ONCOLOGIST,
        owner_id=patient.responsible_doctor_id,
        subject_id=course.id,
        rule_id=finding.rule_id,
        message={"zh": first_words.zh + finding.message.zh, "en": first_words.en + finding.message.en},
        due_on=today,
    )


def _plans_close(today: date) -> int:
    waiting = Task.objects.filter(rule_id=REB_01.rule_id, kind=TaskKind.OTHER, state=TaskState.OPEN)
    over = waiting.exclude(subject_id__in=_gap(today).values("id"))
    return over.update(state=TaskState.DONE, closed_at=Now(), evidence=ANSWERED)


def _long_treated(today: date) -> QuerySet[Course]:
    """Open courses of patients whose first dose of any agent lies 24 months back, never asked about."""
    early = _given(patient=OuterRef("patient"), given_on__lte=_months_ago(today, REVIEW_MONTHS))
    rows = Course.objects.filter(Exists(early), state__in=OPEN_STATES, patient__voided_at=None)
    return rows.exclude(Exists(_asked(BMA_13.rule_id)))


def _review_tasks(courses: Sequence[Course], today: date) -> Iterator[Task]:
    started = started_on_of([course.patient_id for course in courses])
    for course in courses:
        finding = review_finding(started[course.patient_id], today)
        if finding is not None:
            yield course_task(course, TaskKind.MDT_REVIEW, finding, today)
