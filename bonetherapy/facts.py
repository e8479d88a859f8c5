"""This room's part of a record (settings.FACT_SOURCES); eight queries for any number of patients."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from bonetherapy.enums import DentalOutcome, DoseState
from bonetherapy.models import (
    AdverseEvent,
    Course,
    DentalRecord,
    Dose,
    NotStarted,
    ReportedTherapy,
    SupplementOrder,
)
from bonetherapy.pauses import holds_of, intervals_since
from guidelines.bone import adverse
from guidelines.bone.agents import Agent, Route
from guidelines.bone.dental import DentalItem
from guidelines.bone.states import DoseStatus
from guidelines.bone.stopping import StopReason
from guidelines.record import bonedrugs as told
from guidelines.record.dental import DentalVisit
from guidelines.values import add_months
from patients.record.grouping import Parts, Ref, by_patient, together
from patients.record.rows import RecordRows

# A dose that was skipped or withdrawn is neither given nor due: the record of what was given leaves it out.
STATUS = {DoseState.PLANNED: None, DoseState.GIVEN: DoseStatus.GIVEN, DoseState.HELD: DoseStatus.HELD}

# Another treatment that is needed says nothing about the jaw.
JAW_FOUND: Mapping[str, bool] = {
    DentalOutcome.NORMAL: False,
    DentalOutcome.SUSPECTED_ONJ: True,
    DentalOutcome.CONFIRMED_ONJ: True,
}


def courses_of(patient_ids: Collection[UUID]) -> QuerySet[Course]:
    """Their courses, each with its rebound watch."""
    rows = Course.objects.filter(patient_id__in=patient_ids).select_related("rebound_watch")
    return rows.order_by("first_due_on", "created_at")


def record_parts(rows: RecordRows, on: date, ref: Ref) -> Parts:
    """`courses`, `supplements`, `not_started`, `adverse_events` and `dental` of each patient."""
    dental = [row for row in rows.valid(DentalRecord) if row.cancelled_on is None]
    return together(
        rows.patient_ids,
        courses=_courses(rows, ref),
        supplements=by_patient(rows.valid(SupplementOrder), lambda row: _supplement(row, ref)),
        not_started=by_patient(rows.valid(NotStarted), lambda row: _not_started(row, ref)),
        adverse_events=by_patient(rows.valid(AdverseEvent), lambda row: _adverse_event(row, ref)),
        dental=by_patient(dental, lambda row: _dental(row, ref)),
    )


def _courses(rows: RecordRows, ref: Ref) -> Mapping[UUID, tuple[told.BoneCourse, ...]]:
    """Courses oldest first, then what documents tell of and no course could be made of."""
    courses, reports = rows.asked(courses_of), rows.valid(ReportedTherapy)
    doses: defaultdict[UUID, tuple[told.Dose, ...]] = defaultdict(tuple)
    for dose in sorted(rows.all(Dose), key=lambda dose: dose.number):
        if dose.state in STATUS:
            doses[dose.course_id] += (_dose(dose, ref),)
    told_of = {row.course_id: row for row in reports if row.course_id}
    holds, since = holds_of(rows, ref), intervals_since(rows)
    found: defaultdict[UUID, tuple[told.BoneCourse, ...]] = defaultdict(tuple)
    for row in courses:
        told_course = _course(row, doses[row.id], holds[row.id], told_of.get(row.id), ref)
        found[row.patient_id] += (replace(told_course, interval_since=since.get(row.id)),)
    for report in reports:
        if report.course_id is None:
            found[report.patient_id] += (_reported(report, ref),)
    return found


def _course(
    row: Course,
    doses: tuple[told.Dose, ...],
    holds: tuple[told.Hold, ...],
    report: ReportedTherapy | None,
    ref: Ref,
) -> told.BoneCourse:
    return told.BoneCourse(
        on=row.first_due_on,
        ref=ref(report.id if report else row.id),
        agent=Agent(row.agent),
        agent_text=report.agent_text if report else "",
        dose_mg=row.dose_mg,
        route=Route(row.route),
        interval_days=_interval_days(row, doses),
        doses=doses,
        stated=_stated(report, ref) if report else None,
        holds=holds,
        stop=_stop(row, ref),
    )


def _interval_days(row: Course, doses: tuple[told.Dose, ...]) -> int | None:
    """Calendar months as the days of the longest that was counted: the rules of the record count in days."""
    months = row.interval_months
    if months is None:
        return row.interval_days
    counted_from = [row.first_due_on, *(dose.on for dose in doses if dose.on is not None)]
    return max((add_months(day, months) - day).days for day in counted_from)


def _dose(row: Dose, ref: Ref) -> told.Dose:
    return told.Dose(
        on=row.given_on,
        ref=ref(row.id),
        number=row.number,
        due_on=row.due_on if row.given_on else row.booked_on or row.due_on,
        dose_mg=row.dose_mg,
        route=Route(row.route) if row.route else None,
        batch=row.batch,
        site=row.site,
        status=STATUS[DoseState(row.state)],
        reason=row.reason_text or row.interruption_reason,
    )


def _stop(row: Course, ref: Ref) -> told.Stop | None:
    if row.stopped_on is None:
        return None
    watch = getattr(row, "rebound_watch", None)
    return told.Stop(
        on=row.stopped_on,
        ref=ref(row.id),
        reason=StopReason(row.stop_reason) if row.stop_reason else None,
        plan=True if watch is not None and watch.plan else None,
    )


def _reported(row: ReportedTherapy, ref: Ref) -> told.BoneCourse:
    stop = told.Stop(on=row.stopped_on, ref=ref(row.id)) if row.stopped_on else None
    return told.BoneCourse(
        on=row.started_on,
        ref=ref(row.id),
        agent=Agent(row.agent) if row.agent else None,
        agent_text=row.agent_text,
        dose_mg=row.dose_mg,
        interval_days=row.interval_days,
        stated=_stated(row, ref),
        stop=stop,
    )


def _stated(row: ReportedTherapy, ref: Ref) -> told.DoseTotal | None:
    if row.doses_stated is None:
        return None
    return told.DoseTotal(on=row.doses_stated_on, ref=ref(row.id), count=row.doses_stated)


def _supplement(row: SupplementOrder, ref: Ref) -> told.Supplement:
    return told.Supplement(
        on=row.started_on,
        ref=ref(row.id),
        name=row.product,
        calcium_mg_per_day=row.calcium_mg_per_day,
        vitamin_d_iu_per_day=row.vitamin_d_iu_per_day,
        stopped_on=row.stopped_on,
    )


def _not_started(row: NotStarted, ref: Ref) -> told.NotStarted:
    return told.NotStarted(
        on=row.decided_on,
        ref=ref(row.id),
        declined=row.declined,
        agent=Agent(row.agent) if row.agent else None,
        reason=row.reason,
    )


def _adverse_event(row: AdverseEvent, ref: Ref) -> told.AdverseEventEntry:
    known = row.code in set(adverse.AdverseEvent)
    return told.AdverseEventEntry(
        on=row.onset_on,
        ref=ref(row.id),
        event=adverse.AdverseEvent(row.code) if known else None,
        resolved_on=row.resolved_on,
    )


def _dental(row: DentalRecord, ref: Ref) -> DentalVisit:
    """What is planned is known since it was written down, not from the day for which it is planned."""
    return DentalVisit(
        on=row.on if row.is_done else timezone.localdate(row.created_at),
        ref=ref(row.id),
        item=DentalItem(row.item),
        planned=not row.is_done,
        cleared_on=row.cleared_on,
        jaw_necrosis=JAW_FOUND.get(row.outcome),
    )
