"""Courses on hold: they have no dose that is due, so the day shows them beside its doses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from bonetherapy.enums import CourseState
from bonetherapy.models import Course
from bonetherapy.selectors.day import DayFilters, narrowing
from bonetherapy.selectors.scope import held_within
from patients.models import Patient

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class HeldCourse:
    """A course on hold; `days_over`: since the day somebody was to look again, 0 until then."""

    course: Course
    review_on: date
    days_over: int

    @property
    def patient(self) -> Patient:
        """The patient, with ward and department loaded."""
        return self.course.patient


def held_courses(
    *, user: User, team_patients: Collection[UUID] = (), filters: DayFilters, today: date
) -> tuple[HeldCourse, ...]:
    """The user's courses on hold, the longest forgotten first, at most MOST_ROWS, in one query."""
    rows = courses_on_hold(user, team_patients, filters)
    return tuple(_held(course, today) for course in rows[:MOST_ROWS])


def courses_on_hold(user: User, team_patients: Collection[UUID], filters: DayFilters) -> QuerySet[Course]:
    """The same as courses: the doses that wait lead to them, so that other wards are not read."""
    doses = held_within(user, team_patients).filter(narrowing(filters))
    rows = Course.objects.filter(state=CourseState.HELD, id__in=doses.order_by().values("course_id"))
    shown = rows.select_related("patient__ward", "patient__department")
    return shown.defer("start_inputs", "patient__national_id").order_by("hold_review_on", "id")


def _held(course: Course, today: date) -> HeldCourse:
    # A constraint of the table gives every hold its review day.
    review_on = course.hold_review_on or today
    return HeldCourse(course, review_on, max((today - review_on).days, 0))
