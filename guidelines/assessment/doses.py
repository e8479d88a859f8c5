"""The doses of a course: those on record, and the next six of an open course with their state today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guidelines.assessment.chart import Chart
from guidelines.bone.agents import standard_interval_days
from guidelines.bone.intervals import next_due_on, plan_dates
from guidelines.bone.reminders import days_late, reminder_on
from guidelines.bone.states import DoseStatus
from guidelines.record.bonedrugs import BoneCourse, Dose
from guidelines.terms import Term

PLANNED_AHEAD = 6


class DoseState(Term):
    """What became of a dose, as of a day."""

    PLANNED = "planned", "计划", "Planned"
    REMINDER = "reminder", "提醒", "Reminder"
    DUE = "due", "今日", "Due today"
    OVERDUE = "overdue", "逾期", "Overdue"
    GIVEN = "given", "已注射", "Given"
    HELD = "held", "暂停", "On hold"
    CANCELLED = "cancelled", "已取消", "Cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """One dose; `interval_days` is what really lay between it and the dose before, None for the first.

    A dose on record without its day has neither due date nor number of its own.
    """

    agent: str
    number: int | None
    state: DoseState
    due_on: date | None = None
    reminder_on: date | None = None
    days_late: int = 0
    given_on: date | None = None
    interval_days: int | None = None

    @property
    def name(self) -> str:
        """Return how the dose is named in findings: "DENOSUMAB 2"."""
        return f"{self.agent} {self.number}" if self.number else self.agent


@dataclass(frozen=True, slots=True)
class CourseLines:
    """The doses of one course; `waiting` is the first that is not given, None when nothing is planned."""

    course: BoneCourse
    recorded: tuple[DoseLine, ...]
    planned: tuple[DoseLine, ...]

    @property
    def waiting(self) -> DoseLine | None:
        """Return the next dose while somebody waits for it; None when there is none, on hold or stopped."""
        first = self.planned[0] if self.planned else None
        return None if first is None or first.state in NOT_AWAITED else first


NOT_AWAITED = frozenset({DoseState.HELD, DoseState.CANCELLED})


def dose_lines(chart: Chart) -> tuple[CourseLines, ...]:
    """Return the doses of every course, in the order of the record."""
    return tuple(_lines(chart, course) for course in chart.record.courses)


def _lines(chart: Chart, course: BoneCourse) -> CourseLines:
    recorded = tuple(_recorded(chart, course))
    return CourseLines(course, recorded, tuple(_planned(chart, course, recorded)))


def interval_of(chart: Chart, course: BoneCourse) -> int | None:
    """Return the days between two doses of a course; None for a drug without name or printed interval."""
    if course.interval_days is not None and course.interval_days > 0:
        return course.interval_days
    return None if course.agent is None else standard_interval_days(course.agent, chart.limits.drugs)


def _recorded(chart: Chart, course: BoneCourse) -> Iterator[DoseLine]:
    interval = interval_of(chart, course)
    before: DoseLine | None = None
    for dose in _dated(course):
        before = _given(chart, course, dose, before, interval)
        yield before
    for dose in course.doses:
        if dose.on is None and dose.due_on is None:
            yield DoseLine(agent=course.name, number=dose.number, state=DoseState.GIVEN)


def _dated(course: BoneCourse) -> list[Dose]:
    return sorted(
        (dose for dose in course.doses if dose.on is not None), key=lambda dose: dose.on or date.min
    )


def _given(
    chart: Chart, course: BoneCourse, dose: Dose, before: DoseLine | None, interval: int | None
) -> DoseLine:
    given_on = dose.on or date.min
    last_on = None if before is None else before.given_on
    due_on = dose.due_on or _due_after(course, given_on, last_on, interval)
    return DoseLine(
        agent=course.name,
        number=dose.number or (1 if before is None else (before.number or 0) + 1),
        state=DoseState.GIVEN,
        due_on=due_on,
        reminder_on=_reminder(chart, due_on, first=last_on is None),
        days_late=days_late(due_on, given_on),
        given_on=given_on,
        interval_days=None if last_on is None else (given_on - last_on).days,
    )


def _due_after(course: BoneCourse, given_on: date, last_on: date | None, interval: int | None) -> date:
    """Return the day a dose was due: its course's first day, or the interval after the dose before."""
    if last_on is None:
        return given_on if course.on is None else min(course.on, given_on)
    return given_on if interval is None else next_due_on(last_on, interval)


def _reminder(chart: Chart, due_on: date, *, first: bool) -> date:
    """Return the day of the reminder; the first dose is reminded of on its own day."""
    return due_on if first else reminder_on(due_on, chart.limits.drugs)


def _planned(chart: Chart, course: BoneCourse, recorded: tuple[DoseLine, ...]) -> Iterator[DoseLine]:
    if chart.excluded or not (chart.confirmed or course.given_on):
        return  # BMA-03: without bone metastasis there is no plan
    dated = [line for line in recorded if line.given_on is not None]
    due_dates = _due_dates(chart, course, dated[-1] if dated else None)
    number = (dated[-1].number or 0) + 1 if dated else 1
    if course.stop is not None:
        due_dates = due_dates[:1]
    for place, due_on in enumerate(due_dates):
        reminded_on = _reminder(chart, due_on, first=not dated and place == 0)
        state = _state(chart, course, due_on, reminded_on, first=place == 0)
        late = days_late(due_on, chart.day.today) if state is DoseState.OVERDUE else 0
        yield DoseLine(
            agent=course.name,
            number=number + place,
            state=state,
            due_on=due_on,
            reminder_on=reminded_on,
            days_late=late,
        )


def _due_dates(chart: Chart, course: BoneCourse, last: DoseLine | None) -> tuple[date, ...]:
    """Return the next six days: those a person planned, then one interval after the other.

    Without a plan of their own they count from the last dose really given, so a late one moves the next.
    """
    interval = interval_of(chart, course)
    planned = sorted(dose.due_on for dose in course.doses if dose.on is None and dose.due_on is not None)
    if planned:
        first = planned[-1]
    elif last is not None and last.given_on is not None and interval is not None:
        first = next_due_on(last.given_on, interval)
    elif course.on is not None and last is None and course.agent is not None:
        first = course.on
    else:
        return ()
    more = (first,) if interval is None else plan_dates(first, interval, PLANNED_AHEAD)
    return (*planned[:-1], *more)[:PLANNED_AHEAD]


def _state(chart: Chart, course: BoneCourse, due_on: date, reminded_on: date, *, first: bool) -> DoseState:
    """Return the state of a dose that is not given; only the next one can be due, the rest wait for it."""
    if course.stop is not None:
        return DoseState.CANCELLED
    if _on_hold(course, due_on):
        return DoseState.HELD
    if not first:
        return DoseState.PLANNED
    if chart.day.past(due_on):
        return DoseState.OVERDUE
    if chart.day.reached(due_on):
        return DoseState.DUE
    return DoseState.REMINDER if chart.day.reached(reminded_on) else DoseState.PLANNED


def _on_hold(course: BoneCourse, due_on: date) -> bool:
    """Return whether a hold that is not over covers this dose, or its row is marked as held."""
    held_rows = {dose.due_on for dose in course.doses if dose.status is DoseStatus.HELD}
    holding = any(hold.until_on is None and hold.on is not None for hold in course.holds)
    return holding or due_on in held_rows
