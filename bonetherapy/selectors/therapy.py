"""Bone therapy of one patient at a glance, in a constant number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from bonetherapy.enums import CourseState, DoseState
from bonetherapy.models import AdverseEvent, Course, DentalRecord, Dose, ReboundWatch, SupplementOrder
from bonetherapy.selectors.closing import CourseToClose, courses_to_close
from bonetherapy.selectors.doses import next_dose
from bonetherapy.selectors.gates import last_given_on
from bonetherapy.selectors.readiness import readiness_of
from bonetherapy.selectors.timeline import CourseTimeline, course_timeline
from guidelines.bone.agents import Agent
from guidelines.bone.checks import Check
from guidelines.bone.reminders import CycleHeader
from guidelines.bone.start import start_finding
from guidelines.findings import Finding
from patients.enums import MetastasisStatus
from patients.models import Patient

PLANNED_SHOWN = 1
SHOWN = 5
GIVEN = Count("doses", filter=Q(doses__state=DoseState.GIVEN))


@dataclass(frozen=True, slots=True)
class Running:
    """The open course: its time line, its next dose with the checks, and the header of REM-08."""

    course: Course
    timeline: CourseTimeline
    next_dose: Dose | None
    checks: tuple[Check, ...]
    cycle: CycleHeader


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
    earlier: list[Course]
    closing: CourseToClose | None


def therapy_of(patient: Patient, *, today: date) -> Therapy:
    """The patient's bone therapy as it stands."""
    rows = patient.courses.select_related("protocol", "prescribed_by").annotate(given_doses=GIVEN)
    courses = list(rows.order_by("-created_at"))
    current = next((course for course in courses if course.is_open), None)
    confirmed_on = _confirmed_on(patient)
    return Therapy(
        running=None if current is None else _running(current, patient, today),
        start=start_finding(
            confirmed_on=confirmed_on, today=today, started=bool(courses), contraindicated=False
        ),
        confirmed_on=confirmed_on,
        watches=list(patient.rebound_watches.filter(closed_on=None, ends_on__gte=today)),
        dental=list(patient.dental_records.all()[:SHOWN]),
        supplements=list(patient.supplements.filter(stopped_on=None)),
        events=list(patient.adverse_events.order_by("-onset_on")[:SHOWN]),
        earlier=[course for course in courses if not course.is_open],
        closing=next(iter(courses_to_close(Patient.objects.filter(pk=patient.pk), limit=1)), None),
    )


def _confirmed_on(patient: Patient) -> date | None:
    found = getattr(patient, "bone_metastasis", None)
    if found is None or found.status != MetastasisStatus.CONFIRMED:
        return None
    return found.confirmed_on  # type: ignore[no-any-return]  # a reverse one-to-one found by getattr


def _running(course: Course, patient: Patient, today: date) -> Running:
    course.patient = patient
    timeline = course_timeline(course, today, planned=PLANNED_SHOWN)
    following = next_dose(course) if course.state == CourseState.ACTIVE else None
    if following is not None:
        following.course, following.patient = course, patient
    checks = readiness_of([following], today=today)[following.id] if following else ()
    next_on = (following.booked_on or following.due_on) if following else None
    cycle = CycleHeader(Agent(course.agent), timeline.given, last_given_on(course), next_on)
    return Running(course, timeline, following, checks, cycle)
