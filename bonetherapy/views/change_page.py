"""What the pages that change a course show before anything is saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.translation import gettext

from bonetherapy.forms.changes import HoldForm, IntervalForm, ResumeForm, StopForm
from bonetherapy.models import Course, DentalRecord
from bonetherapy.selectors.closing import CourseToClose
from bonetherapy.selectors.doses import next_dose
from bonetherapy.selectors.gates import last_given_on
from bonetherapy.selectors.intervals import interval_of
from bonetherapy.selectors.previews import planned_days
from bonetherapy.selectors.protocols import limits_on
from bonetherapy.selectors.stops import IntervalPreview, interval_preview, stop_preview
from bonetherapy.views.change_words import course_interval
from bonetherapy.views.give_page import day_off
from design.fields import Choice, choices_of
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DEN_09, DentalItem, hold_rebound, needs_hold, procedure_advice
from guidelines.bone.interruptions import INTERRUPTIONS, HoldClass, InterruptionFacts, InterruptionReason
from guidelines.bone.intervals import BMA_19, next_due_on
from guidelines.bone.rebound import ctx_dates, rebound_watch, stop_form_note
from guidelines.bone.stopping import STOP_CLASSES, StopClass, StopReason, go_on_note, half_life_note
from guidelines.findings import Finding
from guidelines.holidays import DayType, day_kind
from guidelines.terms import Term
from patients.models import Patient

REVIEW_DAYS = 7
FREE = (DayType.HOLIDAY, DayType.WEEKEND)
NO_HOLD = (HoldClass.NOT_VALID, HoldClass.BY_RULE)
TONES = {
    HoldClass.VALID: "check_ok",
    HoldClass.RECORD_ONLY: "flag",
    HoldClass.NOT_VALID: "warn",
    HoldClass.BY_RULE: "warn",
    StopClass.VALID: "check_ok",
    StopClass.CONDITIONAL: "warn",
    StopClass.INVALID: "stop",
    StopClass.RECORD_ONLY: "flag",
}


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """Reasons of one class with the badge that says how they are judged."""

    name: Term
    badge: str
    choices: list[Choice]


def reason_groups(field: BoundField, classes: Mapping[str, Term], order: Iterable[Term]) -> list[ReasonGroup]:
    """The options of a reason field by class; a class without options is left out."""
    options = choices_of(field)
    found = [
        ReasonGroup(name, TONES[name], [option for option in options if classes[option.value] is name])
        for name in order
    ]
    return [group for group in found if group.choices]


HOLD_CLASSES: Mapping[str, Term] = {reason.value: facts.hold_class for reason, facts in INTERRUPTIONS.items()}
STOPS: Mapping[str, Term] = {reason.value: name for reason, name in STOP_CLASSES.items()}


def common(course: Course, heading: str, save: tuple[str, str], name: str) -> dict[str, Any]:
    """What every change shows: the course as it stands, and where cancel leads."""
    word, icon = save
    return {
        "heading": heading,
        "course": course,
        "interval": course_interval(course),
        "last_on": last_given_on(course),
        "save_word": word,
        "save_icon": icon,
        "consequence": f"bonetherapy/parts/{name}_consequence.html",
        "back_url": reverse("patients:detail", args=[course.patient_id]),
    }


def review_day(today: date) -> date:
    """A week from today, the next workday from there: soon enough for every reason, and changeable."""
    day = today + timedelta(days=REVIEW_DAYS)
    while day_kind(day).type in FREE:
        day += timedelta(days=1)
    return day


def open_procedures(patient: Patient) -> list[DentalRecord]:
    """Dental items that need a hold and are neither cleared nor given up."""
    rows = DentalRecord.objects.filter(
        patient=patient, cleared_on=None, cancelled_on=None, voided_at=None
    ).order_by("on")
    return [row for row in rows if needs_hold(DentalItem(row.item))]


def hold(course: Course, form: HoldForm, today: date) -> dict[str, Any]:
    """The hold page: what the reason means, which doses wait, when denosumab's rebound begins."""
    spec = form.spec()
    facts = INTERRUPTIONS[InterruptionReason(spec.reason_code)] if spec else None
    save = gettext("Hold the drug"), "player-pause"
    return common(course, gettext("Hold the drug"), save, "hold") | {
        "groups": reason_groups(form["reason_code"], HOLD_CLASSES, HoldClass),
        "facts": facts,
        "is_no_reason": facts is not None and facts.hold_class in NO_HOLD,
        "is_interval": facts is not None and facts.hold_class is HoldClass.BY_RULE,
        "review_on": spec.review_on if spec else form.known().get("review_on"),
        "waiting": next_dose(course),
        "findings": _hold_findings(course, form, today),
        "told": _hold_notes(course, facts, today),
        "rebound_from": _rebound_from(course, today),
    }


def _hold_findings(course: Course, form: HoldForm, today: date) -> tuple[Finding, ...]:
    """The same advice `course_hold` settles for a planned procedure (DEN-04)."""
    wanted = str(form.known().get("dental_record_id", ""))
    record = next((row for row in open_procedures(course.patient) if str(row.id) == wanted), None)
    if record is None or record.is_done:
        return ()
    return procedure_advice(
        DentalItem(record.item),
        planned_on=record.on,
        last_dose_on=last_given_on(course),
        urgent=True,
        limits=limits_on(course.protocol, today),
    )


