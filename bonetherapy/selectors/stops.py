"""What the rules say about stopping, switching or lengthening a course; pure reading."""

from dataclasses import dataclass
from datetime import date

from accounts.enums import Role
from accounts.models import User
from bonetherapy.enums import DoseState, Severity
from bonetherapy.models import Course, ReboundWatch
from bonetherapy.selectors.doses import next_dose
from bonetherapy.selectors.facts import therapy_facts
from bonetherapy.selectors.gates import last_given_on
from bonetherapy.selectors.intervals import interval_of
from bonetherapy.selectors.previews import PlannedDay, planned_days
from bonetherapy.selectors.protocols import limits_on
from bonetherapy.specs import IntervalSpec, StopSpec, SwitchSpec
from guidelines.bone.agents import Agent, standard_interval_days
from guidelines.bone.intervals import (
    BMA_19,
    Extension,
    ExtensionNeed,
    Interval,
    Months,
    extension_check,
    next_due_on,
)
from guidelines.bone.jaw import onj_confirmed
from guidelines.bone.rebound import ReboundWatch as Watch
from guidelines.bone.rebound import plan_needed, rebound_watch, stop_form_note
from guidelines.bone.states import CourseStatus
from guidelines.bone.stopping import StopReason, StopRequest, StopVerdict, half_life_note, stop_check
from guidelines.bone.switching import switch_check
from guidelines.findings import Finding


@dataclass(frozen=True, slots=True)
class StopPreview:
    """How a stop stands: its class, every finding, the notes of the form, the rebound watch it opens."""

    verdict: StopVerdict
    notes: tuple[Finding, ...]
    watch: Watch | None
    cancelled_doses: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What `course_stop` will settle."""
        return self.verdict.findings


def stop_preview(course: Course, spec: StopSpec, *, today: date) -> StopPreview:
    """What stopping the course would mean; the same findings that `course_stop` settles."""
    last_on = last_given_on(course)
    agent, limits = Agent(course.agent), limits_on(course.protocol, today)
    is_watched = agent is Agent.DENOSUMAB and last_on is not None and spec.reason_code != StopReason.DIED
    notes = (stop_form_note(agent), half_life_note(agent, last_on))
    return StopPreview(
        verdict=stop_verdict(course, spec, today),
        notes=tuple(note for note in notes if note is not None),
        watch=rebound_watch(last_on, limits) if is_watched and last_on is not None else None,
        cancelled_doses=course.doses.filter(state__in=[DoseState.PLANNED, DoseState.HELD]).count(),
    )


def stop_verdict(course: Course, spec: StopSpec, today: date) -> StopVerdict:
    """The verdict of BMA-20 to BMA-24 on this stop."""
    given = course.doses.filter(state=DoseState.GIVEN).order_by("given_on").first()
    therapy = therapy_facts({course.patient_id})[course.patient_id]
    request = StopRequest(
        agent=Agent(course.agent),
        reason=StopReason(spec.reason_code),
        started_on=course.first_due_on if given is None or given.given_on is None else given.given_on,
        on=spec.stopped_on,
        last_dose_on=last_given_on(course),
        ecog=spec.ecog,
        severe_adr_on_record=course.adverse_events.filter(severity=Severity.SEVERE, voided_at=None).exists(),
        onj_confirmed=onj_confirmed(therapy.open_events, therapy.dental, today),
        oligo_controlled=spec.oligo_controlled,
        no_benefit_stated=spec.no_benefit,
        rebound_plan_open=bool(spec.rebound_plan.strip()) or has_open_watch(course, today),
    )
    return stop_check(request, limits_on(course.protocol, today))


def has_open_watch(course: Course, today: date) -> bool:
    """True while a rebound watch of this course is open; one whose last day has passed watches nobody."""
    return ReboundWatch.objects.filter(course=course, closed_on=None, ends_on__gte=today).exists()


def switch_findings(course: Course, spec: SwitchSpec, today: date) -> tuple[Finding, ...]:
    """What stands against the switch once the old course is stopped, and what follows (BMA-15, BMA-16d)."""
    return switch_check(
        old_agent=Agent(course.agent),
        old_status=CourseStatus.STOPPED,
        last_on=last_given_on(course),
        interval=interval_of(course),
        new_agent=Agent(spec.start.agent),
        start_on=spec.start.first_due_on,
        limits=limits_on(course.protocol, today),
    )


@dataclass(frozen=True, slots=True)
class IntervalPreview:
    """The consequence of another interval: what the rules say and the dates.

    `off_standard`: longer than standard. `is_review`: the interval stays, only its review day is another.
    """

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    off_standard: bool
    next_due_on: date
    days: tuple[PlannedDay, ...]
    is_review: bool


def interval_in(spec: IntervalSpec) -> Interval | None:
    """The interval asked for; None unless exactly one unit is filled in."""
    if (spec.interval_days is None) == (spec.interval_months is None):
        return None
    return spec.interval_days if spec.interval_months is None else Months(spec.interval_months)


def interval_preview(course: Course, spec: IntervalSpec, *, by: User, today: date) -> IntervalPreview | None:
    """What another interval would mean (BMA-17, BMA-18, BMA-24); None while the interval is not readable."""
    interval = interval_in(spec)
    if interval is None:
        return None
    agent, limits = Agent(course.agent), limits_on(course.protocol, today)
    last_on = last_given_on(course)
    anchor_on = last_on or course.first_due_on
    planned_on = next_due_on(anchor_on, interval)
    wish = Extension(agent=agent, last_on=anchor_on, planned_on=planned_on, met=needs_met(by, spec))
    plan_open = bool(spec.rebound_plan.strip()) or has_open_watch(course, today)
    plan = plan_needed(agent, last_on=anchor_on, next_on=planned_on, plan_open=plan_open, limits=limits)
    findings = (*extension_check(wish, limits), *((plan,) if plan is not None else ()))
    standard = standard_interval_days(agent, limits)
    is_longer = standard is not None and (planned_on - anchor_on).days > standard
    first_on = max(planned_on, today) if last_on is not None else anchor_on
    is_review = interval == interval_of(course)
    # No interval moves the first dose: its day may have been set anew, after a hold or one not given.
    if (is_review or last_on is None) and (following := next_dose(course)) is not None:
        first_on = following.planned_on
    note = stop_form_note(agent)
    return IntervalPreview(
        findings=findings,
        notes=(BMA_19.finding(), *((note,) if note is not None else ())) if is_longer else (),
        off_standard=is_longer,
        next_due_on=first_on,
        days=planned_days(first_on, spec.interval_days, spec.interval_months, limits),
        is_review=is_review,
    )


def needs_met(by: User, spec: IntervalSpec) -> frozenset[ExtensionNeed]:
    """What of BMA-17 is on record with this request."""
    met = {
        ExtensionNeed.ONCOLOGIST: by.role == Role.ONCOLOGIST,
        ExtensionNeed.NOTE: bool(spec.reason_text.strip()),
        ExtensionNeed.STABLE: spec.disease_stable,
        ExtensionNeed.SYMPTOMS: spec.symptoms_controlled,
        ExtensionNeed.REVIEW: spec.review_on is not None,
    }
    return frozenset(need for need, is_met in met.items() if is_met)
