"""The dates of doses. The interval of a course is turned into `Dose.due_on` here and nowhere else.

Six doses are kept planned ahead. Only the first of them is an appointment; the later ones are projections
that follow it: they never come sooner than one interval after it, so nothing is ever caught up (REM-07,
DEN-05).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from bonetherapy.enums import DoseState
from bonetherapy.models import Course, Dose
from bonetherapy.selectors.gates import last_given_on
from bonetherapy.selectors.intervals import PLANNED_AHEAD, interval_of
from bonetherapy.services.date_back import dates_back_tell
from bonetherapy.services.notices import reminders_renew
from guidelines.bone.intervals import plan_dates


def course_lock(course_id: UUID) -> Course:
    """The course, its row locked until the transaction ends, with patient and protocol."""
    return (
        Course.objects.select_for_update(of=("self",))
        .select_related("patient", "patient__hospital", "protocol")
        .get(pk=course_id)
    )


def open_doses(course: Course) -> list[Dose]:
    """Doses still to come, planned or held, in their order."""
    return list(course.doses.filter(state__in=(DoseState.PLANNED, DoseState.HELD)).order_by("number"))


def last_number(course: Course) -> int:
    """The highest number used by a live dose; 0 when there is none."""
    last = course.doses.exclude(state=DoseState.CANCELLED).order_by("-number").first()
    return 0 if last is None else last.number


def doses_plan(course: Course, *, dates: Iterable[date], first_number: int) -> list[Dose]:
    """Write planned doses for these dates, numbered from `first_number`."""
    return Dose.objects.bulk_create(
        Dose(
            course=course,
            patient=course.patient,
            department_id=course.patient.department_id,
            number=number,
            due_on=due_on,
            state=DoseState.PLANNED,
        )
        for number, due_on in enumerate(dates, first_number)
    )


def doses_follow(course: Course, doses: Sequence[Dose], *, anchor_on: date) -> None:
    """Put the doses at one, two, three ... intervals after `anchor_on`, and plan until six stand ahead.

    Counted from the anchor each time, so that the end of a month does not drift. A dose that moves loses its
    appointment and the reminders that wait for the old date.
    """
    count = max(len(doses), PLANNED_AHEAD)
    dates = plan_dates(anchor_on, interval_of(course), count + 1)[1:]
    _move(doses, dates)
    if len(doses) < PLANNED_AHEAD:
        doses_plan(course, dates=dates[len(doses) :], first_number=last_number(course) + 1)


def doses_start_on(course: Course, doses: Sequence[Dose], *, first_on: date) -> None:
    """Put the first dose on `first_on`, the others at their intervals after it; held ones too."""
    count = max(len(doses), PLANNED_AHEAD)
    dates = plan_dates(first_on, interval_of(course), count)
    _move(doses, dates)
    if len(doses) < PLANNED_AHEAD:
        doses_plan(course, dates=dates[len(doses) :], first_number=last_number(course) + 1)


def doses_count_again(course: Course, *, first_on: date) -> None:
    """Put what is open an interval after the last dose that was given; without one, on `first_on`."""
    doses, last_on = open_doses(course), last_given_on(course)
    if last_on is None:
        doses_start_on(course, doses, first_on=first_on)
    else:
        doses_follow(course, doses, anchor_on=last_on)


def _move(doses: Sequence[Dose], dates: Sequence[date]) -> None:
    moved = [
        dose
        for dose, due_on in zip(doses, dates, strict=False)
        if (dose.due_on, dose.booked_on, dose.state) != (due_on, None, DoseState.PLANNED)
    ]
    said = [dose.id for dose in moved if dose.state == DoseState.HELD or dose.booked_on is not None]
    for dose, due_on in zip(doses, dates, strict=False):
        dose.due_on, dose.booked_on, dose.state = due_on, None, DoseState.PLANNED
    Dose.objects.bulk_update(moved, ["due_on", "booked_on", "state"])
    reminders_renew(moved)
    dates_back_tell(moved, said=said)