def _hold_notes(course: Course, facts: InterruptionFacts | None, today: date) -> list[Finding]:
    agent, last_on = Agent(course.agent), last_given_on(course)
    is_dental = facts is not None and facts.reason is InterruptionReason.DENTAL_INVASIVE
    half_life = DEN_09.finding() if is_dental and agent is Agent.DENOSUMAB else half_life_note(agent, last_on)
    rebound = None if last_on is None else _held_too_long(course, last_on, today)
    return [note for note in (half_life, rebound if is_dental else None) if note is not None]


def _held_too_long(course: Course, last_on: date, today: date) -> Finding | None:
    limits = limits_on(course.protocol, today)
    return hold_rebound(Agent(course.agent), last_dose_on=last_on, today=today, limits=limits)


def _rebound_from(course: Course, today: date) -> date | None:
    last_on = last_given_on(course)
    if course.agent != Agent.DENOSUMAB or last_on is None:
        return None
    return rebound_watch(last_on, limits_on(course.protocol, today)).opens_on


def earliest_on(course: Course, today: date) -> date:
    """One interval after the last dose, today at the earliest."""
    last_on = last_given_on(course)
    return today if last_on is None else max(today, next_due_on(last_on, interval_of(course)))


def resume(course: Course, form: ResumeForm, today: date) -> dict[str, Any]:
    """The end of a hold: the dates, and whether the dentist has cleared the patient (DEN-05)."""
    spec = form.spec()
    save = gettext("Resume the drug"), "player-play"
    days = _days(course, spec.resume_on, today) if spec else ()
    is_dental = course.hold_reason == InterruptionReason.DENTAL_INVASIVE
    rows = DentalRecord.objects.filter(patient_id=course.patient_id, voided_at=None) if is_dental else []
    return common(course, gettext("Resume the drug"), save, "resume") | {
        "days": days,
        "day_off": day_off(spec.resume_on) if spec else None,
        "is_dental": is_dental,
        "procedures": [row for row in rows if needs_hold(DentalItem(row.item))],
        "earliest_on": earliest_on(course, today),
    }


def _days(course: Course, first_on: date, today: date) -> tuple[Any, ...]:
    limits = limits_on(course.protocol, today)
    return planned_days(first_on, course.interval_days, course.interval_months, limits)


def interval(course: Course, preview: IntervalPreview | None, today: date) -> dict[str, Any]:
    """Another interval: the texts of BMA-17 to BMA-19 before the reason, and the new dates."""
    save = gettext("Change the interval"), "calendar-time"
    is_denosumab = course.agent == Agent.DENOSUMAB
    note = stop_form_note(Agent(course.agent))
    return common(course, gettext("Change the interval"), save, "interval") | {
        "preview": preview,
        "findings": preview.findings if preview else (),
        "told": [BMA_19.finding(), *([note] if note else [])],
        "day_off": day_off(preview.next_due_on) if preview else None,
        "asks_plan": is_denosumab and preview is not None and preview.off_standard,
        "changing": "bonetherapy/parts/interval_more.html",
        "watch": watch_dates(course, today),
    }


def interval_seen(course: Course, form: IntervalForm, user: Any, today: date) -> IntervalPreview | None:
    """The consequence of what can be read; None while no interval is typed."""
    return interval_preview(course, form.spec(), by=user, today=today)


@dataclass(frozen=True, slots=True)
class WatchDates:
    """The rebound watch as it would open: windows and CTX days (REB-02, REB-05)."""

    opens_on: date
    high_until: date
    ends_on: date
    ctx_on: tuple[date, ...]


def watch_dates(course: Course, today: date) -> WatchDates | None:
    """The watch after the last denosumab; None for other drugs and before the first dose."""
    last_on = last_given_on(course)
    if course.agent != Agent.DENOSUMAB or last_on is None:
        return None
    limits = limits_on(course.protocol, today)
    watch = rebound_watch(last_on, limits)
    days = ctx_dates(last_on, today, limits)
    return WatchDates(watch.opens_on, watch.high_until, watch.ends_on, days)


def stop_url(row: CourseToClose) -> str:
    """Where the course is stopped, the reason filled in."""
    return reverse("bonetherapy:course_stop", args=[row.course.id]) + f"?reason={row.reason.value}"


def stop(course: Course, form: StopForm, today: date) -> dict[str, Any]:
    """The stop: how the reason is judged, what it asks for, the rebound watch it opens."""
    spec = form.spec()
    preview = stop_preview(course, spec, today=today) if spec else None
    reason = StopReason(spec.reason_code) if spec else None
    is_death = reason is StopReason.DIED
    agent, last_on = Agent(course.agent), last_given_on(course)
    told = (stop_form_note(agent), half_life_note(agent, last_on), go_on_note())
    return common(course, gettext("Stop the drug"), (gettext("Stop the drug"), "player-stop"), "stop") | {
        "groups": reason_groups(form["reason_code"], STOPS, StopClass),
        "preview": preview,
        "reason": reason,
        "findings": preview.findings if preview else (),
        "told": [note for note in told if note is not None],
        "watch": None if is_death else watch_dates(course, today),
        "asks_ecog": reason is StopReason.PS_DECLINE,
        "asks_benefit": reason is StopReason.PROGRESSION,
        "asks_oligo": reason is StopReason.TWO_YEAR_OLIGO_CONTROLLED,
        "changing": "bonetherapy/parts/stop_more.html",
        "is_danger": True,
    }
