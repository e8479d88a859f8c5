"""The bone-modifying drug as it stood on the day of the meeting: last and next dose, teeth, supplements."""

from collections.abc import Iterable
from datetime import date

from accounts.templatetags.words import number
from bonetherapy.enums import DoseState
from bonetherapy.facts import courses_of
from bonetherapy.models import Course, DentalRecord, Dose, SupplementOrder
from bonetherapy.views.change_words import course_interval
from bonetherapy.wording import strength
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from guidelines.mdt.record import RecordItem
from guidelines.terms import Text
from mdt.minutes.record_lines import Known
from mdt.minutes.words import both, dated, joined, same, term
from patients.selectors.whole import OpenRecord

OVER = frozenset({DoseState.NOT_GIVEN, DoseState.CANCELLED})


def drug_lines(record: OpenRecord) -> Known:
    """Course, interval, teeth, calcium and vitamin D."""
    course = running(record)
    return {
        RecordItem.BMA_COURSE: None if course is None else _course(course, record),
        RecordItem.OFF_STANDARD: None if course is None else _standard(course),
        RecordItem.DENTAL: _dental(record),
        RecordItem.SUPPLEMENTS: joined(_supplement(row) for row in _taken(record)),
    }


def running(record: OpenRecord) -> Course | None:
    """The course of that day: written down by then and not stopped before; None without one."""
    day = record.today
    rows = [row for row in record.rows.asked(courses_of) if row.first_due_on <= day or _begun(row, day)]
    return next((row for row in reversed(rows) if row.stopped_on is None or row.stopped_on > day), None)


def _begun(course: Course, day: date) -> bool:
    return course.created_at.date() <= day


def _course(course: Course, record: OpenRecord) -> Text:
    """`地舒单抗 120 mg 每 28 天，已用 3 次，上次 2026-10-14，下次 2026-11-11`."""
    drug = joined(
        (term(Agent, course.agent), same(f"{number(course.dose_mg)} mg"), _interval(course)), " ", " "
    )
    doses = [row for row in record.rows.all(Dose) if row.course_id == course.id]
    given = [row.given_on for row in doses if row.given_on and row.given_on <= record.today]
    counted = Text(f"已用 {len(given)} 次", f"{len(given)} given")
    return joined((drug, counted, _last(given), _next(doses, record.today)), "，", ", ") or same("")


def _interval(course: Course) -> Text:
    return both(lambda: course_interval(course))


def _last(given: list[date]) -> Text | None:
    return Text(f"上次 {max(given)}", f"last {max(given)}") if given else None


def _next(doses: Iterable[Dose], day: date) -> Text | None:
    """The first dose that was still to be given on that day."""
    ahead = (row for row in doses if row.state not in OVER and (row.given_on is None or row.given_on > day))
    due = min((row.due_on for row in ahead), default=None)
    if due is None:
        return None
    late = (day - due).days
    if late <= 0:
        return Text(f"下次 {due}", f"next due {due}")
    return Text(f"下次应于 {due}，逾期 {late} 天", f"next was due {due}, {late} days overdue")


def _standard(course: Course) -> Text:
    if not course.off_standard:
        return Text("标准间隔", "standard interval")
    review = course.interval_review_on
    if review is None:
        return Text("长于标准间隔", "longer than the standard interval")
    return Text(f"长于标准间隔，{review} 复核", f"longer than the standard interval, review {review}")


def _dental(record: OpenRecord) -> Text | None:
    rows = [
        row for row in record.rows.valid(DentalRecord) if row.on <= record.today and row.cancelled_on is None
    ]
    newest = sorted(rows, key=lambda row: (row.on, row.created_at), reverse=True)
    return None if not newest else dated(_tooth(newest[0]), newest[0].on)


def _tooth(row: DentalRecord) -> Text:
    planned = None if row.is_done else Text("计划", "planned")
    told = (term(DentalItem, row.item), planned, both(row.get_outcome_display), same(row.note))
    return joined(told, "，", ", ") or same(row.item)


def _taken(record: OpenRecord) -> list[SupplementOrder]:
    day = record.today
    return [
        row
        for row in record.rows.valid(SupplementOrder)
        if (row.started_on is None or row.started_on <= day)
        and (row.stopped_on is None or row.stopped_on > day)
    ]


def _supplement(row: SupplementOrder) -> Text:
    return joined((same(row.product), both(lambda: strength(row))), " ", " ") or same(row.product)
