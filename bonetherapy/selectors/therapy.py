"""Bone therapy of one patient at a glance, read from the record that is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bonetherapy.enums import CourseState, DoseState
from bonetherapy.facts import courses_of
from bonetherapy.models import (
    AdverseEvent,
    Course,
    DentalRecord,
    Dose,
    NotStarted,
    ReboundWatch,
    SupplementOrder,
)
from bonetherapy.selectors.closing import CourseToClose, courses_to_close
from bonetherapy.selectors.readiness import checks_of
from bonetherapy.selectors.timeline import CourseTimeline, timeline_of
from guidelines.assessment.start import start_is_explained
from guidelines.bone.agents import Agent
from guidelines.bone.checks import Check
from guidelines.bone.reminders import CycleHeader
from guidelines.bone.start import start_finding
from guidelines.findings import Finding
from patients.enums import MetastasisStatus
from patients.models import Patient
from patients.selectors.whole import OpenRecord

PLANNED_SHOWN = 1
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Running:
    """The open course: its time line, its next dose with the checks, and the header of REM-08."""

    course: Course
    timeline: CourseTimeline
    next_dose: Dose | None
    checks: tuple[Check, ...]
    cycle: CycleHeader


@dataclass(frozen=True, slots=True)
class EarlierCourse:
    """A course that ended, and how many doses were given in it."""

    course: Course
    given: int


@dataclass(frozen=True, slots=True)
class Therapy:
    """Everything the panel shows. `start`: the call of BMA-01, None when there is nothing to start.

    `closing`: the open course of a patient who does not come back.
    """

    running: Running | None
    start: Finding | None
    confirmed_on: date | None
    watches: list[ReboundWatch]
    dental: list[DentalRecord]
    supplements: list[SupplementOrder]
    events: list[AdverseEvent]
    reasons: list[NotStarted]
    earlier: list[EarlierCourse]
    closing: CourseToClose | None


def therapy_of(record: OpenRecord) -> Therapy:
    """The patient's bone therapy as it stands."""
    rows, today = record.rows, record.today
    courses = sorted(rows.asked(courses_of), key=lambda course: course.created_at, reverse=True)
    current = next((course for course in courses if course.is_open), None)
    confirmed_on = _confirmed_on(record)
    return Therapy(
        running=None if current is None else _running(current, record),
        start=start_finding(
            confirmed_on=confirmed_on,
            today=today,
            started=bool(courses),
            contraindicated=start_is_explained(record.chart),
            limits=record.chart.limits.drugs,
        ),
        confirmed_on=confirmed_on,
        watches=_open_watches(courses, today),
        dental=_newest(rows.valid(DentalRecord))[:SHOWN],
        supplements=[order for order in rows.valid(SupplementOrder) if order.stopped_on is None],
        events=rows.newest(AdverseEvent, "onset_on")[:SHOWN],
        reasons=rows.newest(NotStarted, "decided_on"),
        earlier=[_earlier(course, record) for course in courses if not course.is_open],
        closing=next(iter(courses_to_close(Patient.objects.filter(pk=record.patient.pk), limit=1)), None),
    )


def _newest(records: Iterable[DentalRecord]) -> list[DentalRecord]:
    return sorted(records, key=lambda row: (row.on, row.created_at), reverse=True)


def _confirmed_on(record: OpenRecord) -> date | None:
    found = record.facts.bone_metastasis
    return found.confirmed_on if found.status is MetastasisStatus.CONFIRMED else None


def _open_watches(courses: Iterable[Course], today: date) -> list[ReboundWatch]:
    watches = (getattr(course, "rebound_watch", None) for course in courses)
    return [watch for watch in watches if watch and watch.closed_on is None and watch.ends_on >= today]


def _doses(course: Course, record: OpenRecord) -> list[Dose]:
    """The doses of a course in their order, with the rows they belong to."""
    return sorted(
        (dose for dose in record.rows.all(Dose) if dose.course_id == course.id), key=lambda dose: dose.number
    )


def _earlier(course: Course, record: OpenRecord) -> EarlierCourse:
    given = [dose for dose in _doses(course, record) if dose.state == DoseState.GIVEN]
    return EarlierCourse(course, len(given))


def _running(course: Course, record: OpenRecord) -> Running:
    course.patient = record.patient
    doses = _doses(course, record)
    timeline = timeline_of(doses, record.today, record.chart.limits.drugs, planned=PLANNED_SHOWN)
    following = _next(doses) if course.state == CourseState.ACTIVE else None
    if following is not None:
        following.course, following.patient = course, record.patient
    checks = _checks(following, record) if following else ()
    last_on = max(
        (dose.given_on for dose in doses if dose.given_on and dose.state == DoseState.GIVEN), default=None
    )
    cycle = CycleHeader(
        Agent(course.agent), timeline.given, last_on, following.planned_on if following else None
    )
    return Running(course, timeline, following, checks, cycle)


def _next(doses: Iterable[Dose]) -> Dose | None:
    return next((dose for dose in doses if dose.state == DoseState.PLANNED), None)


def _checks(dose: Dose, record: OpenRecord) -> tuple[Check, ...]:
    persons = {record.patient.id: record.facts}
    houses = {record.patient.hospital_id: record.chart.limits.drugs}
    return checks_of([dose], persons, houses, today=record.today)[dose.id]
