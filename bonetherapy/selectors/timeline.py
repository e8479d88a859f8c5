"""The doses of a course as marks of the small time line: given, late, held, due, planned, overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bonetherapy.enums import DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.protocols import house_limits
from guidelines.settings import Limits

PLANNED_SHOWN = 1


@dataclass(frozen=True, slots=True)
class DoseMark:
    """What the drawing reads of a dose; `label` is its number, `days_late` None when it was on time."""

    state: str
    label: str
    date: date | None
    days_late: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class CourseTimeline:
    """The marks with the numbers said beside them; `slack` days after the due one are on time."""

    marks: tuple[DoseMark, ...]
    given: int
    on_time: int
    slack: int


def course_timeline(course: Course, today: date, *, planned: int = PLANNED_SHOWN) -> CourseTimeline:
    """Everything that happened on the course and the next `planned` doses, in two queries."""
    limits = house_limits(course.protocol.hospital_id, today)
    return timeline_of(course.doses.all(), today, limits, planned=planned)


def timeline_of(
    rows: Iterable[Dose], today: date, limits: Limits, *, planned: int = PLANNED_SHOWN
) -> CourseTimeline:
    """The same of the doses of one course, by the limits of the hospital."""
    slack = slack_days(limits)
    kept = [dose for dose in rows if dose.state != DoseState.CANCELLED]
    doses = sorted(kept, key=lambda dose: (dose.number, dose.due_on))
    past = [dose for dose in doses if dose.state != DoseState.PLANNED]
    coming = [dose for dose in doses if dose.state == DoseState.PLANNED][:planned]
    marks = tuple(
        _mark(dose, today, slack) for dose in sorted([*past, *coming], key=lambda dose: dose.number)
    )
    given = [dose for dose in past if dose.state == DoseState.GIVEN]
    return CourseTimeline(marks, len(given), sum(days_late(dose) <= slack for dose in given), slack)


def slack_days(limits: Limits) -> int:
    """Days after the due date that still count as on time: 30 days where 28 were planned (WP §26)."""
    return limits.on_time_max_days - limits.denosumab_interval_days


def days_late(dose: Dose) -> int:
    """Days between the due date and the day it was given; 0 when it was not late or not given."""
    return 0 if dose.given_on is None else max((dose.given_on - dose.due_on).days, 0)


def _mark(dose: Dose, today: date, slack: int) -> DoseMark:
    if dose.state == DoseState.GIVEN:
        late = days_late(dose)
        state = "late" if late > slack else "given"
        return DoseMark(state, str(dose.number), dose.given_on, late or None)
    words = {DoseState.HELD: "held", DoseState.NOT_GIVEN: "not_given"}
    return DoseMark(words.get(DoseState(dose.state), _planned(dose, today)), str(dose.number), dose.due_on)


def _planned(dose: Dose, today: date) -> str:
    if dose.due_on < today:
        return "overdue"
    return "due" if dose.due_on == today else "planned"
